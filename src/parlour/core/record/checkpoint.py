"""What a checkpoint says: which events it covers, the heads of the streams they moved, and what came before."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from parlour.core.record.chain import merkle_root


@dataclass(frozen=True, slots=True)
class Statement:
    """The content a checkpoint signs. It covers the events numbered (first, last]; `prev` is the hash before."""

    first: int
    last: int
    events: int
    root: bytes
    prev: bytes
    at: datetime
    key_id: str

    def hash(self) -> bytes:
        """SHA-256 over every field."""
        words = (
            f"{self.first} {self.last} {self.events} {self.at.astimezone(UTC).isoformat(timespec='microseconds')} "
            f"{self.key_id} "
        )
        return hashlib.sha256(b"parlour checkpoint " + words.encode() + self.root + self.prev).digest()


def heads_root(heads: Mapping[str, tuple[int, bytes]]) -> bytes:
    """Merkle root over the last (seq, hash) of each stream, streams in code point order."""
    leaves = [
        hashlib.sha256(len(name).to_bytes(4) + name + seq.to_bytes(8) + digest).digest()
        for name, (seq, digest) in sorted((stream.encode(), head) for stream, head in heads.items())
    ]
    return merkle_root(leaves)
