"""A password or code is never said, wherever it stands in its value and whatever signs it has."""

from dataclasses import replace

import pytest

from parlour.core.guard import judge
from parlour.core.nouns.fact import Fact
from parlour.core.nouns.surface import Surface
from parlour.core.nouns.verdict import Severity
from tests.core.guard.desk import BARE, KNOWLEDGE, payload

SAID = [
    ("password", "Rivet!Bridge52", "It is Rivet!Bridge52, so you can log in."),
    ("password", "Rivet!Bridge52", "Try rivet bridge 52 once more."),
    ("password", "screen PIN 2580", "We got in with 2580, thanks for the PIN."),
    ("password", "PIN: 0451", "The code 0451 still works."),
    ("secret", "Türcode 7731", "Der Code 7731 stimmt noch."),
    ("password", "Hunterfox", "It is Hunterfox, so you can go on."),
    ("password", "maple river", "We still have maple river down for you."),
    ("password", "k7#Q2", "Try K7#q2, ok?"),
    ("password", "Hund3", "Try hund3 now, ok?"),
]
UNSAID = [
    ("password", "screen PIN 2580", "The year 2580 is far away."),
    ("password", "screen PIN 2580", "The screen is repaired, no PIN needed."),
    ("password", "PIN 1057", "Sorry, the code got lost on its way."),
    ("secret", "one-time code 448812", "Never share your one-time code with anybody."),
    ("password", "e-mail password Rivet!52", "We will send you an e-mail so you can reset your password."),
    ("password", "Rivet!Bridge52", "The bridge reopens at 5, with new rivets."),
    ("secret", "Türcode 7731", "Linie 7731 fährt wieder."),
    ("password", "Hund3", "Deine Hunde sind toll."),
    ("password", "k7#Q2", "The K7 line opens in Q2."),
]


def _severity(kind: str, value: str, reply: str, surface: Surface) -> Severity:
    context = replace(BARE, private_facts=(Fact(kind, value, "crm", "C-1"),))
    found = judge(payload(reply, surface=surface), context, KNOWLEDGE).findings
    return max((one.severity for one in found if one.rule == f"fact.{kind}"), default=Severity.HINT)


@pytest.mark.parametrize(("kind", "value", "reply"), SAID)
def test_a_secret_never_leaves_in_public(kind: str, value: str, reply: str) -> None:
    assert _severity(kind, value, reply, Surface.PUBLIC) is Severity.NEVER


@pytest.mark.parametrize(("kind", "value", "reply"), UNSAID)
def test_its_words_and_figures_elsewhere_are_free(kind: str, value: str, reply: str) -> None:
    assert _severity(kind, value, reply, Surface.PUBLIC) is Severity.HINT


@pytest.mark.parametrize(
    ("kind", "value", "reply"),
    [("password", "k7#Q2", "k7#Q2 works."), ("secret", "73915", "Log in with 73915 please.")],
)
def test_a_short_one_is_not_either(kind: str, value: str, reply: str) -> None:
    assert _severity(kind, value, reply, Surface.PRIVATE) is Severity.NEVER


@pytest.mark.parametrize("reply", ["It is Rivet!Bridge52, so you can log in.", "rivet!bridge52"])
def test_a_password_is_not_said_to_its_owner_either(reply: str) -> None:
    assert _severity("password", "Rivet!Bridge52", reply, Surface.PRIVATE) is Severity.NEVER


def test_a_code_in_a_message_is_noticed_beside_its_word() -> None:
    context = replace(BARE, private_facts=(Fact("text", "key safe code 4927 beside the back door", "dm", "C-1"),))
    said = judge(payload("The driver will use 4927 for the key safe."), context, KNOWLEDGE)
    free = judge(payload("Van 4927 is back on the road."), context, KNOWLEDGE)
    assert said.decision.value == "block"
    assert [one.rule for one in free.findings if one.severity > Severity.HINT] == []


@pytest.mark.parametrize(
    ("text", "stopped"),
    [
        ("Does double-four-seven-one still open the gate?", True),
        ("Geht mit der 4471 das Gartentor noch auf?", True),
        ("¿El 4471 todavía abre el portón?", True),
        ("Le 4471 ouvre toujours le portail ?", True),
        ("Does the gate open for vans up to 3.5 tonnes?", False),
        ("Coach 4471 is on its way, sorry for the wait.", False),
        ("We opened the doors of this shop with 4471 guests.", False),
    ],
)
@pytest.mark.parametrize("kind", ["gate_code", "door code", "alarm code"])
def test_what_lets_somebody_in_is_a_code_beside_what_it_opens(kind: str, text: str, stopped: bool) -> None:
    context = replace(BARE, private_facts=(Fact(kind, "4471", "crm", "C-1"),))
    assert (judge(payload(text), context, KNOWLEDGE).decision.value == "block") is stopped


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("iban", "It is DE89 3704 0044 0532 0130 00."),
        ("card", "It is 4111 1111 1111 1111."),
        ("email", "To a@b.example."),
    ],
)
@pytest.mark.parametrize("never", [True, False])
def test_what_never_leaves_is_what_the_kinds_say(kind: str, text: str, never: bool) -> None:
    kinds = {**KNOWLEDGE.kinds, kind: replace(KNOWLEDGE.kinds[kind], never=never)}
    verdict = judge(payload(text, surface=Surface.PRIVATE), BARE, replace(KNOWLEDGE, kinds=kinds))
    held = [one.severity for one in verdict.findings if one.rule == f"personal_data.{kind}"]
    assert held == ([Severity.NEVER] if never else [])
