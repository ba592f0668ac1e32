"""Rooms of the house's own, letters, and a move's further states; no move may take a step that is none."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

STEPS = (
    ("offered", ("consented", "declined", "lapsed", "cannot")),
    ("consented", ("open", "declined", "lapsed", "cannot")),
    ("open", ("settled", "declined")),
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
BEGINNINGS = ("offered", "cannot")

HOLD_STEPS = f"""
create function store_move_takes_a_step() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    if new.state not in ({", ".join(f"'{state}'" for state in BEGINNINGS)}) then
      raise check_violation using message = format('a move does not begin as %s', new.state);
    end if;
  elsif new.state <> old.state
    and (old.state, new.state) not in ({", ".join(f"('{before}', '{after}')" for before, after in PAIRS)}) then
    raise check_violation using message = format('a move does not go from %s to %s', old.state, new.state);
  end if;
  return new;
end $$;
create trigger move_takes_a_step before insert or update of state on store_move
  for each row execute function store_move_takes_a_step();
"""
LET_GO = "drop trigger move_takes_a_step on store_move; drop function store_move_takes_a_step();"

TIME_PAIRS = (
    ("proposed", "agreed"), ("proposed", "cancelled"), ("agreed", "held"), ("agreed", "missed"), ("agreed", "cancelled")
)  # fmt: skip
HOLD_TIMES = f"""
create function store_time_takes_a_step() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    if new.state <> 'proposed' then
      raise check_violation using message = format('a time does not begin as %s', new.state);
    end if;
  elsif new.state <> old.state
    and (old.state, new.state) not in ({", ".join(f"('{before}', '{after}')" for before, after in TIME_PAIRS)}) then
    raise check_violation using message = format('a time does not go from %s to %s', old.state, new.state);
  end if;
  return new;
end $$;
create trigger time_takes_a_step before insert or update of state on store_agreedtime
  for each row execute function store_time_takes_a_step();
"""
LET_TIMES_GO = "drop trigger time_takes_a_step on store_agreedtime; drop function store_time_takes_a_step();"


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0005_api_keys"),
    ]

    operations = [
        migrations.CreateModel(
            name="Doorbell",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digest", models.BinaryField(max_length=32, unique=True)),
                ("made_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Knock",
            fields=[
                ("who", models.CharField(max_length=100, primary_key=True, serialize=False)),
                ("since", models.DateTimeField()),
                ("count", models.IntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="Mail",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("purpose", models.CharField(help_text="code, key or transcript", max_length=12)),
                ("recipient", models.CharField(max_length=320)),
                ("subject", models.CharField(max_length=200)),
                ("body", models.TextField()),
                (
                    "state",
                    models.CharField(
                        choices=[("waiting", "Waiting"), ("sent", "Sent"), ("failed", "Failed")],
                        default="waiting",
                        max_length=8,
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("not_before", models.DateTimeField()),
                ("worthless_from", models.DateTimeField(help_text="From then on it is not sent any more.")),
                ("attempts", models.SmallIntegerField(default=0)),
                ("ended_at", models.DateTimeField(null=True)),
                ("problem", models.TextField(default="")),
            ],
        ),
        migrations.CreateModel(
            name="Proof",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(choices=[("email", "Email"), ("account", "Account")], max_length=8)),
                ("browser", models.BinaryField(max_length=32)),
                ("code_digest", models.BinaryField(default=bytes, max_length=32)),
                ("words", models.CharField(default="", max_length=40)),
                ("made_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("tries", models.SmallIntegerField(default=0)),
                ("proven_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Room",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("language", models.CharField(default="en", max_length=12)),
                ("opened_at", models.DateTimeField()),
                ("keep_until", models.DateTimeField(help_text="When its words and files go.")),
                ("erase_asked_at", models.DateTimeField(null=True)),
                ("erased_at", models.DateTimeField(null=True)),
                ("agent_seen_at", models.DateTimeField(help_text="Up to when one of us has read.", null=True)),
                ("agent_typing_at", models.DateTimeField(null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="RoomFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("by_guest", models.BooleanField()),
                ("name", models.CharField(max_length=120)),
                ("media_type", models.CharField(max_length=80)),
                ("size", models.IntegerField()),
                ("sha256", models.BinaryField(max_length=32)),
                ("body", models.BinaryField()),
                ("made_at", models.DateTimeField()),
                ("erased_at", models.DateTimeField(null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="RoomKey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digest", models.BinaryField(max_length=32, unique=True)),
                ("made_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="RoomVisit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digest", models.BinaryField(max_length=32, unique=True)),
                ("begun_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("seen_at", models.DateTimeField(help_text="Up to when the guest has read.")),
                ("typing_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.RemoveConstraint(
            model_name="move",
            name="move_consent_is_kept",
        ),
        migrations.AddField(
            model_name="move",
            name="followed_up_at",
            field=models.DateTimeField(help_text="When they were gently asked once more.", null=True),
        ),
        migrations.AddField(
            model_name="move",
            name="reason",
            field=models.TextField(
                default="", help_text="Why it could not be, or ended as it did, in an agent's words."
            ),
        ),
        migrations.AddField(
            model_name="move",
            name="reopened_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="move",
            name="way",
            field=models.CharField(
                choices=[
                    ("message", "Message"),
                    ("room", "Room"),
                    ("email", "Email"),
                    ("call", "Call"),
                    ("visit", "Visit"),
                ],
                default="message",
                max_length=8,
            ),
        ),
        migrations.AlterField(
            model_name="move",
            name="state",
            field=models.CharField(
                choices=[
                    ("offered", "Offered"),
                    ("consented", "Consented"),
                    ("open", "Open"),
                    ("settled", "Settled"),
                    ("closed", "Closed"),
                    ("declined", "Declined"),
                    ("lapsed", "Lapsed"),
                    ("cannot", "Cannot"),
                    ("returned", "Returned"),
                ],
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="doorbell",
            name="brand",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="store.brand",
            ),
        ),
        migrations.AddField(
            model_name="doorbell",
            name="move",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="doorbells", to="store.move"
            ),
        ),
        migrations.AddField(
            model_name="mail",
            name="brand",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="store.brand",
            ),
        ),
        migrations.AddField(
            model_name="mail",
            name="case",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.case"
            ),
        ),
        migrations.AddField(
            model_name="proof",
            name="brand",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="store.brand",
            ),
        ),
        migrations.AddField(
            model_name="proof",
            name="doorbell",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="proofs", to="store.doorbell"
            ),
        ),
        migrations.AddField(
            model_name="proof",
            name="post",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.post"
            ),
        ),
        migrations.AddField(
            model_name="room",
            name="brand",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="store.brand",
            ),
        ),
        migrations.AddField(
            model_name="room",
            name="move",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="room", to="store.move"
            ),
        ),
        migrations.AddField(
            model_name="roomfile",
            name="brand",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="store.brand",
            ),
        ),
        migrations.AddField(
            model_name="roomfile",
            name="room",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="files", to="store.room"),
        ),
        migrations.AddField(
            model_name="roomkey",
            name="brand",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="store.brand",
            ),
        ),
        migrations.AddField(
            model_name="roomkey",
            name="proof",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="key", to="store.proof"
            ),
        ),
        migrations.AddField(
            model_name="move",
            name="consent_key",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.roomkey"
            ),
        ),
        migrations.AddIndex(
            model_name="move",
            index=models.Index(fields=["brand", "state", "deadline"], name="move_by_state"),
        ),
        migrations.AddIndex(
            model_name="move",
            index=models.Index(
                condition=models.Q(("state__in", ("offered", "consented"))), fields=["deadline"], name="move_waits"
            ),
        ),
        migrations.AddConstraint(
            model_name="move",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ("consented", "open", "settled", "closed", "returned")), _negated=True),
                    models.Q(
                        models.Q(("consent__isnull", False), ("consent_key__isnull", False), _connector="OR"),
                        ("consented_at__isnull", False),
                        models.Q(("consent_kind", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="move_consent_is_kept",
            ),
        ),
        migrations.AddConstraint(
            model_name="move",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "returned"), _negated=True), ("returned_at__isnull", False), _connector="OR"
                ),
                name="move_returned_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="move",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "cannot"), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="move_cannot_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="move",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ("open", "settled", "closed", "returned")), _negated=True),
                    ("opened_at__isnull", False),
                    _connector="OR",
                ),
                name="move_opened_when",
            ),
        ),
        migrations.AddField(
            model_name="roomvisit",
            name="brand",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="store.brand",
            ),
        ),
        migrations.AddField(
            model_name="roomvisit",
            name="key",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="visit", to="store.roomkey"
            ),
        ),
        migrations.AddField(
            model_name="roomvisit",
            name="room",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="visits", to="store.room"
            ),
        ),
        migrations.AddIndex(
            model_name="mail",
            index=models.Index(condition=models.Q(("state", "waiting")), fields=["not_before"], name="mail_due"),
        ),
        migrations.AddConstraint(
            model_name="mail",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state", "waiting"), models.Q(("body", ""), ("ended_at__isnull", False)), _connector="OR"
                ),
                name="mail_lets_go",
            ),
        ),
        migrations.AddConstraint(
            model_name="proof",
            constraint=models.CheckConstraint(
                condition=models.Q(("tries__gte", 0), ("tries__lte", 5)), name="proof_tries_bounded"
            ),
        ),
        migrations.AddConstraint(
            model_name="proof",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("proven_at__isnull", True),
                    models.Q(("kind", "account"), _negated=True),
                    ("post__isnull", False),
                    _connector="OR",
                ),
                name="proof_by_account_has_post",
            ),
        ),
        migrations.AddConstraint(
            model_name="proof",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("proven_at__isnull", True),
                    models.Q(("kind", "email"), _negated=True),
                    models.Q(("code_digest", b""), _negated=True),
                    _connector="OR",
                ),
                name="proof_by_email_had_code",
            ),
        ),
        migrations.AddConstraint(
            model_name="proof",
            constraint=models.UniqueConstraint(
                condition=models.Q(("words", ""), _negated=True), fields=("words",), name="proof_words_once"
            ),
        ),
        migrations.CreateModel(
            name="ReplyAlias",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digest", models.BinaryField(max_length=32, unique=True)),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                (
                    "brand",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="store.brand",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="aliases", to="store.case"
                    ),
                ),
            ],
            options={"abstract": False},
        ),
        migrations.CreateModel(
            name="ArrivedMail",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("person", "Person"), ("stranger", "Stranger"), ("automatic", "Automatic")],
                        max_length=9,
                    ),
                ),
                ("sender", models.CharField(help_text="The address it came from, in small letters.", max_length=320)),
                ("arrived_at", models.DateTimeField()),
                ("vouched_at", models.DateTimeField(null=True)),
                (
                    "brand",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="store.brand",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="mails", to="store.case"
                    ),
                ),
                (
                    "raw_event",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.rawevent"
                    ),
                ),
                (
                    "vouched_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.post"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["case", "arrived_at"], name="mail_of_case")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("vouched_at__isnull", True), ("vouched_by__isnull", True)),
                            models.Q(("kind", "person"), ("vouched_at__isnull", False), ("vouched_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="mail_vouched_by_a_post",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AgreedTime",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(choices=[("call", "Call"), ("visit", "Visit")], max_length=5)),
                ("begins_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("proposed_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "Proposed"),
                            ("agreed", "Agreed"),
                            ("held", "Held"),
                            ("missed", "Missed"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="proposed",
                        max_length=9,
                    ),
                ),
                ("agreed_at", models.DateTimeField(null=True)),
                ("reminded_at", models.DateTimeField(help_text="When its agent was told that it is near.", null=True)),
                ("asked_at", models.DateTimeField(help_text="When its agent was asked what became of it.", null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("reason", models.TextField(default="", help_text="Why it was called off or missed.")),
                (
                    "agreed_key",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.roomkey"
                    ),
                ),
                (
                    "agreed_post",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.post"
                    ),
                ),
                (
                    "brand",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="store.brand",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="agreed_times", to="store.case"
                    ),
                ),
                (
                    "move",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="agreed_times", to="store.move"
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "with_whom",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ("proposed", "agreed"))),
                        fields=["begins_at"],
                        name="time_standing",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("begins_at"))), name="time_ends_after_it_begins"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ("agreed", "held", "missed")), _negated=True),
                            models.Q(
                                ("agreed_at__isnull", False),
                                models.Q(
                                    ("agreed_post__isnull", False), ("agreed_key__isnull", False), _connector="OR"
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="time_agreed_has_evidence",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ("held", "missed", "cancelled")), _negated=True),
                            ("ended_at__isnull", False),
                            _connector="OR",
                        ),
                        name="time_ended_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "cancelled"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="time_cancelled_says_why",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ("proposed", "agreed"))),
                        fields=("move",),
                        name="time_one_of_a_move",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("state", "agreed")),
                        expressions=(
                            (
                                models.Func(
                                    models.F("with_whom"),
                                    models.F("with_whom"),
                                    models.Value("[]"),
                                    function="int8range",
                                    output_field=models.BigIntegerField(),
                                ),
                                "&&",
                            ),
                            (
                                models.Func(
                                    models.F("begins_at"),
                                    models.F("ends_at"),
                                    django.contrib.postgres.fields.ranges.RangeBoundary(),
                                    function="tstzrange",
                                    output_field=django.contrib.postgres.fields.ranges.DateTimeRangeField(),
                                ),
                                "&&",
                            ),
                        ),
                        name="time_agent_is_free",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Claim",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("claim", models.TextField(help_text="What is claimed, as people say it; one wording a line.")),
                ("wording", models.JSONField(help_text="Language → what we say to it.")),
                ("proposed_at", models.DateTimeField()),
                ("approved_at", models.DateTimeField(null=True)),
                ("expires_at", models.DateTimeField()),
                ("told_at", models.DateTimeField(help_text="When its owner was told that it expired.", null=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                (
                    "approved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "brand",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="store.brand",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("withdrawn_at__isnull", True)),
                        fields=["brand", "expires_at"],
                        name="claim_standing",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("claim", ""), _negated=True), models.Q(("wording", {}), _negated=True)
                        ),
                        name="claim_says_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("approved_at__isnull", True), ("approved_by__isnull", True)),
                            models.Q(
                                ("approved_at__isnull", False),
                                ("approved_by__isnull", False),
                                models.Q(("approved_by", models.F("owner")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="claim_approved_by_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("expires_at__gt", models.F("proposed_at"))), name="claim_expires_later"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("withdrawn_at__isnull", True), ("withdrawn_by__isnull", True)),
                            models.Q(("withdrawn_at__isnull", False), ("withdrawn_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="claim_withdrawn_by_somebody",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="case",
            name="resting_at",
            field=models.DateTimeField(help_text="Since when posts that only attack leave it done.", null=True),
        ),
        migrations.AddField(
            model_name="case",
            name="unverified_at",
            field=models.DateTimeField(
                help_text="When somebody looked and no customer could be linked; counts while none is.", null=True
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(("resting_at__isnull", False)), fields=["brand", "resting_at"], name="case_resting"
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(("resting_at__isnull", True), ("state", "resolved"), _connector="OR"),
                name="case_rests_when_done",
            ),
        ),
        migrations.AlterField(
            model_name="outbox",
            name="purpose",
            field=models.CharField(
                default="reply", help_text="reply, invitation, followup, final_word, private, closure", max_length=12
            ),
        ),
        migrations.AddIndex(
            model_name="outbox",
            index=models.Index(
                condition=models.Q(("approved_at__isnull", False), ("surface", "public")),
                fields=["brand", "approved_at"],
                name="outbox_said",
            ),
        ),
        migrations.RunSQL(HOLD_TIMES, LET_TIMES_GO, elidable=False),
        migrations.RunSQL("alter table store_knock set unlogged", "alter table store_knock set logged", elidable=False),
        migrations.RunSQL(HOLD_STEPS, LET_GO, elidable=False),
    ]
