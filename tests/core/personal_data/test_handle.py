"""What counts as a handle in a text, and what only resembles one."""

import pytest

from tests.core.personal_data.marked import found, read

MARKED = (
    "I'm ⟦@knit_jo⟧ on insta",
    "auf insta bin ich ⟦@kuchen_mainz⟧",
    "mon discord c'est ⟦zouk_master97⟧",
    "my insta is ⟦@foo_bar⟧",
    "telegram: ⟦foo.bar9⟧",
    "mein Benutzername ist ⟦ana_82⟧",
    "mi usuario es ⟦ana_82⟧",
    "insta: ⟦@foo⟧",
    "my gamertag is ⟦phantom50⟧",
    "my online id is ⟦funny_100⟧",
    "Gamertag:⟦MISSEPISSE⟧",
    "my id is ⟦mohsin82⟧",
    'user name: "⟦joeblow2⟧"',
    "gamertag ⟦xX_Slayer_Xx⟧",
    "venmo ⟦@jane-doe-5⟧ - thanks",
    "insta: ⟦janeDoe⟧",
    "my insta is ⟦jane.doe⟧",
    "username: ⟦joeblow⟧, locked out",
    "user id: ⟦839201⟧",
    "my insta: ⟦knittyjo⟧",
    "my snapchat: ⟦sophieb⟧ add me",
    "mein Insta: ⟦kuchenfee⟧",
    "insta = ⟦annaberg⟧",
    "Telegram: ⟦zoukfan⟧, write me",
    "find me on insta: ⟦annaberg⟧",
    "my psn: ⟦slayerjoe⟧",
)
NEAR_MISSES = (
    "Follow @OurShop on Instagram for news",
    "On Steam I am 350 hours in",
    "@marlowcare hello",
    "your instagram is great",
    "we talked on telegram",
    "my snapchat is broken",
    "my id is expired",
    "online id check",
    "is xbox down",
    "Facebook: why are you down",
    "paypal: please refund",
    "Xbox: STILL waiting",
    "Discord: server is down",
    "follow us on instagram: amazing",
    "Signal is 4.5 out of 5",
    "Discord is v2.0",
    "PayPal as 1st option",
    "Facebook is down.please help",
    "Username: please help",
    "username 2 times",
    "gamertag changed",
    "handle covid19 better",
    "my insta: hacked",
    "my discord: server is down",
    "paypal = scam",
    "Instagram: unusable.",
    "Facebook: terrible, as ever",
    "my xbox: still waiting",
    "Instagram: zoukfan tickets are gone",
    "Xbox: Fortnite, crashed",
    "write on instagram: roses",
    "Telegram: scammers!",
    "my paypal: refund!",
    "my steam: game crashed",
    "Instagram: lies.",
)


@pytest.mark.parametrize("marked", MARKED)
def test_handle_is_found_exactly(marked: str) -> None:
    text, spans = read(marked)
    assert found("handle", text) == spans


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_handle_is_not_seen_in(text: str) -> None:
    assert found("handle", text) == []
