"""How polite a reply is, measured as triage measures posts."""

from collections.abc import Mapping

from parlour.core.nouns.post import Post
from parlour.core.triage.kernel import assess_posts
from parlour.core.triage.knowledge import TriageKnowledge

_NAME = "politeness"
_MEASURED_IN = "en"


def politeness(text: str, knowledge: TriageKnowledge) -> Mapping[str, float]:
    """{"politeness": 0..1}: 0 is rude, 1 is polite, and what is neither is near one half.

    Empty where nothing is said and in other languages than English: what teaches and measures it is English
    (Danescu-Niculescu-Mizil et al. 2013), and thanks in German pass for rude.
    """
    (heard,) = assess_posts([Post("", text)], knowledge)
    if heard.language != _MEASURED_IN or _NAME not in heard.scores:
        return {}
    return {_NAME: round(heard.scores[_NAME], 3)}
