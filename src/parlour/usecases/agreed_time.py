"""Times at which the two meet, by telephone or in person: proposed by us, agreed to by the person, held or not.

A time is a step on the way of the case's move, which keeps its consent, deadlines and close: who agrees to a time
agrees to talk in private, and a talk that took place opened the move.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction

from parlour.core.lifecycle import MoveStep, after_move_step
from parlour.core.moves.times import said_time, time_proposal
from parlour.core.nouns.surface import Surface
from parlour.store.live import announce
from parlour.store.models import Agent, AgreedTime, Case, Move, MoveState, Post, RoomKey, SavedDraft, Way
from parlour.store.models.scope import BrandQuerySet
from parlour.store.notices import close_notice
from parlour.store.record import Happening, append
from parlour.usecases import deadlines
from parlour.usecases.house import House
from parlour.usecases.minors import concerns_a_minor
from parlour.usecases.read_along import company

LONGEST: Final = timedelta(hours=8)
FARTHEST: Final = timedelta(days=366)
MOST_EVIDENCE: Final = 10
STANDING: Final = (AgreedTime.State.PROPOSED, AgreedTime.State.AGREED)
_MAY_MEET: Final = (MoveState.OFFERED, MoveState.CONSENTED, MoveState.OPEN)
_BY_ITSELF: Final = (Way.MESSAGE, Way.CALL, Way.VISIT)
"""Ways that give way to a time; who talks in a room or by mail goes on there, and meets besides."""
_NOTICES: Final = ("time_near", "time_over")

Kind, State = AgreedTime.Kind, AgreedTime.State


class CannotMeetError(Exception):
    """This cannot be said of this time; the message is for an agent: what is so, what to do."""


class NotFreeError(CannotMeetError):
    """The agent has promised to be with somebody else then."""


class AloneWithAMinorError(CannotMeetError):
    """Nobody but the one who meets them is in the talk with a child or a teenager."""


@dataclass(frozen=True, slots=True)
class Slot:
    """From when to when (UTC, or with an offset), by which way, and with whom of us."""

    kind: AgreedTime.Kind
    begins_at: datetime
    ends_at: datetime
    with_whom: Agent


def local_slot(kind: str, local: str, minutes: int, *, with_whom: Agent, zone: str) -> Slot:
    """A slot as a form says it: a local time such as `2026-03-03T10:00` in the brand's zone. Raises CannotMeetError."""
    try:
        named = datetime.fromisoformat(local).replace(second=0, microsecond=0, tzinfo=ZoneInfo(zone))
        chosen = Kind(kind)
    except (ValueError, KeyError) as problem:
        raise CannotMeetError("Choose a day and an hour, and whether it is a call or a visit.") from problem
    begins = datetime.fromtimestamp(named.timestamp(), ZoneInfo(zone))
    if begins.replace(tzinfo=None) != named.replace(tzinfo=None):
        raise CannotMeetError("The clocks go forward then: this time does not exist on that day.")
    return Slot(chosen, begins, begins + timedelta(minutes=minutes), with_whom)


def when_said(time: AgreedTime, *, language: str = "") -> str:
    """The time in the brand's zone, which is named, in this language or else the case's."""
    zone = ZoneInfo(time.case.brand.time_zone)
    begins, ends = time.begins_at.astimezone(zone), time.ends_at.astimezone(zone)
    return said_time(begins, ends, zone=zone.key, language=language or time.case.language)


def proposal_words(time: AgreedTime) -> str:
    """Kind words that propose this time, in the person's language."""
    return time_proposal(str(time.kind), when_said(time), language=time.case.language)


def standing_time(move: Move) -> AgreedTime | None:
    """The time of this move that is proposed or agreed to."""
    times = AgreedTime.objects.of(move.brand_id).filter(move=move.pk, state__in=STANDING)
    return times.select_related("case__brand", "case__person", "with_whom").first()


def propose(case: Case, slot: Slot, *, agent: Agent, house: House) -> AgreedTime:
    """Propose this time, in place of one that stands; words for it wait in the agent's private composer.

    Until the person agreed to talk, the move waits for their answer no longer than to the beginning. Raises
    CannotMeetError, NotFreeError where the agent is with somebody else, or AloneWithAMinorError.
    """
    now = house.clock()
    _check_slot(slot, at=now)
    with transaction.atomic():
        held, move = _locked(case)
        if move.state not in _MAY_MEET:
            raise CannotMeetError(
                f"{held.person} was not asked to talk in private, or is done with it. Invite them first."
            )
        _check_company(held, slot.with_whom, at=now)
        if _promised(slot).exists():
            raise NotFreeError(f"{slot.with_whom} is with somebody else then. Choose another time.")
        told = _take_back(move, agent, at=now)
        time = AgreedTime.objects.create(
            brand_id=held.brand_id,
            case=held,
            move=move,
            kind=slot.kind,
            begins_at=slot.begins_at,
            ends_at=slot.ends_at,
            with_whom=slot.with_whom,
            proposed_by=agent,
            proposed_at=now,
        )
        if move.state != MoveState.OPEN:
            move.way = Way(slot.kind) if move.way in _BY_ITSELF else move.way
            move.deadline = slot.begins_at
            move.save(update_fields=["way", "deadline"])
        _lay_out_words(time, agent, at=now)
        _record(time, [*told, _told(time, "time_proposed", f"agent:{agent.pk}")], at=now)
    return time


def agree(time: AgreedTime, *, evidence: Post | RoomKey, agent: Agent, house: House) -> AgreedTime:
    """The person agreed, as their own post or the key they came in with shows; said by the agent who read it.

    Where they had only been invited this is their consent to talk, kept with the same evidence. Raises CannotMeetError,
    or NotFreeError where the agent promised the time to somebody else meanwhile.
    """
    now = house.clock()
    with transaction.atomic():
        held, move = _locked(time.case)
        found = _standing(time, State.PROPOSED)
        if move.state not in _MAY_MEET:
            raise CannotMeetError("This talk has ended, so no time can be agreed to.")
        _check_evidence(evidence, held, move)
        _check_company(held, found.with_whom, at=now)
        if found.begins_at <= now:
            raise CannotMeetError("This time is over. Propose another.")
        found.state, found.agreed_at = State.AGREED, now
        if isinstance(evidence, Post):
            found.agreed_post = evidence
        else:
            found.agreed_key = evidence
        _save_free(found)
        told = [_told(found, "time_agreed", f"agent:{agent.pk}", cause=_cause(evidence))]
        if move.state == MoveState.OFFERED:
            _consent(move, evidence, at=now)
            told.append(_moved(move, "move_consented", f"person:{held.person_id}", _cause(evidence)))
        if move.state != MoveState.OPEN:
            move.deadline = found.ends_at
        move.save()
        _record(found, told, at=now)
    return found


def hold(time: AgreedTime, *, agent: Agent, house: House) -> AgreedTime:
    """It took place: the two have talked, and the move is open. Raises CannotMeetError."""
    now = house.clock()
    with transaction.atomic():
        _, move = _locked(time.case)
        found = _standing(time, State.AGREED)
        _end(found, State.HELD, "", at=now)
        told = [_told(found, "time_held", f"agent:{agent.pk}")]
        if move.state == MoveState.CONSENTED:
            move.state, move.opened_at = after_move_step(move.state, MoveStep.OPENED), now
            told.append(_moved(move, "move_opened", f"agent:{agent.pk}", f"time:{found.pk}"))
        _let_wait(move, at=now)
        _record(found, told, at=now)
    return found


def miss(time: AgreedTime, *, agent: Agent, reason: str = "", house: House) -> AgreedTime:
    """It was agreed and did not take place, whoever was not there; another can be proposed. Raises CannotMeetError."""
    now = house.clock()
    with transaction.atomic():
        _, move = _locked(time.case)
        found = _standing(time, State.AGREED)
        if found.begins_at > now:
            raise CannotMeetError("It has not begun yet. If it will not take place, call it off.")
        _end(found, State.MISSED, reason.strip(), at=now)
        _let_wait(move, at=now)
        _record(found, [_told(found, "time_missed", f"agent:{agent.pk}")], at=now)
    return found


def cancel(time: AgreedTime, *, agent: Agent, reason: str, house: House) -> AgreedTime:
    """Call it off, or take the proposal back. Raises CannotMeetError, also without a reason."""
    words, now = reason.strip(), house.clock()
    if not words:
        raise CannotMeetError("Write down why: the next colleague will ask.")
    with transaction.atomic():
        _, move = _locked(time.case)
        found = _standing(time, *STANDING)
        _end(found, State.CANCELLED, words, at=now)
        _let_wait(move, at=now)
        _record(found, [_told(found, "time_cancelled", f"agent:{agent.pk}")], at=now)
    return found


def evidence_for(case: Case, move: Move) -> list[Post]:
    """The person's own posts since they were invited, in the case's thread and in private, the newest first."""
    posts = Post.objects.of(case.brand_id).filter(
        author=case.person_id, own=False, deleted_at=None, created_at__gt=move.offered_at, crowded=False
    )
    here = posts.filter(thread=case.thread_id) if case.thread_id is not None else posts.none()
    private = posts.filter(conversation__person=case.person_id)
    return list((here | private).order_by("-created_at", "-pk")[:MOST_EVIDENCE])


def _check_slot(slot: Slot, *, at: datetime) -> None:
    if slot.begins_at <= at:
        raise CannotMeetError("This time is over. Choose a later one.")
    if slot.begins_at - at > FARTHEST:
        raise CannotMeetError("That is more than a year from now. Choose a nearer time.")
    if not timedelta() < slot.ends_at - slot.begins_at <= LONGEST:
        raise CannotMeetError("It lasts some minutes, and eight hours at most.")


def _check_company(case: Case, with_whom: Agent, *, at: datetime) -> None:
    """A child or a teenager is met by two of us: the second says before, on the case, that they are in it."""
    if not is_accompanied(case, with_whom, at=at):
        raise AloneWithAMinorError(
            "A child or a teenager is concerned, and nobody meets a minor alone. A colleague who will be there says on "
            'the case "I am in this talk too"; then it can be proposed and agreed.'
        )


def is_accompanied(case: Case, with_whom: Agent, *, at: datetime) -> bool:
    """Whether `with_whom` may meet the case's person: no minor is concerned, or somebody else of us is in the talk."""
    return not concerns_a_minor(case, at=at, author=with_whom) or bool(company(case, at=at, besides=with_whom))


def _check_evidence(evidence: Post | RoomKey, case: Case, move: Move) -> None:
    """Only what this person said or did since they were invited, in a room of theirs, agrees to anything."""
    if isinstance(evidence, RoomKey):
        if evidence.proof.doorbell.move_id != move.pk or evidence.used_at is None:
            raise CannotMeetError("This key opened no door of this talk.")
    elif evidence not in evidence_for(case, move):
        raise CannotMeetError(f"Choose a post of {case.person} themselves, written since they were invited.")


def _consent(move: Move, evidence: Post | RoomKey, *, at: datetime) -> None:
    move.state = after_move_step(move.state, MoveStep.CONSENTED)
    move.consented_at, move.consent_kind = at, "words"
    if isinstance(evidence, Post):
        move.consent = evidence
    else:
        move.consent_key, move.consent_kind = evidence, "act"


def _locked(case: Case) -> tuple[Case, Move]:
    """The case and its newest move, in the order in which everybody locks them."""
    held = Case.objects.of(case.brand_id).select_for_update(of=("self",)).get(pk=case.pk)
    moves = Move.objects.of(held.brand_id).filter(case=held).order_by("-pk").select_for_update(of=("self",))
    move = moves.first()
    if move is None:
        raise CannotMeetError(f"{held.person} was not asked to talk in private yet. Invite them first.")
    return held, move


def _standing(time: AgreedTime, *states: AgreedTime.State) -> AgreedTime:
    found = AgreedTime.objects.select_for_update(of=("self",)).select_related("case__brand").get(pk=time.pk)
    if found.state not in states:
        raise CannotMeetError("Somebody has decided about this time already. Look at the case again.")
    return found


def _promised(slot: Slot) -> BrandQuerySet[AgreedTime]:
    times = AgreedTime.objects.filter(with_whom=slot.with_whom, state=State.AGREED)
    return times.filter(begins_at__lt=slot.ends_at, ends_at__gt=slot.begins_at)


def _save_free(time: AgreedTime) -> None:
    """The database itself says no where two agree at once."""
    try:
        with transaction.atomic():
            time.save(update_fields=["state", "agreed_at", "agreed_post", "agreed_key"])
    except IntegrityError as problem:
        raise NotFreeError(f"{time.with_whom} is with somebody else then. Propose another time.") from problem


def _take_back(move: Move, agent: Agent, *, at: datetime) -> list[Happening]:
    time = AgreedTime.objects.filter(move=move, state__in=STANDING).select_for_update(of=("self",)).first()
    if time is None:
        return []
    _end(time, State.CANCELLED, "Another time was proposed.", at=at)
    return [_told(time, "time_cancelled", f"agent:{agent.pk}")]


def _end(time: AgreedTime, state: AgreedTime.State, reason: str, *, at: datetime) -> None:
    time.state, time.ended_at, time.reason = state, at, reason
    time.save(update_fields=["state", "ended_at", "reason"])
    for kind in _NOTICES:
        close_notice(time.brand_id, kind, f"time:{time.pk}", at=at)


def _let_wait(move: Move, *, at: datetime) -> None:
    """No time hurries the move any more: what comes next we say."""
    if move.state in (MoveState.CONSENTED, MoveState.OPEN):
        move.deadline = deadlines.ours(move.case.brand, at)
    move.save(update_fields=["state", "opened_at", "deadline"])


def _lay_out_words(time: AgreedTime, agent: Agent, *, at: datetime) -> None:
    """Ready words in the private composer, unless the agent has begun others."""
    SavedDraft.objects.get_or_create(
        case_id=time.case_id,
        agent=agent,
        surface=Surface.PRIVATE.value,
        defaults={"brand_id": time.brand_id, "text": proposal_words(time), "saved_at": at},
    )


def _cause(evidence: Post | RoomKey) -> str:
    return f"post:{evidence.pk}" if isinstance(evidence, Post) else f"key:{evidence.pk}"


def _told(time: AgreedTime, verb: str, actor: str, cause: str = "") -> Happening:
    said = {
        "time": time.pk,
        "kind": str(time.kind),
        "begins_at": time.begins_at.isoformat(),
        "ends_at": time.ends_at.isoformat(),
        "with": time.with_whom_id,
        "reason": time.reason,
    }
    return Happening(f"case:{time.case_id}", verb, actor, cause, said)


def _moved(move: Move, verb: str, actor: str, cause: str) -> Happening:
    return Happening(f"case:{move.case_id}", verb, actor, cause, {"move": move.pk})


def _record(time: AgreedTime, happenings: list[Happening], *, at: datetime) -> None:
    append(time.brand_id, happenings, at=at)
    announce(time.brand_id, [time.case_id])
