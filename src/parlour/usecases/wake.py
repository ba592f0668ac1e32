"""How a case that waited, slept or was done comes back into its queue, whoever or whatever brings it there."""

from parlour.core.lifecycle import CaseStep, after_case_step
from parlour.store.models import Case, CaseState


def wake_case(case: Case) -> None:
    """Put a case that the caller holds back where it stood in the queue; the caller says why on record.

    Raises IllegalStepError for one that is open.
    """
    _come_back(case, CaseStep.WOKEN)


def wake_unless_open(case: Case) -> None:
    """Put a case back where it stood in the queue; one that is there already stays. As `wake_case` else."""
    if case.state != CaseState.OPEN:
        wake_case(case)


def return_to_us(case: Case) -> None:
    """An answer to our invitation is ours to act on, even where triage saw nothing to answer in it."""
    if case.state != CaseState.OPEN:
        _come_back(case, CaseStep.HEARD)


def _come_back(case: Case, step: CaseStep) -> None:
    case.state = after_case_step(case.state, step)
    case.snoozed_until = case.resolved_at = case.resting_at = None
    case.save(update_fields=["state", "snoozed_until", "resolved_at", "resting_at"])
