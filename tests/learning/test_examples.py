"""What may be learnt from, and what must not be seen before the end."""

import gzip
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from parlour.learning import readers
from parlour.learning.examples import Example, part_of, sameness, without_leaks


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hello World", "hello, world!"),
        ("pay 100 now", "pay 250 now"),
        ("see http://a.b/c", "see"),
        ("@joe hi", "@ann hi"),
    ],
)
def test_near_duplicates_are_the_same(one: str, other: str) -> None:
    assert sameness(one) == sameness(other)


def test_different_texts_are_not_the_same() -> None:
    assert sameness("card declined") != sameness("card accepted")


def test_parts_are_stable_and_about_as_large_as_asked() -> None:
    parts = [part_of(str(n), dev=10, test=20) for n in range(5000)]
    assert parts == [part_of(str(n), dev=10, test=20) for n in range(5000)]
    assert 0.17 < parts.count("test") / 5000 < 0.23
    assert 0.08 < parts.count("dev") / 5000 < 0.12


def test_test_texts_that_recur_in_train_are_dropped() -> None:
    kept = without_leaks(
        [
            Example("My card!", "a", "train"),
            Example("my card", "a", "test"),
            Example("my other card", "a", "test"),
            Example("My other card.", "b", "test"),
        ]
    )
    assert [(example.text, example.part) for example in kept] == [("My card!", "train"), ("my other card", "test")]


def write(path: Path, rows: Sequence[Mapping[str, object]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with gzip.open(path, "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps(row) + "\n" for row in rows)


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        (["anger"], {"heat": True, "sentiment.negative": True, "sentiment.positive": False}),
        (["joy"], {"heat": False, "sentiment.positive": True, "attack.toxicity": False}),
        (["curiosity"], {"sentiment.neutral": True}),
    ],
)
def test_emotions_become_answers(tmp_path: Path, labels: list[str], expected: dict[str, bool]) -> None:
    for part in ("train", "dev", "test"):
        write(tmp_path / "goemotions" / f"{part}.jsonl.gz", [{"id": "1", "text": "[NAME] said so", "labels": labels}])
    example = next(readers.goemotions(tmp_path))
    assert (example.text, example.part) == ("Alex said so", "train")
    assert example.labels.items() >= expected.items()


def test_mixed_feelings_say_nothing_of_mood(tmp_path: Path) -> None:
    for part in ("train", "dev", "test"):
        write(tmp_path / "goemotions" / f"{part}.jsonl.gz", [{"id": "1", "text": "x", "labels": ["joy", "anger"]}])
    assert set(next(readers.goemotions(tmp_path)).labels) == {"heat", "attack.spam"}


def test_video_comments_are_split_by_video(tmp_path: Path) -> None:
    write(tmp_path / "spam_sms" / "all.jsonl.gz", [])
    videos = [{"video": name, "text": "x", "label": "spam"} for name in ("Psy", "Shakira", "Eminem")]
    write(tmp_path / "spam_youtube" / "all.jsonl.gz", videos)
    assert [example.part for example in readers.spam(tmp_path)] == ["train", "test", "dev"]


def test_cast_is_for_measuring_alone(tmp_path: Path) -> None:
    labels = (
        'labels = {language = "de", complaint = true, heat = 1, sentiment = "negative", toxic = false, spam = false, '
        'sensitive = ["health"]}\n'
    )
    (tmp_path / "01_a.toml").write_text(
        '[[post]]\nid = "a"\ntext = "aua"\n' + labels + '[[reaction]]\ndoes = "delete"\n'
    )
    (example,) = readers.cast(tmp_path)
    assert (example.part, example.language, example.labels["heat"]) == ("test", "de", True)
    assert (example.labels["sensitive.health"], example.labels["sensitive.finance"]) == (True, False)
