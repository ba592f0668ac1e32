"""Whether a case should be taken aside: its situation, what the policy says of it, and which ways there are.

A handful of queries, however long the thread: what was judged of the person's posts with what people said of that
since, what stands in its rooms, its moves, and what was decided about them.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

import orjson
from django.contrib.postgres.expressions import ArraySubquery
from django.db import transaction
from django.db.models import Count, F, Max, OuterRef, Q
from django.db.models.functions import JSONObject

from parlour.channels.port import Capabilities
from parlour.core.moves.policy import Situation, Suggestion, read_policy, suggest
from parlour.core.moves.ways import Known, Means, PrivateWay, Way, Ways, offered_in, private_ways
from parlour.core.nouns.assessment import SAID_OF_ANYBODY, Route
from parlour.core.triage.labels import NO, YES, said_of
from parlour.core.triage.where import SENSITIVE
from parlour.store.live import announce
from parlour.store.models import Agent, Assessment, Case, Correction, Event, Move, MoveState, Outbox, OutboxState, Post
from parlour.store.models.outbox import ON_ITS_WAY
from parlour.store.record import Happening, append
from parlour.store.secrets import UnreadableSecretError
from parlour.usecases.cannot import NoReasonError
from parlour.usecases.draft import renderer
from parlour.usecases.house import House
from parlour.usecases.private_way import Surroundings, surroundings
from parlour.usecases.reply_alias import mail_address
from parlour.usecases.thresholds import thresholds

NOT_NOW: Final = "move_not_now"
MOST_POSTS: Final = 50
"""Newest posts of the person that count."""
_TAKEN_ASIDE: Final = ("offered", "consented", "open", "settled", "closed", "returned")
_CERTAIN: Final = {YES: 1.0, NO: 0.0}


@dataclass(frozen=True, slots=True)
class Considered:
    """A case as the policy sees it: what it suggests (None: it may stay where it is), and the ways there are now."""

    suggestion: Suggestion | None
    ways: Ways


def suggest_move(case: Case, *, house: House) -> Suggestion | None:
    """Whether this case should be taken aside now, why and how. Raises ValueError for a setting that is none."""
    return consider(case, house=house).suggestion


def ways_of(case: Case, *, house: House) -> Ways:
    """The private ways this case has now and until when; with none, why. Raises ValueError for a setting that is none.

    Four queries where `case` comes with its account and brand.
    """
    return _ways(case, _rooms(case), surroundings(case), house=house)


def own_way(case: Case, *, house: House, leaving: bool = False) -> PrivateWay | None:
    """The way of the case's own network as it is now; None where there is none, or it is closed to this person.

    Words that are on their way themselves (`leaving`) do not stand in their own way.
    """
    said = _said_in_private(case) | ({"leaving_at": None} if leaving else {})
    ways = _private_ways(case, _rooms(case), surroundings(case).moves, (), said, house=house)
    return next(iter(ways.open), None)


def consider(case: Case, around: Surroundings | None = None, *, house: House) -> Considered:
    """Both at once. Raises ValueError for a setting that is none."""
    around, rooms = around or surroundings(case), _rooms(case)
    ways = _ways(case, rooms, around, house=house)
    if case.thread_id is None:
        return Considered(None, ways)
    situation = _situation(case, rooms, around.moves, ways, house=house)
    return Considered(suggest(situation, read_policy(case.brand.settings)), ways)


def decide_otherwise(case: Case, *, agent: Agent, reason: str, house: House) -> bool:
    """Leave the case in public for now, against what is suggested, with the reason on record.

    What was decided about is not brought up again; a new ground is. False, and nothing changed, when nothing is
    suggested (any more). Raises NoReasonError without words.
    """
    words = reason.strip()
    if not words:
        raise NoReasonError("Write down why this may stay in public for now.")
    now = house.clock()
    with transaction.atomic():
        held = Case.objects.of(case.brand_id).select_for_update(of=("self",)).get(pk=case.pk)
        suggestion = suggest_move(held, house=house)
        if suggestion is None:
            return False
        told = {"keys": sorted(suggestion.keys), "strength": suggestion.strength, "reason": words}
        append(held.brand_id, [Happening(f"case:{held.pk}", NOT_NOW, f"agent:{agent.pk}", payload=told)], at=now)
        announce(held.brand_id, [held.pk])
    return True


@dataclass(frozen=True, slots=True)
class _Rooms:
    """What stands in the case's thread and in the network's own private conversation with its person."""

    ours: int
    theirs: int
    people: int
    asked_at: datetime | None
    wrote_at: datetime | None


def _rooms(case: Case) -> _Rooms:
    public = Q(thread=case.thread_id, thread__isnull=False)
    private = Q(conversation__account=case.account_id, conversation__person=case.person_id)
    theirs = Q(author=case.person_id, own=False)
    posts = Post.objects.of(case.brand_id).filter(public | private, deleted_at=None, crowded=False)
    return _Rooms(
        **posts.aggregate(
            ours=Count("pk", filter=public & Q(own=True)),
            theirs=Count("pk", filter=public & theirs),
            people=Count("author", filter=public & Q(own=False), distinct=True),
            asked_at=Max("created_at", filter=public & theirs),
            wrote_at=Max("created_at", filter=private & theirs),
        )
    )


def _ways(case: Case, rooms: _Rooms, around: Surroundings, *, house: House) -> Ways:
    offered = set(offered_in(case.brand.settings))
    if around.room is not None:
        offered.add(Way.ROOM)
    if Way.EMAIL in offered and not (around.mail is not None and mail_address(case)):
        offered.discard(Way.EMAIL)
    return _private_ways(case, rooms, around.moves, offered, _said_in_private(case), house=house)


def _private_ways(
    case: Case,
    rooms: _Rooms,
    moves: Sequence[Move],
    offered: Collection[Way],
    said: Mapping[str, datetime | None],
    *,
    house: House,
) -> Ways:
    barred = {Way(move.way): move.reason for move in moves if move.state == MoveState.CANNOT}
    known = Known(rooms.asked_at, rooms.wrote_at, barred_at=_barred_at(moves), **said)
    return private_ways(_means(case, house), known, offered=offered, barred=barred, now=house.clock())


def _said_in_private(case: Case) -> dict[str, datetime | None]:
    """When our newest private words arrived, and when the newest were approved of which that is not known yet.

    Only what the network confirmed has used up a message that may be sent once.
    """
    sent = Outbox.objects.of(case.brand_id).filter(case=case.pk, account=case.account_id, surface="private")
    return sent.aggregate(
        reached_at=Max("confirmed_at", filter=Q(state=OutboxState.CONFIRMED)),
        leaving_at=Max("approved_at", filter=Q(state__in=ON_ITS_WAY)),
    )


def _barred_at(moves: Sequence[Move]) -> datetime | None:
    """When the network's own way was closed to this person, where that is known."""
    times = (move.barred_at for move in moves if (move.state, move.way) == (MoveState.CANNOT, Way.MESSAGE))
    return max(filter(None, times), default=None)


def _means(case: Case, house: House) -> Means:
    """What the case's network permits in private; nothing while its channel lacks a setting."""
    try:
        can: Capabilities = renderer(case.account, house).capabilities
    except (ValueError, UnreadableSecretError):
        return Means()
    return Means(can.private_message, can.writes_first, can.first_once, can.first_window, can.talk_window)


def _situation(case: Case, rooms: _Rooms, moves: Sequence[Move], ways: Ways, *, house: House) -> Situation:
    lapsed_at, decided = _decided(case)
    newest = moves[-1].state if moves else ""
    regulated = house.knowledge.guard.regulated
    situation = Situation(
        regulated=any(sector in regulated for sector in case.account.sectors),
        ours=rooms.ours,
        theirs=rooms.theirs,
        onlookers=(case.person.followers or 0) + rooms.people,
        ways=ways.names,
        cannot=ways.cannot,
        attack=case.route == Route.KINDNESS,
        under_way=newest in _TAKEN_ASIDE,
        declined=any(move.state == MoveState.DECLINED for move in moves),
        # Whoever came back after an invitation had lapsed is no longer left alone.
        lapsed=newest == MoveState.LAPSED and lapsed_at is not None and case.last_post_at <= lapsed_at,
        decided=decided,
    )
    return _with_what_was_said(situation, _judged(case))


def _decided(case: Case) -> tuple[datetime | None, frozenset[str]]:
    """When an invitation lapsed last, and the keys of the grounds an agent has decided otherwise about."""
    events = Event.objects.of(case.brand_id).filter(stream=f"case:{case.pk}", verb__in=(NOT_NOW, "move_lapsed"))
    lapsed_at, keys = None, set[str]()
    for verb, at, body in events.order_by("seq").values_list("verb", "at", "payload__body"):
        if verb == NOT_NOW:
            keys.update(orjson.loads(bytes(body))["keys"] if body is not None else ())
        else:
            lapsed_at = at
    return lapsed_at, frozenset(keys)


def _judged(case: Case) -> Sequence[Assessment]:
    """What triage said of the person's public posts in the thread, oldest first, each with `labels` people gave it."""
    labels = Correction.objects.filter(post=OuterRef("post_id"), version=OuterRef("version"), current=True)
    held = Assessment.objects.of(case.brand_id).filter(
        post__thread=case.thread_id,
        post__author=case.person_id,
        post__own=False,
        post__crowded=False,
        post__deleted_at=None,
        version=F("post__version"),
    )
    newest = held.annotate(labels=ArraySubquery(labels.values(label=JSONObject(output="output", value="value"))))
    return list(newest.order_by("-post__created_at", "-post_id")[:MOST_POSTS])[::-1]


def _with_what_was_said(situation: Situation, judged: Sequence[Assessment]) -> Situation:
    domains, kinds = set[str](), set[str]()
    heats: list[float] = []
    one_reply: float | None = None
    for one in judged:
        said = _said(one)
        domains |= {
            name.removeprefix(SENSITIVE) for name in said if name.startswith(SENSITIVE) and said[name][0] == YES
        }
        kinds |= {datum["kind"] for datum in one.result.get("personal_data", ())} - SAID_OF_ANYBODY
        if "heat" in said:
            heats.append(said["heat"][1])
        one_reply = said["one_reply"][1] if "one_reply" in said else one_reply
    return replace(
        situation,
        domains=frozenset(domains),
        kinds=frozenset(kinds),
        heats=tuple(heats),
        one_reply=one_reply,
        minor="minors" in domains,
    )


def _said(judged: Any) -> Mapping[str, tuple[str, float]]:
    """Output → (yes or no, how likely) of what was judged of a post; what a person said of it is certain."""
    known = {label["output"]: label["value"] for label in judged.labels}
    said = said_of(judged.result, judged.route, thresholds())
    # A chance that was too small to be kept is as good as none.
    found = {name: (one.value, one.chance or 0.0) for name, one in said.items()}
    return found | {name: (value, _CERTAIN[value]) for name, value in known.items() if value in _CERTAIN}
