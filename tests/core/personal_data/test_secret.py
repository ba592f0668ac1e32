"""What counts as a secret in a text, and what only resembles one."""

import pytest

from tests.core.personal_data.marked import found, read

MARKED = (
    "my password is ⟦hunter22⟧!",
    "Passwort: ⟦geheim#1⟧",
    "PIN ⟦4821⟧",
    "cvv is ⟦123⟧",
    "your verification code is ⟦482 113⟧",
    "mi contraseña es ⟦sol2024⟧",
)
NEAR_MISSES = (
    "my password is wrong",
    "password reset takes 3 days",
    "pin it to the top 2024",
    "the pin is broken",
    "Passwort vergessen",
    "security code not received, 15 minutes",
    "change your password: //t.co/abc8",
)


@pytest.mark.parametrize("marked", MARKED)
def test_secret_is_found_exactly(marked: str) -> None:
    text, spans = read(marked)
    assert found("secret", text) == spans


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_secret_is_not_seen_in(text: str) -> None:
    assert found("secret", text) == []
