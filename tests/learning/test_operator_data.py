"""An operator's own posts: any subset of the labels, in either shape; what cannot be read is told with its line."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from parlour.learning.operator_data import MEASURED, OwnData, UnusablePosts, lines, read
from parlour.learning.own_posts import INTENTS, MOODS, SENSITIVE, TOPICS, answers, labelled

GOOD = {"id": "1", "text": "my card is gone", "labels": {"heat": True}}


def found(folder: Path, rows: list[Any]) -> OwnData:
    text = "\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows)
    (folder / "posts.jsonl").write_text(text, encoding="utf-8")
    return read(folder)


def labels(folder: Path, **fields: Any) -> Mapping[str, float]:
    return found(folder, [{"text": "my card is gone", **fields}]).examples[0].labels


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"heat": True}, {"heat": True}),
        ({"heat": 0.5, "complaint": 0.49, "one_reply": 0}, {"heat": True, "complaint": False, "one_reply": False}),
        ({"sensitive.health": False, "topics.app": True}, {"sensitive.health": False, "topics.app": True}),
        ({"sentiment.negative": True}, {f"sentiment.{name}": name == "negative" for name in MOODS}),
        ({"intent.refund": 1.0, "intent.talk": False}, {f"intent.{name}": name == "refund" for name in INTENTS}),
        ({"intent.refund": False, "heat": False}, {"heat": False}),
    ],
    ids=["yes", "numbers", "dotted", "mood", "intent", "lone no of a family"],
)
def test_corrections_answer_output_by_output(
    tmp_path: Path, given: dict[str, object], expected: dict[str, object]
) -> None:
    assert labels(tmp_path, labels=given) == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"heat": 2}, {"heat": True}),
        ({"heat": 0, "complaint": False}, {"heat": False, "complaint": False}),
        ({"urgency": 1}, {"urgency": False}),
        ({"sensitive": ["health"]}, {f"sensitive.{name}": name == "health" for name in SENSITIVE}),
        ({"topics": []}, {f"topics.{name}": False for name in TOPICS}),
        ({"toxic": True, "threat": False, "spam": False}, {"attack.toxicity": 1, "attack.threat": 0, "attack.spam": 0}),
        ({"polite": -1, "one_reply": True}, {"politeness": False, "one_reply": True}),
        ({"polite": 0, "heat": 1}, {"heat": True}),
    ],
)
def test_labels_of_the_guide_answer_what_they_ask(
    tmp_path: Path, fields: dict[str, object], expected: dict[str, object]
) -> None:
    assert labels(tmp_path, **fields) == expected


def test_posts_that_ship_are_read_as_they_are_there(tmp_path: Path) -> None:
    shipped = [label for label in labelled("held") if "intent" in label][:40]
    held = found(tmp_path, shipped)
    assert held.rejected == ()
    assert [example.labels for example in held.examples] == [answers(label) for label in shipped]
    assert [example.language for example in held.examples] == [label["language"] for label in shipped]


@pytest.mark.parametrize(
    ("row", "code", "words"),
    [
        ("{", "invalid_json", "not JSON"),
        ("[]", "not_an_object", "not an object"),
        ({"labels": {"heat": True}}, "missing_field", "'text'"),
        ({"text": " ", "labels": {"heat": True}}, "wrong_type", "'text'"),
        ({"text": "a", "language": 3, "heat": 1}, "wrong_type", "'language'"),
        ({"id": [], "text": "a", "heat": 1}, "wrong_type", "'id'"),
        ({"text": "a"}, "no_label", "no label is answered"),
        ({"text": "a", "labels": {}}, "no_label", "no label is answered"),
        ({"text": "a", "labels": {"intent.talk": False}}, "no_label", "no label is answered"),
        ({"text": "a", "labels": ["heat"]}, "wrong_type", "must be an object"),
        ({"text": "a", "labels": {"heat": 1.1}}, "wrong_type", "from 0 to 1"),
        ({"text": "a", "labels": {"heat": "yes"}}, "wrong_type", "from 0 to 1"),
        ({"text": "a", "labels": {"anger": True}}, "unknown_output", "'anger' is no output"),
        ({"text": "a", "labels": {"intent.talk": True, "intent.idea": True}}, "contradiction", "cannot both"),
        ({"text": "a", "heat": 3}, "wrong_type", "'heat' must be a whole number from 0 to 2"),
        ({"text": "a", "heat": True}, "wrong_type", "whole number"),
        ({"text": "a", "complaint": 1}, "wrong_type", "true or false"),
        ({"text": "a", "intent": "nope"}, "unknown_value", "'nope'"),
        ({"text": "a", "topics": "app"}, "wrong_type", "must be a list"),
        ({"text": "a", "sensitive": ["wealth"]}, "unknown_value", "'wealth'"),
        ({"text": "a", "sentiment": []}, "unknown_value", "known are negative"),
        ({"text": "a", "angry": True}, "unknown_label", "'angry' is no label"),
    ],
)
def test_bad_line_is_told_and_the_rest_is_read(tmp_path: Path, row: Any, code: str, words: str) -> None:
    held = found(tmp_path, [GOOD, "", row])
    assert [(name, bad.line, bad.code) for name, bad in held.rejected] == [("posts.jsonl", 3, code)]
    assert words in held.rejected[0][1].message
    assert len(held.examples) == 1
    assert list(lines(held))[1].startswith("posts.jsonl, line 3: ")


def test_some_posts_are_measured_on_and_near_duplicates_stay_together(tmp_path: Path) -> None:
    words = [one * 3 + other * 2 for one in "abcdefghijklmnopqrst" for other in "uvwxyz"]
    rows = [{"text": f"{word} is broken", "heat": 1} for word in words]
    parts = [example.part for example in found(tmp_path, rows).examples]
    assert 0.5 * MEASURED < 100 * parts.count("test") / len(parts) < 1.5 * MEASURED
    same = found(tmp_path, [{"text": f"{n}: MY card is gone!", "heat": 1} for n in range(20)]).examples
    assert len({example.part for example in same}) == 1


def test_all_files_of_the_folder_are_read_in_order(tmp_path: Path) -> None:
    for name in ("b", "a"):
        (tmp_path / f"{name}.jsonl").write_text(json.dumps({"text": f"post of {name}", "heat": 1}) + "\n")
    assert [(example.key, example.source) for example in read(tmp_path).examples] == [
        ("a.jsonl:1", "yours"),
        ("b.jsonl:1", "yours"),
    ]


@pytest.mark.parametrize(("files", "words"), [([], "no .jsonl file"), ([""], "is empty"), (["{"], "line 1: not JSON")])
def test_folder_without_a_usable_post_says_why(tmp_path: Path, files: list[str], words: str) -> None:
    for content in files:
        (tmp_path / "posts.jsonl").write_text(content)
    with pytest.raises(UnusablePosts, match=words):
        read(tmp_path)
