"""Moves under arbitrary interleaving: people, agents and jobs act in any order, twice, late, and on a clock that jumps.

Whatever happens, what is on file is true: no state without its evidence, no closure without a settled talk, never two
moves under way for one case, nobody's consent but the person's own, and no private word on a public surface.
"""

from collections.abc import Callable
from typing import Any, Final

import orjson
import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from parlour.channels.port import Rejected, Retryable
from parlour.core.lifecycle import IllegalStepError, MoveStep, after_move_step
from parlour.core.moves.listen import UNDER_WAY
from parlour.core.moves.words import follow_up
from parlour.core.nouns.surface import Surface
from parlour.knowledge import Knowledge
from parlour.store.models import Case, Event, Move, Outbox, OutboxState, Post
from parlour.usecases.approve import CannotSend
from parlour.usecases.cannot import cannot
from parlour.usecases.close import suggest_closure
from parlour.usecases.follow_up import follow_up_due
from parlour.usecases.invite import suggest_invitation
from parlour.usecases.lapse import lapse_due
from parlour.usecases.moves import HeardPost, hear
from parlour.usecases.recall import recall
from parlour.usecases.reopen import reopen_move
from parlour.usecases.send import send_due
from parlour.usecases.settle import settle
from parlour.usecases.snooze import wake_due
from tests.usecases.lobby import Lobby

SECRET: Final = "48213377"
"""An order number that one person tells us in private."""
WORDS: Final = (
    "Yes please", "DM me please", "No thanks", "Please don't message me.", "Stop messaging me.", "Answer me here.",
    "Thank you, all solved!", "Still not working.", "Hello", f"My order is {SECRET}.",
)  # fmt: skip
PUBLIC_WORDS: Final = WORDS[:-1]
ASKING: Final = (follow_up("en"), "Would you still like to talk with us?")
JUMPS: Final = (-300, 1, 11, 3600, 24 * 3600, 72 * 3600, 30 * 24 * 3600)
STEP_OF: Final = {"move_taken_back": MoveStep.LAPSED, **{f"move_{step}": step for step in MoveStep}}
BESIDE: Final = {"move_offered_again", "move_follow_up_due", "move_followed_up", "move_late"}
CASES, PEOPLE = st.sampled_from((0, 0, 0, 1, 2)), st.sampled_from(("mara", "olga"))


class Moves(RuleBasedStateMachine):
    """Three cases of two people in three threads. Every example begins anew and leaves nothing behind."""

    knowledge: Knowledge

    def __init__(self) -> None:
        super().__init__()
        self._example = transaction.atomic()
        self._example.__enter__()
        self.heard: list[HeardPost] = []

    def teardown(self) -> None:
        """What was said and recorded is never taken back, so looking at the end sees all of it."""
        try:
            self.the_record_tells_how_each_came_to_its_state()
            self.each_was_asked_once_more_at_most()
            self.nothing_private_was_said_in_public()
            self.nobody_was_written_to_in_private_who_did_not_agree_or_write()
        finally:
            transaction.set_rollback(True)
            self._example.__exit__(None, None, None)

    @initialize()
    def begin(self) -> None:
        self.lobby = Lobby(self.knowledge)
        mara, olga = self.lobby.person("mara"), self.lobby.person("olga")
        self.cases = [self.lobby.case(mara), self.lobby.case(mara), self.lobby.case(olga)]

    # The usual way, one step at a time, so that chance finds its way to the far states too

    @rule(case=CASES)
    def go_on(self, case: int) -> None:
        held = self.cases[case]
        newest = Move.objects.filter(case=held).order_by("-pk").first()
        match newest.state if newest else "":
            case "offered":
                self.say_in_private(case, "Hello")
            case "declined":
                self.say_in_private(case, "DM me please")
            case "consented":
                self.write_in_private(case)
                self.send(None)
            case "open":
                self.settle(case, "")
            case "settled":
                self.close(case)
                self.send(None)
            case "closed":
                self.say_in_public(case, held.person.address.partition("@")[0], "Still not working.", answering=True)
            case "returned":
                self.reopen(case)
            case _:
                self.invite(case)
                self.send(None)

    @rule(case=CASES)
    def go_on_twice(self, case: int) -> None:
        self.go_on(case)
        self.go_on(case)

    @rule(case=CASES)
    def leave_an_offer_for_a_day_and_pester(self, case: int) -> None:
        self.invite(case)
        self.send(None)
        self.jump(24 * 3600)
        self.run_the_jobs()
        for words in ASKING:
            self.ask_once_more(case, words)
            self.send(None)

    @rule(case=CASES)
    def betray(self, case: int) -> None:
        self.say_in_private(case, f"My order is {SECRET}.")
        self.tell_the_secret_in_public(case)
        self.send(None)

    # What agents do

    @rule(case=CASES)
    def invite(self, case: int) -> None:
        self._submit(case, lambda held: suggest_invitation(held, house=self.lobby.house), "invitation")

    @rule(case=CASES, words=st.sampled_from(ASKING))
    def ask_once_more(self, case: int, words: str) -> None:
        self._submit(case, lambda _: words, "followup")

    @rule(case=CASES)
    def close(self, case: int) -> None:
        self._submit(case, lambda held: suggest_closure(held, house=self.lobby.house), "closure")

    @rule(case=CASES)
    def write_in_private(self, case: int) -> None:
        self._submit(case, lambda _: "Hello, how can we help?", "private")

    @rule(case=CASES)
    def tell_the_secret_in_public(self, case: int) -> None:
        self._submit(case, lambda _: f"We are looking for your order {SECRET}.", "reply")

    @rule(case=CASES, reason=st.sampled_from(("", "They stopped answering.")))
    def settle(self, case: int, reason: str) -> None:
        self._step(lambda: settle(self.cases[case], agent=self.lobby.ada, reason=reason, house=self.lobby.house))

    @rule(case=CASES)
    def reopen(self, case: int) -> None:
        held = self.cases[case]
        self._step(lambda: reopen_move(held, agent=self.lobby.ben, reason="Not yet.", house=self.lobby.house))

    @rule(case=CASES)
    def reopen_by_a_post(self, case: int) -> None:
        post = Post.objects.filter(own=False).order_by("-pk").first()
        self._step(lambda: reopen_move(self.cases[case], post=post, house=self.lobby.house))

    @rule(case=CASES)
    def cannot(self, case: int) -> None:
        self._step(lambda: cannot(self.cases[case], reason="They take no messages.", house=self.lobby.house))

    @rule()
    def take_back(self) -> None:
        newest = Outbox.objects.filter(state=OutboxState.APPROVED).order_by("-pk").first()
        if newest is not None:
            recall(newest.pk, agent=self.lobby.ada, house=self.lobby.house)

    # What people do

    @rule(case=CASES, who=PEOPLE, text=st.sampled_from(PUBLIC_WORDS), answering=st.booleans())
    def say_in_public(self, case: int, who: str, text: str, answering: bool) -> None:
        held = self.cases[case]
        ours = Post.objects.filter(own=True, thread=held.thread).last()
        uri = ours.origin_uri if ours and answering else ""
        post = self.lobby.post(held, text, by=self.lobby.person(who), in_reply_to_uri=uri)
        own = held.person.address.startswith(who)
        self._tell(HeardPost(post.pk, held.pk if own else None, post.author_id, Surface.PUBLIC, text))

    @rule(case=CASES, text=st.sampled_from(WORDS))
    def say_in_private(self, case: int, text: str) -> None:
        held = self.cases[case]
        post = self.lobby.post(held, text, private=True)
        self._tell(HeardPost(post.pk, held.pk, post.author_id, Surface.PRIVATE, text))

    @rule(number=st.integers(0, 5))
    def hear_it_again(self, number: int) -> None:
        if self.heard:
            self._tell(self.heard[number % len(self.heard)], anew=False)

    # What time and machines do

    @rule(seconds=st.sampled_from(JUMPS))
    def jump(self, seconds: int) -> None:
        self.lobby.clock.forward(seconds)

    @rule(trouble=st.sampled_from((None, "lost", "refused", "unreachable", "away")))
    def send(self, trouble: str | None) -> None:
        faults: dict[str, Exception | str] = {
            "lost": "lost", "refused": Rejected("No."), "unreachable": Rejected("Nobody there.", unreachable=True),
            "away": Retryable("Away.", maybe_done=False),
        }  # fmt: skip
        self.lobby.network.troubles = [faults[trouble]] if trouble else []
        self.lobby.clock.forward(11)
        send_due(self.lobby.house)
        self.lobby.network.troubles = []

    @rule()
    def run_the_jobs(self) -> None:
        for job in (lapse_due, follow_up_due):
            job(self.lobby.house)
        wake_due(house=self.lobby.house)

    # What holds whatever happened

    @invariant()
    def every_state_has_its_evidence(self) -> None:
        for move in Move.objects.select_related("case", "consent", "closure", "refusal"):
            if move.consent is not None:
                assert move.consent.author_id == move.case.person_id
                assert not move.consent.own
            if move.state in ("closed", "returned"):
                assert move.closure is not None
                assert (move.closure.case_id, move.closure.purpose) == (move.case_id, "closure")
                assert (move.closure.surface, move.closure.state) == ("public", OutboxState.CONFIRMED)
            if move.refusal is not None:
                assert (move.refusal.case_id, move.refusal.state) == (move.case_id, OutboxState.FAILED)
            if move.followed_up_at is not None:
                asked = Outbox.objects.filter(case=move.case_id, purpose="followup", state=OutboxState.CONFIRMED)
                assert asked.exists()

    @invariant()
    def one_move_under_way_at_most(self) -> None:
        under_way = list(Move.objects.filter(state__in=UNDER_WAY).values_list("case", flat=True))
        assert len(under_way) == len(set(under_way))

    def the_record_tells_how_each_came_to_its_state(self) -> None:
        """Replayed from its events every move takes only legal steps, and ends where it stands."""
        states: dict[int, str] = {}
        events = Event.objects.filter(verb__startswith="move_").order_by("stream", "seq")
        for stream, verb, actor, body in events.values_list("stream", "verb", "actor", "payload__body"):
            number = orjson.loads(bytes(body))["move"]
            if verb == "move_offered":
                states[number] = "offered"
            elif verb == "move_barred" and number not in states:
                states[number] = "cannot"
            elif verb not in BESIDE:
                states[number] = after_move_step(states[number], STEP_OF[verb])
            if verb in ("move_consented", "move_declined", "move_withdrawn", "move_returned"):
                person = Case.objects.get(pk=int(stream.partition(":")[2])).person_id
                assert actor == f"person:{person}"
        assert states == dict(Move.objects.values_list("pk", "state"))

    def each_was_asked_once_more_at_most(self) -> None:
        for case in self.cases:
            offers = Move.objects.filter(case=case, invitation__isnull=False).count()
            again = Outbox.objects.filter(case=case, purpose="followup", state=OutboxState.CONFIRMED).count()
            assert again <= offers

    def nothing_private_was_said_in_public(self) -> None:
        for payload, _, _ in self.lobby.network.statuses:
            if payload.surface is Surface.PUBLIC:
                assert SECRET not in payload.text
        for row in Outbox.objects.filter(surface="public").exclude(state=OutboxState.PROPOSED):
            released = row.approved_by_id is not None and row.approved_by_id != row.author_id
            assert row.state == OutboxState.RECALLED or row.verdict["decision"] == "allow" or released

    def nobody_was_written_to_in_private_who_did_not_agree_or_write(self) -> None:
        for row in Outbox.objects.filter(surface="private", state=OutboxState.CONFIRMED).select_related("case"):
            wrote = Post.objects.filter(conversation__person=row.case.person_id, author=row.case.person_id)
            agreed = Move.objects.filter(case=row.case_id, consent__author=row.case.person_id)
            assert wrote.exists() or agreed.exists()

    def _submit(self, case: int, words: Callable[[Case], str], purpose: str) -> None:
        held = Case.objects.get(pk=self.cases[case].pk)
        self._step(lambda: self.lobby.submit(held, words(held), purpose=purpose))

    def _step(self, act: Callable[[], Any]) -> None:
        """An act that may be refused; a refusal changes nothing."""
        before = list(Move.objects.order_by("pk").values())
        try:
            act()
        except (IllegalStepError, CannotSend):
            assert list(Move.objects.order_by("pk").values()) == before

    def _tell(self, heard: HeardPost, *, anew: bool = True) -> None:
        """Intake tells the moves, and the case where the post belongs."""
        if anew:
            self.heard.append(heard)
        if heard.case is not None:
            Case.objects.filter(pk=heard.case).update(
                state="open", last_post_at=self.lobby.clock(), snoozed_until=None, resolved_at=None
            )
        hear(self.lobby.brand.pk, [heard], at=self.lobby.clock())


@pytest.mark.django_db
def test_moves_hold_whatever_happens(what_guards: Knowledge) -> None:
    Moves.knowledge = what_guards
    run_state_machine_as_test(
        Moves,
        settings=settings(
            max_examples=10, stateful_step_count=15, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
