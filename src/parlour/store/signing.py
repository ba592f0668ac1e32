"""The key that signs checkpoints: a file outside the database, made once."""

import os
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat


class NoSigningKeyError(Exception):
    """The signing key cannot be read or made; the message says which file to restore."""


@dataclass(frozen=True, slots=True)
class SigningKey:
    """An Ed25519 key; `key_id` is its public half in hex, which is all that is needed to check a signature."""

    private: Ed25519PrivateKey

    @property
    def key_id(self) -> str:
        return self.private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()

    def sign(self, digest: bytes) -> bytes:
        return self.private.sign(digest)


def signing_key(path: Path) -> SigningKey:
    """Read the key, or make it on first use (mode 600). Raises NoSigningKeyError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(Ed25519PrivateKey.generate().private_bytes_raw().hex())
    except FileExistsError:
        pass
    except OSError as error:
        raise NoSigningKeyError(f"{path} cannot be made: {error.strerror}. Make its folder writable.") from error
    try:
        return SigningKey(Ed25519PrivateKey.from_private_bytes(bytes.fromhex(path.read_text().strip())))
    except (OSError, ValueError) as error:
        raise NoSigningKeyError(f"{path} is not a signing key. Restore it from your backup.") from error


def trusted_keys(path: Path) -> frozenset[str]:
    """The public keys whose signatures count: of the present key, and of earlier ones listed in `<path>.before`.

    Whoever can write the database can make a key and sign with it: only keys known outside the database prove anything.
    """
    earlier = path.with_name(path.name + ".before")
    listed = earlier.read_text().split() if earlier.exists() else []
    return frozenset({signing_key(path).key_id, *listed})


def signature_holds(key_id: str, signature: bytes, digest: bytes) -> bool:
    """Whether the owner of `key_id` signed this digest."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(key_id)).verify(signature, digest)
    except (InvalidSignature, ValueError):
        return False
    return True
