"""What holds for every text and every fact, not only for those we thought of."""

from collections.abc import Callable
from dataclasses import replace

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from parlour.core.guard import judge
from parlour.core.guard.private_facts import check_private_facts
from parlour.core.nouns.context import GuardContext
from parlour.core.nouns.fact import Fact
from parlour.core.nouns.surface import Surface
from parlour.core.nouns.verdict import Decision, Finding, Severity
from tests.core.guard import dressed
from tests.core.guard.desk import BARE, CONTEXT, FACTS, KNOWLEDGE, payload, verdict

FEW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])

INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u202e"
HOMOGLYPHS = str.maketrans("aeopcyxiABEKMHOPCTX", "аеорсухіАВЕКМНОРСТХ")
SMALL_CAPITALS = str.maketrans("abcdefghijklmnoprtuvwyz", "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀᴛᴜᴠᴡʏᴢ")
FULL_WIDTH = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)})
BOLD = str.maketrans(
    {chr(code): chr(code - 97 + 0x1D41A) for code in range(97, 123)}
    | {chr(code): chr(code - 48 + 0x1D7CE) for code in range(48, 58)}
)
KEYCAPS = str.maketrans({str(figure): f"{figure}\ufe0f\u20e3" for figure in range(10)})
DISGUISES: dict[str, Callable[[str], str]] = {
    "look-alikes": lambda text: text.translate(HOMOGLYPHS),
    "small capitals": lambda text: text.translate(SMALL_CAPITALS),
    "full width": lambda text: text.translate(FULL_WIDTH),
    "bold": lambda text: text.translate(BOLD),
    "keycaps": lambda text: text.translate(KEYCAPS),
    "hard spaces": lambda text: text.replace(" ", "\u00a0"),
    "underlined": lambda text: "".join(f"{letter}\u0332" if letter.isalnum() else letter for letter in text),
    "invisible": lambda text: "".join(
        letter + (INVISIBLE[place % len(INVISIBLE)] if place % 3 == 0 else "") for place, letter in enumerate(text)
    ),
}


def _facts_found(text: str, context: GuardContext, surface: Surface = Surface.PUBLIC) -> tuple[Finding, ...]:
    """What the search for private facts alone finds, without all other checks."""
    findings = judge(payload(text, surface=surface), context, KNOWLEDGE, checks=(check_private_facts,)).findings
    return tuple(one for one in findings if one.severity >= Severity.REVIEW)


@settings(max_examples=600, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(dressed.ANY)
def test_a_fact_in_any_shape_is_found(case: dressed.Dressed) -> None:
    fact, text = case
    assert [one.rule for one in _facts_found(text, replace(BARE, private_facts=(fact,)))], text


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(dressed.ANY, st.lists(st.sampled_from(sorted(DISGUISES)), min_size=1, max_size=3, unique=True))
def test_a_fact_in_any_shape_is_found_under_any_disguise(case: dressed.Dressed, names: list[str]) -> None:
    fact, text = case
    for name in names:
        text = DISGUISES[name](text)
    assert _facts_found(text, replace(BARE, private_facts=(fact,))), text


@FEW
@given(dressed.ANY)
def test_a_fact_of_somebody_else_is_never_simply_allowed_in_private(case: dressed.Dressed) -> None:
    fact, text = case
    context = replace(BARE, viewed_facts=(replace(fact, owner="C-2"),))
    assert _facts_found(text, context, Surface.PRIVATE)


@FEW
@given(dressed.ANY, st.lists(st.tuples(st.integers(0, 200), st.sampled_from(INVISIBLE)), min_size=1, max_size=8))
def test_invisible_marks_never_turn_a_block_into_an_allow(case: dressed.Dressed, marks: list[tuple[int, str]]) -> None:
    fact, text = case
    context = replace(BARE, private_facts=(fact,))
    assume(verdict(text, context).decision is Decision.BLOCK)
    for place, mark in marks:
        at = place % (len(text) + 1)
        text = text[:at] + mark + text[at:]
    assert verdict(text, context).decision is not Decision.ALLOW


PUBLIC_WORDS = (
    "the bus was late again and nobody said a word, three hours in the cold with two kids",
    "schon wieder kein Internet, der Router blinkt rot und die Hotline legt auf",
    "otra vez sin luz en toda la calle, y la factura sube cada mes",
    "encore une panne, le répondeur raccroche et on attend depuis lundi",
)


@FEW
@given(
    st.lists(
        st.sampled_from(sorted({word for post in PUBLIC_WORDS for word in post.split()})), min_size=1, max_size=25
    ),
    st.lists(dressed.ANY.map(lambda case: case[0]), min_size=1, max_size=6),
)
def test_words_everyone_can_read_are_never_blocked_for_a_fact(words: list[str], facts: list[Fact]) -> None:
    """Not even in an order that makes no sense; a weekday or a number may still ask for a second look."""
    private = tuple(fact for fact in facts if not _is_said(fact))
    context = replace(BARE, private_facts=private, public_posts=PUBLIC_WORDS)
    assert [one.rule for one in _facts_found(" ".join(words), context) if one.severity > Severity.REVIEW] == []


def _is_said(fact: Fact) -> bool:
    """Whether the fact itself stands in the posts: an illness is private even if its owner named it."""
    return any(word in post.casefold() for post in PUBLIC_WORDS for word in fact.value.casefold().split())


WILD = st.text(max_size=120) | st.lists(
    st.sampled_from(
        [
            "@mara",
            "12.",
            "März",
            "four",
            "hundred",
            "in",
            "two",
            "days",
            "{{",
            "}}",
            "\u200b",
            "€",
            "14/3",
            "http://a?b=%",
        ]
    ),
    max_size=20,
).map(" ".join)


@FEW
@given(
    WILD, st.lists(st.tuples(st.sampled_from([*FACTS, "nickname"]), WILD), max_size=6), st.sampled_from(list(Surface))
)
def test_the_guard_never_fails_and_points_inside_the_text(
    text: str, facts: list[tuple[str, str]], surface: Surface
) -> None:
    private = tuple(Fact(kind, value, "crm") for kind, value in facts)
    context = replace(CONTEXT, private_facts=private, public_posts=(text[:20],), sectors=("health",))
    made = payload(text, surface=surface)
    judged = verdict(text, context, surface=surface)
    assert not any(one.rule.startswith("guard.failed") for one in judged.findings)
    assert all(0 <= one.start <= one.end <= len(made.text) for one in judged.findings)


@FEW
@given(WILD, WILD)
def test_another_text_is_another_binding(left: str, right: str) -> None:
    assert (verdict(left, BARE).binding == verdict(right, BARE).binding) is (left == right)
