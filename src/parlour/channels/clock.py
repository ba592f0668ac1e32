"""The clock channels read unless they are given another."""

from datetime import UTC, datetime


def utc_now() -> datetime:
    """Now, with its offset (UTC)."""
    return datetime.now(UTC)
