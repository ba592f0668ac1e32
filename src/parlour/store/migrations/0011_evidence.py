"""The database holds the evidence, not the step alone: what a move or a room rests on is written once, and lawful."""

from datetime import timedelta

from django.db import migrations, models
from django.db.models import F, Q

SKEW = timedelta(days=1)
"""How far our own clock may be set back between two steps."""

MOVE = """
create function store_move_holds_its_evidence() returns trigger language plpgsql as $$
declare
  broken text;
  consents boolean := new.state in ('consented', 'open') and old.state in ('offered', 'declined', 'lapsed', 'cannot');
  opens boolean := new.state = 'open' and old.state in ('offered', 'consented', 'declined', 'lapsed', 'cannot');
  settles boolean := new.state = 'settled' and old.state = 'open';
  closes boolean := new.state = 'closed' and old.state = 'settled';
  returns_ boolean := new.state = 'returned' and old.state = 'closed';
  reopens boolean := new.state = 'open' and old.state in ('settled', 'closed', 'returned');
  lapses boolean := new.state = 'lapsed' and old.state in ('offered', 'consented');
begin
  -- Where a row is new, what is said of the old one is null: evidence is written by a step, so none is there yet.
  broken := case
    when tg_op = 'INSERT' and not exists (
      select from store_case matter where matter.id = new.case_id and matter.brand_id = new.brand_id
    ) then 'move_stays_with_its_case'
    when tg_op = 'UPDATE' and (new.id, new.brand_id, new.case_id, new.code, new.offered_at)
      is distinct from (old.id, old.brand_id, old.case_id, old.code, old.offered_at) then 'move_stays_with_its_case'

    -- An offer can be renewed, by another invitation of the same case, while it stands.
    when new.invitation_id is distinct from old.invitation_id and (new.state <> 'offered' or not exists (
      select from store_outbox said where said.id = new.invitation_id and said.case_id = new.case_id
        and said.brand_id = new.brand_id and said.purpose = 'invitation'
    )) then 'move_invitation_of_its_case'
    when new.followed_up_at is distinct from old.followed_up_at and old.followed_up_at is not null
      then 'move_asks_once_more_once'

    -- Consent is given by the step that rests on it, by the person of the case, and for each such step anew.
    when (new.consent_id, new.consent_key_id, new.consented_at, coalesce(new.consent_kind, ''))
      is distinct from (old.consent_id, old.consent_key_id, old.consented_at, coalesce(old.consent_kind, ''))
      and consents is not true then 'move_consent_is_written_once'
    when consents and (new.consent_id, new.consent_key_id, new.consented_at)
      is not distinct from (old.consent_id, old.consent_key_id, old.consented_at) then 'move_consent_is_given_anew'
    when new.consent_id is distinct from old.consent_id and new.consent_id is not null and not exists (
      select from store_post post join store_case matter on matter.id = new.case_id
      where post.id = new.consent_id and post.author_id = matter.person_id and not post.own
        and post.brand_id = new.brand_id
    ) then 'move_consent_of_its_person'
    -- The bell of an earlier invitation leads to a later move of the same case.
    when new.consent_key_id is distinct from old.consent_key_id and new.consent_key_id is not null and not exists (
      select from store_roomkey key join store_proof proof on proof.id = key.proof_id
      join store_doorbell bell on bell.id = proof.doorbell_id join store_move rung on rung.id = bell.move_id
      where key.id = new.consent_key_id and key.used_at is not null and rung.case_id = new.case_id
    ) then 'move_consent_key_opened_its_door'

    when new.opened_at is distinct from old.opened_at and opens is not true then 'move_opened_is_written_once'
    when opens and new.opened_at is not distinct from old.opened_at and new.opened_at < new.consented_at
      then 'move_opened_anew'

    -- What was settled before a talk was opened again does not settle it a second time.
    when new.settled_at is distinct from old.settled_at and settles is not true and reopens is not true
      then 'move_settled_is_written_once'
    when settles and new.settled_at is not distinct from old.settled_at
      and new.settled_at < greatest(new.opened_at, new.reopened_at) then 'move_settled_anew'
    when new.reopened_at is distinct from old.reopened_at and reopens is not true then 'move_reopened_is_written_once'
    when reopens and (new.reopened_at is null
      or (new.reopened_at is not distinct from old.reopened_at and new.reopened_at < old.settled_at))
      then 'move_reopened_when'
    when reopens and num_nonnulls(new.settled_at, new.closed_at, new.closure_id) > 0 then 'move_reopened_is_unsettled'

    -- Only words that stand in public, written as the close of this case since it was settled, close it; a clock that
    -- was set back between the two is forgiven an hour.
    when (new.closure_id, new.closed_at) is distinct from (old.closure_id, old.closed_at)
      and closes is not true and reopens is not true then 'move_closure_is_written_once'
    when closes and new.closure_id is not null and not exists (
      select from store_outbox said where said.id = new.closure_id and said.case_id = new.case_id
        and said.brand_id = new.brand_id and said.surface = 'public' and said.purpose = 'closure'
        and said.state = 'confirmed' and said.confirmed_at >= new.settled_at - interval '1 hour'
    ) then 'move_closure_stands_in_public'

    when (new.returned_at, coalesce(new.mood, '')) is distinct from (old.returned_at, coalesce(old.mood, ''))
      and new.state <> 'returned' then 'move_returned_is_written_by_returning'
    when returns_ and new.returned_at is not distinct from old.returned_at and new.returned_at < new.closed_at
      then 'move_returned_anew'

    when (new.barred_at, new.refusal_id) is distinct from (old.barred_at, old.refusal_id) and new.state <> 'cannot'
      then 'move_barred_is_written_by_barring'
    when new.refusal_id is distinct from old.refusal_id and new.refusal_id is not null and not exists (
      select from store_outbox said where said.id = new.refusal_id and said.case_id = new.case_id
        and said.brand_id = new.brand_id
    ) then 'move_refusal_of_its_case'

    -- It rests when its deadline has passed, by our clock; where the invitation never left; or where the same person
    -- is already asked in a thread that turned out to be the same.
    when new.lapsed_at is distinct from old.lapsed_at and lapses is not true then 'move_lapsed_is_written_once'
    when lapses and (new.lapsed_at >= old.deadline) is not true and not exists (
      select from store_outbox said where said.id = old.invitation_id and said.state in ('recalled', 'failed')
    ) and not exists (
      select from store_move other join store_case theirs on theirs.id = other.case_id
      join store_case matter on matter.id = new.case_id and matter.person_id = theirs.person_id
      where other.id <> new.id and other.state in ('offered', 'consented', 'open')
    ) then 'move_lapses_at_its_deadline'
  end;
  if broken is not null then
    raise check_violation using message = format('a move cannot be so: %s', broken), constraint = broken;
  end if;
  return new;
end $$;
create trigger move_takes_its_evidence before insert or update on store_move
  for each row execute function store_move_holds_its_evidence();
"""

DOORBELL = """
create function store_doorbell_hangs_at_one_door() returns trigger language plpgsql as $$
declare broken text;
begin
  broken := case
    when tg_op = 'INSERT' and not exists (
      select from store_move move where move.id = new.move_id and move.brand_id = new.brand_id
    ) then 'doorbell_hangs_at_one_door'
    -- A renewed invitation lets the same bell ring for longer.
    when tg_op = 'UPDATE' and (new.id, new.brand_id, new.move_id, new.digest)
      is distinct from (old.id, old.brand_id, old.move_id, old.digest) then 'doorbell_hangs_at_one_door'
  end;
  if broken is not null then
    raise check_violation using message = format('a doorbell cannot be so: %s', broken), constraint = broken;
  end if;
  return new;
end $$;
create trigger doorbell_hangs_at_one_door before insert or update on store_doorbell
  for each row execute function store_doorbell_hangs_at_one_door();
"""

PROOF = """
create function store_proof_is_given_once() returns trigger language plpgsql as $$
declare broken text;
begin
  broken := case
    when tg_op = 'INSERT' and not exists (
      select from store_doorbell bell where bell.id = new.doorbell_id and bell.brand_id = new.brand_id
    ) then 'proof_is_of_one_door'
    when tg_op = 'UPDATE' and (new.id, new.brand_id, new.doorbell_id, new.kind, new.browser, new.words, new.made_at)
      is distinct from (old.id, old.brand_id, old.doorbell_id, old.kind, old.browser, old.words, old.made_at)
      then 'proof_is_of_one_door'
    -- The code is made when the typed address was looked at, and what was typed is let go then.
    when new.code_digest is distinct from old.code_digest and old.code_digest <> ''::bytea
      then 'proof_code_is_written_once'
    when tg_op = 'UPDATE' and new.typed is distinct from old.typed and new.typed <> ''::bytea
      then 'proof_typed_is_only_let_go'
    when new.tries < old.tries then 'proof_tries_only_grow'
    when new.expires_at > old.expires_at then 'proof_ends_no_later'
    when old.proven_at is not null and (new.proven_at, new.post_id) is distinct from (old.proven_at, old.post_id)
      then 'proof_is_given_once'
    when new.post_id is distinct from old.post_id and new.post_id is not null and (new.kind <> 'account' or not exists (
      select from store_post post join store_doorbell bell on bell.id = new.doorbell_id
      join store_move move on move.id = bell.move_id join store_case matter on matter.id = move.case_id
      where post.id = new.post_id and post.author_id = matter.person_id and not post.own
        and post.brand_id = new.brand_id
    )) then 'proof_is_of_its_person'
  end;
  if broken is not null then
    raise check_violation using message = format('a proof cannot be so: %s', broken), constraint = broken;
  end if;
  return new;
end $$;
create trigger proof_is_given_once before insert or update on store_proof
  for each row execute function store_proof_is_given_once();
"""

KEY = """
create function store_roomkey_opens_once() returns trigger language plpgsql as $$
declare broken text;
begin
  broken := case
    when tg_op = 'INSERT' and not exists (
      select from store_proof proof where proof.id = new.proof_id and proof.brand_id = new.brand_id
    ) then 'room_key_is_of_one_proof'
    when tg_op = 'UPDATE' and (new.id, new.brand_id, new.proof_id, new.digest, new.made_at)
      is distinct from (old.id, old.brand_id, old.proof_id, old.digest, old.made_at) then 'room_key_is_of_one_proof'
    when new.expires_at > old.expires_at then 'room_key_ends_no_later'
    when old.used_at is not null and new.used_at is distinct from old.used_at then 'room_key_opens_once'
  end;
  if broken is not null then
    raise check_violation using message = format('a key cannot be so: %s', broken), constraint = broken;
  end if;
  return new;
end $$;
create trigger roomkey_opens_once before insert or update on store_roomkey
  for each row execute function store_roomkey_opens_once();
"""

ROOM = """
create function store_room_is_of_one_move() returns trigger language plpgsql as $$
declare broken text;
begin
  broken := case
    when tg_op = 'INSERT' and not exists (
      select from store_move move where move.id = new.move_id and move.brand_id = new.brand_id
    ) then 'room_is_of_one_move'
    when tg_op = 'UPDATE' and (new.id, new.brand_id, new.move_id, new.opened_at)
      is distinct from (old.id, old.brand_id, old.move_id, old.opened_at) then 'room_is_of_one_move'
    when old.erase_asked_at is not null and new.erase_asked_at is distinct from old.erase_asked_at
      then 'room_erasure_is_asked_once'
    when old.erased_at is not null and new.erased_at is distinct from old.erased_at then 'room_stays_erased'
  end;
  if broken is not null then
    raise check_violation using message = format('a room cannot be so: %s', broken), constraint = broken;
  end if;
  return new;
end $$;
create trigger room_is_of_one_move before insert or update on store_room
  for each row execute function store_room_is_of_one_move();
"""

VISIT = """
create function store_roomvisit_stays_in_its_room() returns trigger language plpgsql as $$
declare broken text;
begin
  broken := case
    -- Whoever is in came by a used key of a proof at a door of the same matter, while there was something behind it.
    when tg_op = 'INSERT' and not exists (
      select from store_roomkey key join store_proof proof on proof.id = key.proof_id
      join store_doorbell bell on bell.id = proof.doorbell_id join store_move rung on rung.id = bell.move_id
      join store_room room on room.id = new.room_id join store_move move on move.id = room.move_id
      where key.id = new.key_id and key.used_at is not null and rung.case_id = move.case_id
        and room.brand_id = new.brand_id and room.erased_at is null
    ) then 'room_visit_came_by_its_key'
    when tg_op = 'UPDATE' and (new.id, new.brand_id, new.key_id, new.room_id, new.digest, new.begun_at)
      is distinct from (old.id, old.brand_id, old.key_id, old.room_id, old.digest, old.begun_at)
      then 'room_visit_stays_in_its_room'
    when new.expires_at > old.expires_at then 'room_visit_ends_no_later'
    when old.ended_at is not null and new.ended_at is distinct from old.ended_at then 'room_visit_ends_once'
  end;
  if broken is not null then
    raise check_violation using message = format('a visit cannot be so: %s', broken), constraint = broken;
  end if;
  return new;
end $$;
create trigger roomvisit_stays_in_its_room before insert or update on store_roomvisit
  for each row execute function store_roomvisit_stays_in_its_room();
"""

FILE = """
create function store_roomfile_stays_in_its_room() returns trigger language plpgsql as $$
declare broken text;
begin
  broken := case
    when tg_op = 'INSERT' and not exists (
      select from store_room room where room.id = new.room_id and room.brand_id = new.brand_id
    ) then 'room_file_stays_in_its_room'
    when tg_op = 'UPDATE' and (new.id, new.brand_id, new.room_id, new.by_guest)
      is distinct from (old.id, old.brand_id, old.room_id, old.by_guest) then 'room_file_stays_in_its_room'
    when old.erased_at is not null and new.erased_at is distinct from old.erased_at then 'room_file_stays_erased'
  end;
  if broken is not null then
    raise check_violation using message = format('a file cannot be so: %s', broken), constraint = broken;
  end if;
  return new;
end $$;
create trigger roomfile_stays_in_its_room before insert or update on store_roomfile
  for each row execute function store_roomfile_stays_in_its_room();
"""

KEPT = ("move", "doorbell", "proof", "roomkey", "room", "roomvisit")
# Nothing of the product deletes these; a house that is emptied whole (the flush between tests) says so first.
KEEP = """
create function store_row_is_kept() returns trigger language plpgsql as $$
begin
  if tg_op = 'TRUNCATE' and current_setting('parlour.may_truncate', true) = 'on' then
    return null;
  end if;
  raise restrict_violation using message = format('rows of %I are kept', tg_table_name);
end $$;
""" + "".join(
    f"""
create trigger {name}_is_kept before delete on store_{name} for each row execute function store_row_is_kept();
create trigger {name}s_are_kept before truncate on store_{name} for each statement execute function store_row_is_kept();
"""
    for name in KEPT
)
LET_GO = (
    "".join(
        f"drop trigger {name}_is_kept on store_{name}; drop trigger {name}s_are_kept on store_{name};" for name in KEPT
    )
    + "drop function store_row_is_kept();"
)


def drop(table: str, trigger: str, function: str) -> str:
    return f"drop trigger {trigger} on {table}; drop function {function}();"


def after(later: str, earlier: str) -> Q:
    """A time of ours is not before another, but for a clock that was set back."""
    return Q(**{f"{later}__gte": F(earlier) - SKEW})


TALKED = ("open", "settled", "closed", "returned")


class Migration(migrations.Migration):
    dependencies = (("store", "0010_typed_addresses"),)
    operations = (
        migrations.AddField(
            "move",
            "lapsed_at",
            models.DateTimeField(help_text="When its deadline had passed unanswered.", null=True),
        ),
        migrations.AddConstraint(
            "move",
            models.CheckConstraint(
                condition=~Q(state="offered") | Q(invitation__isnull=False, deadline__isnull=False),
                name="move_offer_is_kept",
            ),
        ),
        migrations.AddConstraint(
            "move",
            models.CheckConstraint(
                condition=Q(
                    way__in=("message", "room", "email", "call", "visit"),
                    consent_kind__in=("", "act", "words"),
                    mood__in=("", "thanks", "unhappy", "unclear"),
                ),
                name="move_known_words",
            ),
        ),
        migrations.AddConstraint(
            "move",
            models.CheckConstraint(
                condition=(Q(consented_at=None) | after("consented_at", "offered_at"))
                & (~Q(state__in=TALKED) | after("opened_at", "consented_at"))
                & (~Q(state__in=TALKED[1:]) | after("settled_at", "opened_at"))
                & (~Q(state__in=TALKED[2:]) | after("closed_at", "settled_at"))
                & (~Q(state__in=TALKED[3:]) | after("returned_at", "closed_at")),
                name="move_times_in_order",
            ),
        ),
        migrations.RunSQL(MOVE, drop("store_move", "move_takes_its_evidence", "store_move_holds_its_evidence")),
        migrations.RunSQL(
            DOORBELL, drop("store_doorbell", "doorbell_hangs_at_one_door", "store_doorbell_hangs_at_one_door")
        ),
        migrations.RunSQL(PROOF, drop("store_proof", "proof_is_given_once", "store_proof_is_given_once")),
        migrations.RunSQL(KEY, drop("store_roomkey", "roomkey_opens_once", "store_roomkey_opens_once")),
        migrations.RunSQL(ROOM, drop("store_room", "room_is_of_one_move", "store_room_is_of_one_move")),
        migrations.RunSQL(
            VISIT, drop("store_roomvisit", "roomvisit_stays_in_its_room", "store_roomvisit_stays_in_its_room")
        ),
        migrations.RunSQL(
            FILE, drop("store_roomfile", "roomfile_stays_in_its_room", "store_roomfile_stays_in_its_room")
        ),
        migrations.RunSQL(KEEP, LET_GO),
    )
