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
    "my password is still ⟦Rivet!Bridge52⟧",
    "mon mot de passe est ⟦Soleil#9⟧",
    "key safe code ⟦4927⟧ beside the back door",
    "the gate code is ⟦0451⟧",
    "Türcode ⟦7731⟧",
    "el código del portal es ⟦2580⟧",
    "le digicode est ⟦4812⟧",
    "code d'entrée : ⟦19 47⟧",
    "my password is ⟦Hunter22!⟧ and it fails",
    'password: "⟦S3cret!!⟧"',
    "my password is ⟦hunter22⟧, and it fails",
    "my pw is ⟦hunter2⟧",
    "the code you sent me is ⟦482913⟧",
    "the code that they texted me was ⟦4829⟧",
    "⟦G-482913⟧ is your Google verification code",
    "⟦482 913⟧ ist dein Google-Bestätigungscode",
)
NEAR_MISSES = (
    "The day pass £12.50 is valid all week.",
    "your ski pass (2-day)",
    "Alarm code 302 means low water pressure.",
    "my password is wrong",
    "password reset takes 3 days",
    "pin it to the top 2024",
    "the pin is broken",
    "Passwort vergessen",
    "the gate code changed in 2024",
    "the dress code is 1920s",
    "door 4927 is open",
    "code de la route 2024",
    "security code not received, 15 minutes",
    "change your password: //t.co/abc8",
    "my password is wrong! help",
    "my pw is broken",
    "the promo code you sent me is 20241",
    "the code you sent is 15% off",
    "the code you sent me is 1500 points",
    "482913 is your order confirmation code",
    "2024 is your best year for security",
)


@pytest.mark.parametrize("marked", MARKED)
def test_secret_is_found_exactly(marked: str) -> None:
    text, spans = read(marked)
    assert found("secret", text) == spans


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_secret_is_not_seen_in(text: str) -> None:
    assert found("secret", text) == []
