"""What counts as a claim in a text, and what only resembles one."""

import pytest

from tests.core.personal_data.marked import found, read

MARKED = (
    "siniestro ⟦880.114.726⟧",
    "claim ⟦CL-20931⟧",
    "Schadennummer ⟦771232⟧",
    "siniestro ⟦551239⟧",
    "claim number ⟦CLM8392017⟧",
    "claim ref ⟦8392017⟧",
    "my claim is ⟦12041⟧ days pass",
    "my claim ⟦1234567⟧ $ denied",
    "claim ⟦48213⟧ people wait",
)
NEAR_MISSES = (
    "To claim: 0800 330 1000",
    "the claim is 1 500 000 euros",
    "claim 1.200,50 euros",
    "I claim 500",
    "claim back 30%",
    "the claim is false",
    "claim up to £10000",
    "the claim is 2018 best",
    "txt to claim 150p/msg",
    "my claim is 120 days old",
    "der Schaden ist 1200 Euro",
    "I claim 12000 euros",
    "I claim 4821 $",
    "claim 12345.50 $",
    "claim 12 500.50 euros",
)


@pytest.mark.parametrize("marked", MARKED)
def test_claim_is_found_exactly(marked: str) -> None:
    text, spans = read(marked)
    assert found("claim", text) == spans


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_claim_is_not_seen_in(text: str) -> None:
    assert found("claim", text) == []
