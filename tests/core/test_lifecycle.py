"""The two tables of steps."""

import pytest

from parlour.core.lifecycle import (
    CASE_STEPS,
    MOVE_STEPS,
    CaseStep,
    IllegalStepError,
    MoveStep,
    after_case_step,
    after_move_step,
)


@pytest.mark.parametrize("state", CASE_STEPS)
def test_a_person_who_writes_always_brings_their_case_back(state: str) -> None:
    assert after_case_step(state, CaseStep.HEARD) == "open"


@pytest.mark.parametrize("state", CASE_STEPS)
def test_every_case_can_end(state: str) -> None:
    assert state == "resolved" or after_case_step(state, CaseStep.RESOLVED) == "resolved"


def test_the_way_there_and_back() -> None:
    state = "offered"
    for step in (MoveStep.CONSENTED, MoveStep.OPENED, MoveStep.SETTLED, MoveStep.CLOSED, MoveStep.RETURNED):
        state = after_move_step(state, step)
    assert state == "returned"


@pytest.mark.parametrize("state", ["offered", "declined", "lapsed", "closed", "returned"])
def test_nothing_is_settled_without_an_open_talk(state: str) -> None:
    with pytest.raises(IllegalStepError, match="does not follow"):
        after_move_step(state, MoveStep.SETTLED)


@pytest.mark.parametrize("state", ["offered", "consented", "open"])
def test_a_way_can_close_until_the_matter_is_settled_and_another_can_follow(state: str) -> None:
    assert after_move_step(state, MoveStep.BARRED) == "cannot"
    assert after_move_step("cannot", MoveStep.CONSENTED) == "consented"


@pytest.mark.parametrize("state", ["settled", "closed", "returned", "declined", "lapsed", "cannot"])
def test_no_way_closes_afterwards(state: str) -> None:
    with pytest.raises(IllegalStepError):
        after_move_step(state, MoveStep.BARRED)


@pytest.mark.parametrize("state", ["offered", "lapsed", "declined"])
def test_no_room_opens_without_consent(state: str) -> None:
    with pytest.raises(IllegalStepError):
        after_move_step(state, MoveStep.OPENED)


@pytest.mark.parametrize("state", ["consented", "open", "settled"])
def test_consent_can_be_withdrawn_while_it_counts(state: str) -> None:
    assert after_move_step(state, MoveStep.WITHDRAWN) == "declined"


def test_every_state_that_can_be_reached_has_a_row() -> None:
    assert {state for row in MOVE_STEPS.values() for state in row.values()} | {"offered"} == set(MOVE_STEPS)
    assert {state for row in CASE_STEPS.values() for state in row.values()} == set(CASE_STEPS)


def test_an_unknown_state_allows_nothing() -> None:
    with pytest.raises(IllegalStepError, match="from here: nothing"):
        after_case_step("lost", CaseStep.HEARD)
