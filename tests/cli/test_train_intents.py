"""`parlour train --intents NAME FILE`, and `parlour triage --intents` with what it wrote."""

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from parlour.cli import train, triage
from parlour.cli.errors import CannotDo
from parlour.knowledge.triage.schemes import UnusableScheme, load_scheme

TEXTS = {
    "card": ["where is my card", "card not here", "my new card is late", "did you post the card", "still no card"],
    "transfer": ["transfer failed", "my transfer is stuck", "the transfer is late", "no transfer yet", "transfer lost"],
}
ROWS = [{"text": text, "label": label} for label, texts in TEXTS.items() for text in texts]


def trained(*arguments: str | Path) -> int:
    parser = argparse.ArgumentParser()
    train.add_arguments(parser)
    return train.run(parser.parse_args([*map(str, arguments)]))


def triaged(*arguments: str | Path) -> int:
    parser = argparse.ArgumentParser()
    triage.add_arguments(parser)
    return triage.run(parser.parse_args([*map(str, arguments)]))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a scheme that was learnt from ROWS."""
    made = tmp_path_factory.mktemp("scheme")
    (made / "rows.jsonl").write_text("\n".join(map(json.dumps, ROWS)))
    assert trained("--intents", "bank", made / "rows.jsonl", "-o", made) == 0
    return made


def answers(folder: Path, texts: list[Any], *flags: str) -> list[dict[str, Any]]:
    lines = [json.dumps({"id": str(i), "text": text, "addressed": i != 2}) for i, text in enumerate(texts)]
    (folder / "in.jsonl").write_text("\n".join(lines))
    assert triaged(folder / "in.jsonl", "-o", folder / "out.jsonl", "--intents", folder / "bank.npz", *flags) == 0
    return [json.loads(line) for line in (folder / "out.jsonl").read_text().splitlines()]


def test_scheme_card_and_figures_are_written(folder: Path) -> None:
    assert sorted(path.name for path in folder.glob("bank.*")) == ["bank.json", "bank.md", "bank.npz"]
    measured = json.loads((folder / "bank.json").read_text())
    assert (measured["texts"], measured["labels"], measured["held_back"]) == (10, 2, 10)
    both = measured["readings"][0]
    assert 0 <= both["low"] <= both["accuracy"] <= both["high"] <= 1
    assert both["ece"] is None
    assert f"Model `{measured['model']}`" in (folder / "bank.md").read_text()


def test_file_of_a_scheme_is_small_and_needs_no_pickle(folder: Path) -> None:
    with np.load(folder / "bank.npz", allow_pickle=False) as held:
        assert (str(held["scheme"]), held["labels"].tolist()) == ("bank", ["card", "transfer"])
        assert {held[name].dtype for name in ("weights", "hidden_weights", "answer_weights")} == {np.dtype(np.int8)}
    assert (folder / "bank.npz").stat().st_size < 100_000


def test_same_rows_write_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    assert trained("--intents", "bank", folder / "rows.jsonl", "-o", tmp_path) == 0
    assert (tmp_path / "bank.npz").read_bytes() == (folder / "bank.npz").read_bytes()


def test_triage_speaks_of_the_scheme(folder: Path) -> None:
    told = answers(folder, ["is my card on its way?", "the transfer is late again", "no card"])
    assert [answer["intent"]["label"] for answer in told] == ["card", "transfer", "card"]
    assert {answer["intent"]["scheme"] for answer in told} == {"bank"}
    assert all(0.5 <= answer["intent"]["p"] <= 1 for answer in told)
    assert told[0]["model"].endswith(json.loads((folder / "bank.json").read_text())["model"])


def test_fast_is_the_linear_reading_alone(folder: Path) -> None:
    texts = ["is my card on its way?", "the transfer is late again", "no card"]
    both, fast = answers(folder, texts), answers(folder, texts, "--fast")
    assert [one["intent"]["p"] != other["intent"]["p"] for one, other in zip(both, fast, strict=True)] == [
        *(True, True),
        False,
    ], "the third was not said to the company"


def test_parquet_tells_the_same_and_nothing_of_what_has_no_text(folder: Path) -> None:
    texts = ["is my card on its way?", None, "no card"]
    table = pa.table({"id": ["0", "1", "2"], "text": texts, "addressed": [True, True, False]})
    pq.write_table(table, folder / "in.parquet")
    flags = ("--format", "parquet", "--intents", folder / "bank.npz")
    assert triaged(folder / "in.parquet", "-o", folder / "out.parquet", *flags) == 0
    rows = pq.read_table(folder / "out.parquet").to_pylist()
    told = answers(folder, ["is my card on its way?", "", "no card"])
    assert rows[1]["intent"] is None
    for row, answer in ((rows[0], told[0]), (rows[2], told[2])):
        assert row["intent"] | {"p": round(row["intent"]["p"], 4)} == answer["intent"]
        assert row["model"] == answer["model"]


def test_rejected_rows_are_listed_and_the_rest_is_learnt(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "rows.csv").write_text("text,label\n" + "".join(f"{r['text']},{r['label']}\n" for r in ROWS) + "hm,\n")
    assert trained("--intents", "bank", tmp_path / "rows.csv", "-o", tmp_path) == 1
    listed = [json.loads(line) for line in (tmp_path / "bank.rejected.jsonl").read_text().splitlines()]
    assert listed == [{"line": 12, "code": "empty", "message": "'label' is empty"}]
    assert "1 rows were rejected, the first in line 12" in capsys.readouterr().out
    assert load_scheme(tmp_path / "bank.npz", fast=True).labels == ("card", "transfer")


def test_list_of_rejected_rows_of_an_earlier_run_goes(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "bank.rejected.jsonl").write_text("{}")
    assert trained("--intents", "bank", folder / "rows.jsonl", "-o", tmp_path) == 0
    assert not (tmp_path / "bank.rejected.jsonl").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--intents", "care", "rows.jsonl", "-o", "."], "the scheme that ships"),
        (["--intents", "../x", "rows.jsonl", "-o", "."], "cannot name a scheme"),
        (["--intents", "bank", "absent.jsonl", "-o", "."], "absent.jsonl: No such file"),
        (["--intents", "bank", "empty.jsonl", "-o", "."], "the file is empty"),
        (["--intents", "bank", "rows.jsonl", "-o", "absent"], "absent: no such folder"),
        (["--intents", "bank", "rows.jsonl", "-o", ".", "--scenes", "."], "leave out DATA_DIR"),
        ([".", "--intents", "bank", "rows.jsonl", "-o", "."], "leave out DATA_DIR"),
        (["-o", "."], "--intents NAME FILE"),
        ([".", "-o", "."], "not there. DATA_DIR holds a folder for each data set"),
        ([".", "--scenes", ".", "-o", ".", "--keep-trunk"], "name its --base too"),
    ],
)
def test_unusable_arguments_say_what_to_do(
    folder: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], words: str
) -> None:
    (folder / "empty.jsonl").touch()
    monkeypatch.chdir(folder)
    with pytest.raises(CannotDo, match=words):
        trained(*arguments)


@pytest.mark.parametrize("content", [b"", b"no scheme", b"PK\x03\x04broken"])
def test_other_files_are_no_schemes(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes
) -> None:
    (tmp_path / "bank.npz").write_bytes(content)
    assert triaged(folder / "in.jsonl", "--fast", "--intents", tmp_path / "bank.npz") == 2
    assert "not a scheme that parlour train --intents wrote" in capsys.readouterr().err
    assert triaged(folder / "in.jsonl", "--fast", "--intents", tmp_path / "absent.npz") == 2
    assert "absent.npz: No such file" in capsys.readouterr().err


def test_scheme_over_another_encoder_is_refused_but_for_its_fast_reading(folder: Path, tmp_path: Path) -> None:
    with np.load(folder / "bank.npz", allow_pickle=False) as held:
        arrays = dict(held) | {"encoder": np.array("0" * 32)}
    np.savez(tmp_path / "bank.npz", allow_pickle=False, **arrays)
    with pytest.raises(UnusableScheme, match="another encoder"):
        load_scheme(tmp_path / "bank.npz")
    assert load_scheme(tmp_path / "bank.npz", fast=True).closer is None
