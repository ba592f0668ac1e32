"""States of a case and of a move to the parlour: one table of allowed steps each."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final, TypeVar

Step = TypeVar("Step", bound=StrEnum)


class CaseStep(StrEnum):
    """What can happen to a case."""

    HEARD = "heard"
    ANSWERED = "answered"
    SNOOZED = "snoozed"
    WOKEN = "woken"
    RESOLVED = "resolved"


class MoveStep(StrEnum):
    """What can happen to a move."""

    CONSENTED = "consented"
    OPENED = "opened"
    SETTLED = "settled"
    CLOSED = "closed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"
    BARRED = "barred"
    RETURNED = "returned"
    REOPENED = "reopened"


class IllegalStepError(Exception):
    """This step does not follow from this state; nothing was changed."""


# A post that is heard reopens whatever was waiting, asleep or done: the customer came back.
CASE_STEPS: Final[Mapping[str, Mapping[CaseStep, str]]] = {
    "open": {
        CaseStep.HEARD: "open",
        CaseStep.ANSWERED: "waiting",
        CaseStep.SNOOZED: "snoozed",
        CaseStep.RESOLVED: "resolved",
    },
    "waiting": {
        CaseStep.HEARD: "open",
        CaseStep.ANSWERED: "waiting",
        CaseStep.SNOOZED: "snoozed",
        CaseStep.WOKEN: "open",
        CaseStep.RESOLVED: "resolved",
    },
    "snoozed": {
        CaseStep.HEARD: "open",
        CaseStep.ANSWERED: "waiting",
        CaseStep.WOKEN: "open",
        CaseStep.RESOLVED: "resolved",
    },
    "resolved": {CaseStep.HEARD: "open", CaseStep.ANSWERED: "resolved", CaseStep.WOKEN: "open"},
}

# Consent may come after a decline, a lapse or a way that was barred (the person changed their mind, or came by
# themselves) and may be withdrawn while it counts. A talk whose way closes can go on by another way only. What is not
# settled after all opens the same talk again.
MOVE_STEPS: Final[Mapping[str, Mapping[MoveStep, str]]] = {
    "offered": {
        MoveStep.CONSENTED: "consented",
        MoveStep.DECLINED: "declined",
        MoveStep.LAPSED: "lapsed",
        MoveStep.BARRED: "cannot",
    },
    "consented": {
        MoveStep.OPENED: "open",
        MoveStep.WITHDRAWN: "declined",
        MoveStep.LAPSED: "lapsed",
        MoveStep.BARRED: "cannot",
    },
    "open": {MoveStep.SETTLED: "settled", MoveStep.WITHDRAWN: "declined", MoveStep.BARRED: "cannot"},
    "settled": {MoveStep.CLOSED: "closed", MoveStep.WITHDRAWN: "declined", MoveStep.REOPENED: "open"},
    "closed": {MoveStep.RETURNED: "returned", MoveStep.REOPENED: "open"},
    "declined": {MoveStep.CONSENTED: "consented"},
    "lapsed": {MoveStep.CONSENTED: "consented"},
    "cannot": {MoveStep.CONSENTED: "consented"},
    "returned": {MoveStep.RETURNED: "returned", MoveStep.REOPENED: "open"},
}


def after_case_step(state: str, step: CaseStep) -> str:
    """The state a case is in after `step`. Raises IllegalStepError."""
    return _after(CASE_STEPS, state, step)


def after_move_step(state: str, step: MoveStep) -> str:
    """The state a move is in after `step`. Raises IllegalStepError."""
    return _after(MOVE_STEPS, state, step)


def _after(table: Mapping[str, Mapping[Step, str]], state: str, step: Step) -> str:
    try:
        return table[state][step]
    except KeyError:
        allowed = ", ".join(table.get(state, {})) or "nothing"
        raise IllegalStepError(f"{step} does not follow {state}; from here: {allowed}.") from None
