"""What a network refused is kept with the move it ended; an open talk can end there; a reply can overwrite another."""

import django.db.models.deletion
from django.db import migrations, models

STEPS = (
    ("offered", ("consented", "declined", "lapsed", "cannot")),
    ("consented", ("open", "declined", "lapsed", "cannot")),
    ("open", ("settled", "declined", "cannot")),
    ("settled", ("closed", "declined", "open")),
    ("closed", ("returned", "open")),
    ("declined", ("consented",)),
    ("lapsed", ("consented",)),
    ("cannot", ("consented",)),
    ("returned", ("returned", "open")),
)
# One statement may take two steps at once: a person who writes in private consents and opens by the same act.
AT_ONCE = (("offered", "open"), ("declined", "open"), ("lapsed", "open"), ("cannot", "open"))
PAIRS = [(before, after) for before, states in STEPS for after in states] + list(AT_ONCE)
EARLIER = [pair for pair in PAIRS if pair != ("open", "cannot")]


def hold(pairs: list[tuple[str, str]]) -> str:
    """The function of the trigger that stands since 0006, with these pairs of states."""
    named = ", ".join(f"('{before}', '{after}')" for before, after in pairs)
    return f"""
create or replace function store_move_takes_a_step() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    if new.state not in ('offered', 'cannot') then
      raise check_violation using message = format('a move does not begin as %s', new.state);
    end if;
  elsif new.state <> old.state and (old.state, new.state) not in ({named}) then
    raise check_violation using message = format('a move does not go from %s to %s', old.state, new.state);
  end if;
  return new;
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0007_room_files_of_ours"),
    ]

    operations = [
        migrations.AddField(
            model_name="move",
            name="barred_at",
            field=models.DateTimeField(help_text="When it turned out that this way is closed to them.", null=True),
        ),
        migrations.AddField(
            model_name="move",
            name="refusal",
            field=models.ForeignKey(
                help_text="Our words that the network refused.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="store.outbox",
            ),
        ),
        migrations.AddField(
            model_name="outbox",
            name="edits",
            field=models.ForeignKey(
                help_text="The reply of ours that it overwrites.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="store.outbox",
            ),
        ),
        migrations.RemoveConstraint(model_name="outbox", name="outbox_receipt_once"),
        migrations.AddConstraint(
            model_name="outbox",
            constraint=models.UniqueConstraint(
                condition=models.Q(models.Q(("external_id", ""), _negated=True), ("edits__isnull", True)),
                fields=("account", "external_id"),
                name="outbox_receipt_once",
            ),
        ),
        migrations.RunSQL(hold(PAIRS), hold(EARLIER)),
    ]
