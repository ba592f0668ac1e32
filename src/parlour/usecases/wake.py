"""How a case that waited, slept or was done comes back into its queue, whoever or whatever brings it there."""

from parlour.core.lifecycle import CaseStep, after_case_step
from parlour.store.models import Case


def wake_case(case: Case) -> None:
    """Put a case that the caller holds back where it stood in the queue; the caller says why on record.

    Raises IllegalStepError for one that is open.
    """
    case.state = after_case_step(case.state, CaseStep.WOKEN)
    case.snoozed_until = case.resolved_at = case.resting_at = None
    case.save(update_fields=["state", "snoozed_until", "resolved_at", "resting_at"])
