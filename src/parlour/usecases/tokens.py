"""What opens doors: long words nobody can guess, of which only digests are kept."""

import base64
import hmac
import secrets
from hashlib import sha256
from typing import Final

from django.utils.crypto import salted_hmac

SHAPE_LENGTH: Final = 26
_BYTES: Final = 16


def derived(salt: str, value: str) -> str:
    """128 bits as 26 letters that follow from the house's secret key: the same again whenever they are asked for."""
    return _word(salted_hmac(salt, value, algorithm="sha256").digest()[:_BYTES])


def fresh() -> str:
    """128 random bits as 26 letters."""
    return _word(secrets.token_bytes(_BYTES))


def digest(token: str) -> bytes:
    """What is kept of a token. Anything that has not its shape has the digest of nothing."""
    return sha256(token.encode("utf-8", "replace")).digest()


def same(left: bytes, right: bytes) -> bool:
    """Whether two digests are equal, told in the same time for all that are not."""
    return hmac.compare_digest(bytes(left), bytes(right))


def _word(number: bytes) -> str:
    return base64.b32encode(number).decode("ascii").rstrip("=").lower()
