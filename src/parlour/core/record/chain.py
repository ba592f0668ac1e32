"""How an event is hashed, so that no column of it can change unseen."""

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import Final, NamedTuple

NOTHING: Final = bytes(32)  # the `prev` of a stream's first event, and of the first checkpoint


class ChainedEvent(NamedTuple):
    """One event of a stream with everything its hash covers. Digests are 32 bytes."""

    brand: int
    stream: str
    seq: int
    actor: str
    verb: str
    cause: str
    at: datetime
    payload_digest: bytes
    prev: bytes

    def hash(self) -> bytes:
        """SHA-256 over all columns, each preceded by its length, so that no two rows share a preimage."""
        brand, stream, seq, actor, verb, cause, at, digest, prev = self
        words = (str(brand), stream, str(seq), actor, verb, cause, _moment(at))
        columns = [*map(str.encode, words), digest, prev]
        return hashlib.sha256(b"".join([len(column).to_bytes(4) + column for column in columns])).digest()


@lru_cache(maxsize=64)
def _moment(at: datetime) -> str:
    """Events written together share their moment, and it takes longer to write than all else."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def payload_digest(salt: bytes, body: bytes) -> bytes:
    """SHA-256 of salt and body: once both are erased the digest tells nobody anything."""
    return hashlib.sha256(salt + body).digest()


def merkle_root(leaves: Sequence[bytes]) -> bytes:
    """Merkle root of 32-byte leaves (RFC 6962 domain separation); of no leaves: SHA-256 of nothing."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    level = [hashlib.sha256(b"\x00" + leaf).digest() for leaf in leaves]
    while len(level) > 1:
        odd = [level[-1]] if len(level) % 2 else []
        pairs = zip(level[0::2], level[1::2], strict=False)
        level = [hashlib.sha256(b"\x01" + left + right).digest() for left, right in pairs] + odd
    return level[0]
