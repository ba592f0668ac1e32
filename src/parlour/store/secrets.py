"""Channel secrets at rest: encrypted with a key that lives outside the database, rotated by naming several."""

import base64
import hashlib
from functools import cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


class UnreadableSecretError(Exception):
    """A stored channel secret cannot be decrypted: the channel key is not the one it was stored with."""


def seal_secret(secret: str) -> bytes:
    """Encrypt a secret with the newest key; an empty secret stays empty."""
    return _keys().encrypt(secret.encode()) if secret else b""


def open_secret(sealed: bytes) -> str:
    """Decrypt with any known key. Raises UnreadableSecretError saying what to restore."""
    if not sealed:
        return ""
    try:
        return _keys().decrypt(sealed).decode()
    except InvalidToken as error:
        raise UnreadableSecretError(
            "A channel's token cannot be read: PARLOUR_CHANNEL_KEY is not the key it was stored with. "
            "Restore the key, or connect the channel again."
        ) from error


@cache
def _keys() -> MultiFernet:
    given = [part.strip() for part in settings.CHANNEL_SECRET_KEY.split(",") if part.strip()]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(hashlib.sha256(key.encode()).digest())) for key in given])
