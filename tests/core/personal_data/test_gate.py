"""The gate only spares work: what is found is what every pattern, tried on every text, would find."""

import importlib
import pkgutil
import re
import sys
import time
import tomllib
from itertools import chain
from pathlib import Path

import pytest
import re2
from hypothesis import example, given
from hypothesis import strategies as st

import parlour
import tests.core.personal_data as tables
from parlour.core.nouns.assessment import PersonalDatum
from parlour.core.personal_data import RECOGNISERS, find
from parlour.core.personal_data.find import apart
from parlour.core.personal_data.gate import Gate, loosened
from parlour.core.text.fold import fold
from tests.core.personal_data.marked import read

SCENES = Path(parlour.__file__).parent / "simulator" / "cast" / "scenes"
REGIONS = ("US", "DE", "GB", "ES")
RULES = [rule for recogniser in RECOGNISERS for rule in recogniser.rules]
# Cases, spaces, digits and signs that Python's patterns and RE2 see differently, or that cut a text in two.
ODD = (*"\u017f\u212a\u0130\u0131ßẞÉ\u00a0\u2003\x1c\x85٣\uff11\u200b°º\n\t\x00🎉@#:-/. 07aZ_", "\ud800")


def ungated(text: str, region: str) -> tuple[PersonalDatum, ...]:
    """What is found where nothing is ruled out beforehand, not even a disguise."""
    folded = fold(text, keep_case=True)
    if any(map("\u00ad\u034f\u061c\u180e\ufeff".__contains__, text)) or re.search(
        "[\u200b-\u200f\u202a-\u202e\u2060-\u2069\uff01-\uff5e\u2010-\u2015]", text
    ):
        found = apart(chain.from_iterable(rule.search(folded.text, region) for rule in RULES))
        return tuple(PersonalDatum(d.kind, *folded.span(d.start, d.end), d.confidence) for d in found)
    return apart(chain.from_iterable(rule.search(text, region) for rule in RULES))


def written() -> list[str]:
    """Every text of the tables beside this file, found and near-miss alike."""
    texts: list[str] = []
    for module in pkgutil.iter_modules(tables.__path__):
        if module.name.startswith("test_") and module.name != "test_gate":
            table = importlib.import_module(f"{tables.__name__}.{module.name}")
            texts += [read(marked)[0] for marked in getattr(table, "MARKED", ())]
            texts += getattr(table, "NEAR_MISSES", ())
    return texts


WRITTEN = written()


def test_tables_name_every_kind() -> None:
    assert len(WRITTEN) > 150
    assert {datum.kind for text in WRITTEN for datum in find(text)} == {k for r in RECOGNISERS for k in r.kinds}


@pytest.mark.parametrize("region", REGIONS)
def test_nothing_written_in_the_tables_is_lost(region: str) -> None:
    for text in WRITTEN:
        assert find(text, region=region) == ungated(text, region), text


def test_nothing_the_cast_says_is_lost() -> None:
    posts = [post["text"] for path in sorted(SCENES.glob("*.toml")) for post in tomllib.loads(path.read_text())["post"]]
    assert len(posts) > 100
    for text in posts:
        assert find(text) == ungated(text, "US"), text


@st.composite
def spoilt(draw: st.DrawFn) -> str:
    """One to three written texts in which characters were put in, taken out, swapped or raised."""
    text = draw(st.sampled_from((" ", "", "\n", ", "))).join(draw(st.lists(st.sampled_from(WRITTEN), max_size=3)))
    for _ in range(draw(st.integers(0, 4))):
        place = draw(st.integers(0, len(text)))
        width = draw(st.integers(0, 3))
        put = draw(st.sampled_from(("", *ODD, text[place : place + width].swapcase(), text[place : place + 6])))
        text = text[:place] + put + text[place + width :]
    return text


@given(spoilt(), st.sampled_from(REGIONS))
@example("I'm İbrahim Öz, my name iſ İbo, mı nombre es ıda", "US")
def test_nothing_is_lost_however_a_text_is_spoilt(text: str, region: str) -> None:
    assert find(text, region=region) == ungated(text, region)


@given(spoilt())
def test_gate_opens_for_every_pattern_that_matches(text: str) -> None:
    opened = set(ALL.open_for(text))
    assert {place for place, rule in enumerate(RULES) if rule.pattern.search(text)} <= opened


ALL = Gate([rule.pattern for rule in RULES])


@pytest.mark.parametrize("sign", [r"\s", r"\w", r"\d", r"[\s:]", r"[\w.]", r"[\d,]", r"[^\W\d_]", r"[^\s\"]"])
def test_loosened_class_holds_all_that_pythons_does(sign: str) -> None:
    everything = "".join(chr(point) for point in range(sys.maxunicode + 1) if not 0xD800 <= point < 0xE000)
    pattern = re.compile(f"(?:{sign})+")
    assert set("".join(pattern.findall(everything))) <= set("".join(re2.findall(loosened(pattern), everything)))


@pytest.mark.parametrize(
    ("pattern", "expression"),
    [
        (r"(?<![\w(])ab(?!c(?:d|e))(?P<x>f)", "ab(?:f)"),
        (r"\ba\b.", r"\ba."),
        (r"a{2,24}b{1,9}c{0,9}d{1,2}e{4}", r"a{2,}b+c*d{1,2}e{4}"),
        (r"(?P<sep>:)(?P=sep)", "(?::)(?s:.)"),
    ],
)
def test_loosened_leaves_out_what_costs_or_cannot_be_said(pattern: str, expression: str) -> None:
    assert loosened(re.compile(pattern)) == expression


def test_gate_tells_which_patterns_can_match() -> None:
    gate = Gate([re.compile("ab"), re.compile(r"\d(?!x)"), re.compile("straße", re.IGNORECASE)])
    assert [list(gate.open_for(text)) for text in ("", "abc", "1x", "ab 2", "STRAẞE")] == [[], [0], [1], [0, 1], [2]]


def test_gate_without_memory_rules_nothing_out() -> None:
    class Exhausted:
        """A matcher that gave up: it names nothing at all."""

        def Match(self, _text: bytes) -> None:  # noqa: N802  (the matcher's own name)
            return None

    gate = Gate([re.compile("ab"), re.compile("cd")])
    gate._set = Exhausted()
    assert list(gate.open_for("nothing of the kind")) == [0, 1]


@pytest.mark.parametrize(
    "text", ["\x00", "\ud800", "\udfff\x00" * 9, "order \ud800 48213", "ana\x00@example.org \ud83d"]
)
def test_text_no_database_holds_is_searched_all_the_same(text: str) -> None:
    assert find(text) == ungated(text, "US")


@pytest.mark.parametrize(
    ("piece", "seconds"),
    [("7", 1.0), ("1234567890", 1.0), ("a", 1.0), ("@", 1.0), ("a/", 1.0), ("\x00", 1.0), ("\ud800", 1.0)],
)
def test_a_million_of_one_thing_takes_no_more_processor_time_than(piece: str, seconds: float) -> None:
    begin = time.process_time()
    assert find(piece * (1_000_000 // len(piece))) == ()
    assert time.process_time() - begin <= seconds


@pytest.mark.parametrize("piece", ["a/", "1-", "A-", "a.", "a at ", "order ", "Aa ", "12 a ", "order is "])
def test_time_grows_with_the_length_of_the_text_alone(piece: str) -> None:
    """Even where every pattern is tried. A search that looked ahead from each word to the end would take minutes."""
    text = "\n".join([*WRITTEN, "48213-B is my order", piece * (100_000 // len(piece))])
    begin = time.process_time()
    find(text)
    assert time.process_time() - begin <= 3.0
