"""A close closes the settlement it was written for, and a proof keeps the address its letter went to.

Whatever was closed or proven before stays as it is: both are asked when a row changes. Talks whose deadline is over are
found by it, not among all moves there ever were.
"""

from django.db import migrations, models

CLOSES = """
create function store_move_closes_its_settlement() returns trigger language plpgsql as $$
begin
  if not exists (
    select from store_outbox said where said.id = new.closure_id and said.settlement = new.settled_at
  ) then
    raise check_violation using message = 'a move cannot be so: move_closure_of_its_settlement',
      constraint = 'move_closure_of_its_settlement';
  end if;
  return new;
end $$;
create trigger move_closes_its_settlement before update on store_move for each row
  when (new.state = 'closed' and old.state = 'settled' and new.closure_id is not null)
  execute function store_move_closes_its_settlement();
"""

# Otherwise older words could be turned into the close of today.
MEANT = """
create function store_outbox_is_of_one_settlement() returns trigger language plpgsql as $$
begin
  raise check_violation using message = 'a reply cannot be so: outbox_settlement_is_written_once',
    constraint = 'outbox_settlement_is_written_once';
end $$;
create trigger outbox_is_of_one_settlement before update on store_outbox for each row
  when (new.settlement is distinct from old.settlement) execute function store_outbox_is_of_one_settlement();
"""

# The address is known when the code is made, and not before nor after.
ADDRESS = """
create function store_proof_keeps_its_address() returns trigger language plpgsql as $$
begin
  if old.address_digest <> ''::bytea or old.code_digest <> ''::bytea or new.code_digest = ''::bytea then
    raise check_violation using message = 'a proof cannot be so: proof_address_is_written_once',
      constraint = 'proof_address_is_written_once';
  end if;
  return new;
end $$;
create trigger proof_keeps_its_address before update on store_proof for each row
  when (new.address_digest is distinct from old.address_digest) execute function store_proof_keeps_its_address();
"""


def drop(table: str, name: str) -> str:
    return f"drop trigger {name} on store_{table}; drop function store_{name}();"


class Migration(migrations.Migration):
    dependencies = (("store", "0015_posts_by_author"),)
    operations = (
        migrations.RunSQL(CLOSES, drop("move", "move_closes_its_settlement")),
        migrations.RunSQL(MEANT, drop("outbox", "outbox_is_of_one_settlement")),
        migrations.RunSQL(ADDRESS, drop("proof", "proof_keeps_its_address")),
        migrations.AddIndex(
            "move",
            models.Index(fields=("deadline",), condition=models.Q(state__in=("consented", "open")), name="move_talks"),
        ),
    )
