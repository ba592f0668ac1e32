"""What counts as a policy in a text, and what only resembles one."""

import pytest

from tests.core.personal_data.marked import found, read

MARKED = (
    "policy ⟦HOM 4916 30109⟧",
    "policy number ⟦PX-220194⟧",
    "Versicherungsnummer ⟦VN-55123⟧",
    "póliza ⟦7712345⟧",
    "policy no ⟦POL-8392017⟧",
    "Versicherungsnummer ⟦83920174⟧",
    "my car insurance number ⟦468646994⟧",
    "ma police ⟦7712345⟧",
    "contract is ⟦50012⟧ a month later still open",
    "my policy ⟦48213⟧ dollars more",
)
NEAR_MISSES = (
    "policy 2024 01 01",
    "policy of 2024 01 01",
    "your refund policy 2024",
    "privacy policy",
    "policy of 30 days",
    "policy changed in 2018",
    "insurance 12000 rupees",
    "insurance 2019 prices",
    "your policy is 100% ridiculous",
    "contract is 500 a month",
    "call police 12345",
    "the police 12345 times",
    "my policy is 1200 dollars",
    "policy 20000 dollars",
)


@pytest.mark.parametrize("marked", MARKED)
def test_policy_is_found_exactly(marked: str) -> None:
    text, spans = read(marked)
    assert found("policy", text) == spans


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_policy_is_not_seen_in(text: str) -> None:
    assert found("policy", text) == []
