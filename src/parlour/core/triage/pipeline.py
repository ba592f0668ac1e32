"""The stages of triage in their order."""

from collections.abc import Callable

from parlour.core.triage.batch import Batch
from parlour.core.triage.closer import look_closer
from parlour.core.triage.escalation import compare_with_thread
from parlour.core.triage.harm import hear_harm
from parlour.core.triage.knowledge import TriageKnowledge
from parlour.core.triage.language import tell_language
from parlour.core.triage.reasons import give_reasons
from parlour.core.triage.route import choose_route, find_personal_data
from parlour.core.triage.scores import believe, read_features, score

Stage = Callable[[Batch, TriageKnowledge], Batch]

STAGES: tuple[Stage, ...] = (
    read_features,
    tell_language,
    score,
    hear_harm,
    believe,
    find_personal_data,
    choose_route,
    look_closer,
    compare_with_thread,
    give_reasons,
)
