"""From sentences to a tagger."""

import numpy as np

from parlour.core.personal_data.tagger import tagger_from
from parlour.learning.names_examples import KINDS, PERSON, TAGS, Names, Sentence
from parlour.learning.names_train import taught

NAMES = Names(("Ana", "Leo"), ("Lopez", "van Dijk"))


def sentences() -> list[Sentence]:
    made = []
    for name in ("Ana", "Leo", "Mira", "Tom", "Ana Lopez", "Kim Berg"):
        text = f"my name is {name} and I wait"
        made.append(Sentence(text, ((11, 11 + len(name), PERSON),)))
        made.append(Sentence(f"thanks {name}", ((7, 7 + len(name), PERSON),)))
    for number in ("1234", "9876", "4444", "5151"):
        made.append(Sentence(f"last four {number}", ((10, 14, TAGS["national_id"]),)))
        made.append(Sentence(f"it cost {number} euros"))
    return made + [Sentence("my parcel is late and I wait"), Sentence("thanks a lot")] * 4


def test_a_tagger_finds_what_it_was_taught() -> None:
    tagger = tagger_from(taught(sentences() * 8, NAMES, seed=1, rounds=12))
    text = "my name is Ana and I wait"
    assert [(datum.kind, text[datum.start : datum.end]) for datum in tagger.tag([text])[0]] == [("person", "Ana")]
    assert [datum.kind for datum in tagger.tag(["last four 7777"])[0]] == ["national_id"]
    assert tagger.tag(["my parcel is late and I wait", "it cost 7777 euros"]) == [(), ()]


def test_arrays_are_small_and_the_same_for_the_same_seed() -> None:
    one, other = (taught(sentences(), NAMES, seed=2, rounds=2) for _ in range(2))
    assert {name: array.tobytes() for name, array in one.items()} == {n: a.tobytes() for n, a in other.items()}
    assert one["weights"].dtype == np.int8
    assert one["weights"].shape == (1 << 16, len(KINDS))
    assert int((one["names"] > 0).sum()) >= 4
