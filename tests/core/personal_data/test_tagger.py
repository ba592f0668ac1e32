"""The tagger on small weights made here, and its search for the best sequence against trying all of them."""

from itertools import pairwise, product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from parlour.core.nouns.assessment import PersonalDatum
from parlour.core.personal_data.find import find, find_all, merged
from parlour.core.personal_data.marks import MARKS, marks, name_places
from parlour.core.personal_data.plausible import is_plausible
from parlour.core.personal_data.tagger import NameTagger, tagger_from
from parlour.core.personal_data.words import cut, key_of

KINDS = ("", "person", "person", "booking", "")
BUCKETS = 1 << 16


def small(known: tuple[str, ...] = ("ana", "berg")) -> NameTagger:
    """A tagger that takes the words it knows for names: what else they call weighs nothing."""
    names = np.zeros(1 << 12, np.uint8)
    names[name_places(np.array([key_of(name) for name in known], np.uint64), len(names))] = 1
    weights = np.zeros((BUCKETS, len(KINDS)), np.int8)
    for name in known:
        weights[marks(cut([name]), np.zeros(1 << 12, np.uint8), BUCKETS)[0, 0], 1:3] = 100
    between = np.zeros((5, 5), np.float32)
    between[1:3, 2], between[0, 2] = 2, -9
    return tagger_from(
        {
            "kinds": np.array(KINDS),
            "weights": weights,
            "scale": np.array(0.1),
            "bias": np.array([5, 0, 0, -9, -9], np.float32),
            "between": between,
            "opening": np.array([0, 0, -9, 0, 0], np.float32),
            "names": names,
        }
    )


def said(text: str) -> list[str]:
    return [text[datum.start : datum.end] for datum in small().tag([text])[0]]


def test_names_are_told_with_their_places() -> None:
    assert said("I met Ana Berg, then Ana.") == ["Ana Berg", "Ana"]
    assert said("nobody was there") == []


def test_every_word_calls_the_same_number_of_rows() -> None:
    called = marks(cut(["I met Ana", "", "!"]), np.zeros(1 << 12, np.uint8), BUCKETS)
    assert called.shape == (MARKS, 4)
    assert called.min() >= 0
    assert called.max() < BUCKETS


@settings(max_examples=60)
@given(st.lists(st.one_of(st.text(max_size=20), st.sampled_from(["Ana Berg", "hi ana", "\ud800 Ana"])), max_size=8))
def test_a_text_is_tagged_as_it_is_alone_and_in_any_order(texts: list[str]) -> None:
    tagger = small()
    alone = [tagger.tag([text])[0] for text in texts]
    assert tagger.tag(texts) == alone
    assert tagger.tag(texts[::-1]) == alone[::-1]
    for text, data in zip(texts, alone, strict=True):
        edges = [edge for datum in data for edge in (datum.start, datum.end)]
        assert edges == sorted(edges)
        assert all(0 <= datum.start < datum.end <= len(text) and 0 < datum.confidence <= 1 for datum in data)


def test_long_texts_are_tagged_to_their_end() -> None:
    text = "so " * 40_000 + "Ana Berg"
    assert [(datum.start, datum.end) for datum in small().tag([text, text])[1]] == [(120_000, 120_008)]


@settings(max_examples=80)
@given(st.integers(0, 2**32 - 1), st.integers(1, 5))
def test_best_tags_are_the_best_of_all_sequences(seed: int, size: int) -> None:
    random = np.random.default_rng(seed)
    scores = random.normal(size=(size, 4)).astype(np.float32) * 3
    between = random.normal(size=(4, 4)).astype(np.float32)
    opening = random.normal(size=4).astype(np.float32)
    scores[:, 1] += 50  # every word may be told of, so that no window is cut
    tagger = weightless(("", "person", "person", "email"), between, opening)
    found = tagger.best_tags(scores, cut([" ".join("a" * size)]))
    best = max(product(range(4), repeat=size), key=lambda tags: worth(tags, scores, between, opening))
    assert found.tolist() == list(best)


def weightless(kinds: tuple[str, ...], between: NDArray[np.float32], opening: NDArray[np.float32]) -> NameTagger:
    """A tagger that knows the order of tags alone."""
    return NameTagger(kinds, np.zeros((1, 16), np.int16), 1.0, opening * 0, between, opening, np.zeros(1, np.uint8))


def worth(
    tags: tuple[int, ...], scores: NDArray[np.float32], between: NDArray[np.float32], opening: NDArray[np.float32]
) -> float:
    steps = sum(float(between[one, other]) for one, other in pairwise(tags))
    return float(opening[tags[0]]) + steps + sum(float(scores[place, tag]) for place, tag in enumerate(tags))


def test_where_nothing_may_be_told_of_nothing_is() -> None:
    scores = np.array([[9, 0, 0], [9, 0, 8]], np.float32)
    zero = np.zeros((3, 3), np.float32)
    silent = weightless(("", "person", ""), zero, zero[0])
    assert silent.best_tags(scores, cut(["a b"])).tolist() == [0, 0]


def test_a_tag_needs_the_least_its_kind_has() -> None:
    text = "adobe 77 x"
    assert not is_plausible(PersonalDatum("booking", 0, 5, 0.9), text)
    assert is_plausible(PersonalDatum("booking", 0, 8, 0.9), text)
    assert not is_plausible(PersonalDatum("person", 6, 8, 0.9), text)
    assert not is_plausible(PersonalDatum("address", 0, 5, 0.9), text)
    assert not is_plausible(PersonalDatum("phone", 6, 8, 0.9), text)


def test_patterns_keep_their_place_but_a_wider_find_of_their_kind_is_kept() -> None:
    narrow, wide = PersonalDatum("address", 4, 9, 0.9), PersonalDatum("address", 0, 12, 0.6)
    other = PersonalDatum("person", 3, 6, 0.6)
    assert merged((narrow,), [wide]) == (wide,)
    assert merged((narrow,), [other]) == (narrow,)
    assert merged((), [other]) == (other,)


def test_a_name_that_only_i_am_introduces_needs_the_tagger_too() -> None:
    text = "I'm Camera Shy"
    assert [datum.kind for datum in find(text)] == ["person"]
    assert find_all([text], small()) == [()]
    assert [datum.kind for datum in find_all(["I'm Ana Berg"], small())[0]] == ["person"]


def test_without_a_tagger_all_texts_are_searched_by_pattern() -> None:
    texts = ["mail ana@example.org", "", "nothing"]
    assert find_all(texts) == [find(text) for text in texts]


def test_sign_written_as_a_number_is_no_number_of_a_person() -> None:
    text = "so happy &#128514; order 128514;"
    assert not is_plausible(PersonalDatum("account", 11, 17, 0.9), text)
    assert is_plausible(PersonalDatum("account", 25, 31, 0.9), text)
