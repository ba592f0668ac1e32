"""The kernel's promises: the same answer in any company, spans that fit, and never an error."""

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parlour.core.nouns.assessment import Assessment, Route
from parlour.core.nouns.post import Post
from parlour.core.triage.columns import answer_schema
from parlour.core.triage.kernel import ROWS_AT_ONCE, assess, assess_posts
from parlour.knowledge.triage.load import load_triage

KNOWLEDGE = load_triage()

POSTS = (
    Post(id="1", text="@marlow my bill is wrong AGAIN, you charged me twice. I am furious!"),
    Post(id="2", text="Vielen Dank für die schnelle Hilfe, ihr seid super!"),
    Post(id="3", text="Since the root canal my jaw is swollen, what can I take against the pain?"),
    Post(id="4", text="call me on +44 20 7946 0018 please"),
    Post(id="5", text="lovely weather today in the park, is it not", addressed=False),
    Post(id="6", text=""),
    Post(id="7", text="😡😡😡"),
    Post(id="8", text="Это сообщение написано по-русски, и его никто не понял."),
)

anything = st.one_of(
    st.text(max_size=80),
    st.text(st.characters(codec=None), max_size=30),
    st.lists(
        st.sampled_from(
            ["fuck", "you", "thanks", "@a", "http://x.y", "\x00", "\ud800", "\u200b", "😡", "zahnarzt", " "]
        )
    ).map("".join),
)


def assess_one(text: str, **fields: object) -> Assessment:
    return assess_posts([Post(id="x", text=text, **fields)], KNOWLEDGE)[0]  # type: ignore[arg-type]


@given(st.permutations(POSTS))
@settings(max_examples=20)
def test_order_changes_nothing(posts: list[Post]) -> None:
    expected = {a.id: a for a in assess_posts(POSTS, KNOWLEDGE)}
    assert {a.id: a for a in assess_posts(posts, KNOWLEDGE)} == expected


@pytest.mark.parametrize("size", [1, 3, ROWS_AT_ONCE - 1, ROWS_AT_ONCE, ROWS_AT_ONCE + 1])
def test_batch_size_changes_nothing(size: int) -> None:
    posts = [post for _ in range(ROWS_AT_ONCE // 4) for post in POSTS]
    expected = assess_posts(posts, KNOWLEDGE)
    found = [a for at in range(0, len(posts), size) for a in assess_posts(posts[at : at + size], KNOWLEDGE)]
    for one, other in zip(found, expected, strict=True):
        assert (one.language, one.route, one.unsure, one.personal_data) == (
            other.language,
            other.route,
            other.unsure,
            other.personal_data,
        )
        assert [(r.output, r.start, r.end) for r in one.reasons] == [(r.output, r.start, r.end) for r in other.reasons]
        assert one.scores == pytest.approx(other.scores, abs=1e-6)


@given(st.lists(anything, max_size=5))
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_is_answered_and_spans_lie_in_it(texts: list[str]) -> None:
    found = assess_posts([Post(id=str(n), text=text) for n, text in enumerate(texts)], KNOWLEDGE)
    assert [a.id for a in found] == [str(n) for n in range(len(texts))]
    for text, assessment in zip(texts, found, strict=True):
        assert all(0.0 <= chance <= 1.0 for chance in assessment.scores.values())
        assert all(0 <= reason.start < reason.end <= len(text) for reason in assessment.reasons)
        assert all(0 <= datum.start < datum.end <= len(text) for datum in assessment.personal_data)


@pytest.mark.parametrize(
    "text", ["x" * 1_000_000, "ab " * 333_333, "\u200b" * 5000, "😀" * 5000, "\x00" * 5000, "中" * 9000]
)
def test_enormous_text_is_answered(text: str) -> None:
    assert assess_one(text).model == KNOWLEDGE.model


@pytest.mark.parametrize("text", ["", " ", "😡😡", "12345", "\u200b", "!!!", "https://a.example/b"])
def test_text_without_words_has_no_language_and_goes_to_a_human(text: str) -> None:
    found = assess_one(text)
    assert (found.language, found.unsure) == ("und", True)
    assert found.route in (Route.HUMAN, Route.PARLOUR)


def test_scores_have_the_names_of_the_contract() -> None:
    assert set(assess_one("hello").scores) == set(KNOWLEDGE.meaning.outputs)
    moods = [chance for name, chance in assess_one("hello").scores.items() if name.startswith("sentiment.")]
    assert sum(moods) == pytest.approx(1.0)


def columns(**fields: pa.Array) -> pa.RecordBatch:
    return pa.RecordBatch.from_pydict(fields)


def test_arrow_and_posts_give_the_same_answers() -> None:
    batch = columns(
        id=pa.array([post.id for post in POSTS]),
        text=pa.array([post.text for post in POSTS], pa.large_string()),
        addressed=pa.array([post.addressed for post in POSTS]),
        followers=pa.array([0] * len(POSTS)),
    )
    answers = assess(batch, KNOWLEDGE).to_pylist()
    for row, assessment in zip(answers, assess_posts(POSTS, KNOWLEDGE), strict=True):
        assert (row["id"], row["language"], row["route"], row["unsure"]) == (
            assessment.id,
            assessment.language,
            assessment.route.value,
            assessment.unsure,
        )
        assert row["heat"] == assessment.scores["heat"]
        assert row["sentiment"]["negative"] == assessment.scores["sentiment.negative"]
        assert len(row["reasons"]) == len(assessment.reasons)
        assert [datum["kind"] for datum in row["personal_data"]] == [datum.kind for datum in assessment.personal_data]


@pytest.mark.parametrize("size", [0, 1, ROWS_AT_ONCE * 2 + 1])
def test_answer_has_the_schema_whatever_the_size(size: int) -> None:
    answer = assess(
        columns(id=pa.array(["a"] * size, pa.string()), text=pa.array(["b"] * size, pa.string())), KNOWLEDGE
    )
    assert answer.schema == answer_schema(KNOWLEDGE)
    assert answer.num_rows == size


def test_null_text_and_broken_bytes_go_to_a_human() -> None:
    broken = pa.array([b"\xff\xfe", b"ok"], pa.binary()).view(pa.string())
    answers = assess(columns(text=broken), KNOWLEDGE).to_pylist()
    assert answers[0]["language"] == "und"
    nulls = assess(columns(id=pa.array(["a"]), text=pa.array([None], pa.string())), KNOWLEDGE).to_pylist()[0]
    assert (nulls["language"], nulls["route"], nulls["unsure"]) == ("und", "human", True)


def test_null_columns_count_as_absent() -> None:
    batch = columns(
        text=pa.array(["what are your opening hours on Sunday?"]),
        sectors=pa.array([None], pa.list_(pa.string())),
        addressed=pa.array([None], pa.bool_()),
    )
    assert assess(batch, KNOWLEDGE).to_pylist()[0]["route"] == "lobby"
