"""Whatever the text, the kernel answers, alone or in company, in time that grows with the length alone."""

import re
import sys
from collections.abc import Callable
from random import Random
from types import FrameType
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parlour.core.nouns.assessment import Assessment, Route
from parlour.core.nouns.post import Post
from parlour.core.triage.kernel import assess, assess_posts
from parlour.core.triage.knowledge import TriageKnowledge
from parlour.knowledge.triage.load import load_fast_triage, load_triage

KNOWLEDGE, FAST = load_triage(), load_fast_triage()
MEGABYTE = 1_000_000
_chance = Random(5)

SCRAPS = [
    "my bill is wrong", "fuck you", "danke schön", "¿dónde está?", "привет", "سلام", "你好", "@some_body", "#angry",
    "http://x.y/z", "call +44 20 7946 0018", "a.b@mail.example", "4111 1111 1111 1111", "DE89370400440532013000",
    "\x00", "\ud800", "\u200b", "\u200d", "\u202e", "e\u0301", "\ufeff", "ﷺ", "İ", "ß", "\n", "\t", " ", "0", "A" * 40,
    "😡", "👩\u200d🔧", "ｆｕｌｌ",
]  # fmt: skip
texts = st.one_of(
    st.lists(st.sampled_from(SCRAPS), max_size=12).map(" ".join),
    st.lists(st.sampled_from(SCRAPS), max_size=12).map("".join),
    st.text(st.characters(codec=None), max_size=60),
    st.binary(max_size=60).map(lambda raw: raw.decode("latin-1")),
)
posts = st.lists(
    st.builds(
        Post,
        id=st.uuids().map(str),
        text=texts,
        thread=st.lists(texts, max_size=2).map(tuple),
        sectors=st.lists(st.sampled_from(["health", "finance", "", "none"]), max_size=2).map(tuple),
        addressed=st.booleans(),
    ),
    max_size=6,
)
both = pytest.mark.parametrize("knowledge", [FAST, KNOWLEDGE], ids=["fast", "encoder"])
slow = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=60)


def same(one: Assessment, other: Assessment) -> bool:
    """Labels, route and spans equal, scores within a thousandth."""
    labels = [(a.id, a.language, a.route, a.unsure, a.topics, a.personal_data) for a in (one, other)]
    spans = [[(r.output, r.rule, r.start, r.end) for r in a.reasons] for a in (one, other)]
    scores = dict(other.scores) == pytest.approx(dict(one.scores), abs=1e-3)
    return labels[0] == labels[1] and spans[0] == spans[1] and scores


@both
@slow
@given(posts=posts, chance=st.randoms(use_true_random=False))
def test_order_within_a_batch_changes_nothing(knowledge: TriageKnowledge, posts: list[Post], chance: Random) -> None:
    expected = assess_posts(posts, knowledge)
    order = list(range(len(posts)))
    chance.shuffle(order)
    found = assess_posts([posts[place] for place in order], knowledge)
    assert all(same(expected[place], each) for place, each in zip(order, found, strict=True))


@both
@slow
@given(posts=posts, size=st.integers(1, 4))
def test_size_of_a_batch_changes_nothing(knowledge: TriageKnowledge, posts: list[Post], size: int) -> None:
    found = [a for at in range(0, len(posts), size) for a in assess_posts(posts[at : at + size], knowledge)]
    assert all(map(same, assess_posts(posts, knowledge), found))


@both
@slow
@given(posts=posts)
def test_offsets_count_code_points_of_the_text_as_given(knowledge: TriageKnowledge, posts: list[Post]) -> None:
    for post, found in zip(posts, assess_posts(posts, knowledge), strict=True):
        spans = [(each.start, each.end) for each in found.reasons]
        spans += [(each.start, each.end) for each in found.personal_data]
        assert all(0 <= start < end <= len(post.text) for start, end in spans)
        assert all(0.0 <= chance <= 1.0 for chance in found.scores.values())


@both
@pytest.mark.parametrize("before", ["", "😡😡 ", "\x00\ud800", "\u200b\u200d", "e\u0301 ", "中文 ", "👩‍🔧"])
def test_spans_hold_the_very_words(knowledge: TriageKnowledge, before: str) -> None:
    text = f"{before}you idiots, where is my parcel, mail a.b@mail.example"
    (found,) = assess_posts([Post(id="x", text=text)], knowledge)
    assert [text[d.start : d.end] for d in found.personal_data if d.kind == "email"] == ["a.b@mail.example"]
    words = {text[reason.start : reason.end] for reason in found.reasons}
    assert words
    assert words <= set(re.findall(r"\w+|[^\w\s]", text))


@both
@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t",
        "😡😡",
        "👩‍🔧👩‍🔧",
        "https://a.example/b https://c.example",
        "@some_body @other",
        "!!!",
        "\u200b\u200d",
        "\x00",
        "\ud800",
    ],
    ids=ascii,
)
def test_what_says_nothing_goes_to_a_human(knowledge: TriageKnowledge, text: str) -> None:
    (found,) = assess_posts([Post(id="x", text=text)], knowledge)
    assert (found.language, found.unsure, found.route) == ("und", True, Route.HUMAN)


def noise(size: int) -> str:
    return "".join(map(chr, _chance.choices(range(256), k=size)))


SHAPES: dict[str, Callable[[int], str]] = {
    "prose": lambda size: "I paid twice, Anna from 12 Main Street said so. "[:48] * (size // 48),
    "one word": lambda size: "x" * size,
    "mentions": lambda size: "@some_body " * (size // 11),
    "links": lambda size: "http://a.example/bc?d=e " * (size // 24),
    "addresses of mail": lambda size: "a.b@c.example " * (size // 14),
    "pictures joined by nothing": lambda size: "👩‍🔧" * (size // 3),
    "nothing between letters": lambda size: "a\u200b" * (size // 2),
    "noise": noise,
    "surrogates": lambda size: "\ud800" * size,
    "names": lambda size: ("Ana Lopez 4852\n" * size)[:size],
    "digits apart": lambda size: ("1 " * size)[:size],
}


def calls(work: Callable[[], object]) -> int:
    """How many functions are called, in Python and below."""
    count = 0

    def note(_frame: FrameType, event: str, _argument: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("shape", SHAPES)
def test_twice_the_text_is_twice_the_work_at_most(shape: str) -> None:
    text = SHAPES[shape](MEGABYTE)
    assess_posts([Post(id="warm", text=text[:5000])], KNOWLEDGE)
    half, whole = (
        calls(lambda size=size: assess_posts([Post(id="x", text=text[:size])], KNOWLEDGE))  # type: ignore[misc]
        for size in (len(text) // 2, len(text))
    )
    assert whole <= 2.1 * half + 2000


def test_thousands_of_earlier_texts_are_no_more_work_than_the_newest() -> None:
    few, many = (
        calls(lambda n=n: assess_posts([Post(id="x", text="hello", thread=("why?",) * n)], FAST))  # type: ignore[misc]
        for n in (10, 1010)
    )
    assert many <= few + 10_000


def test_batches_without_rows_or_columns_are_answered() -> None:
    for batch in (pa.RecordBatch.from_pydict({}), pa.RecordBatch.from_pydict({"text": pa.array([], pa.string())})):
        assert assess(batch, KNOWLEDGE).num_rows == 0
    assert assess_posts([], KNOWLEDGE) == ()
