"""Limits and names of one make-believe server."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Defaults are those of a production server; times are seconds, sizes are counts unless named bytes."""

    domain: str = "lobby.example"
    base_url: str = "https://lobby.example"
    token_prefix: str = "sim"  # noqa: S105 - tokens of a make-believe network are no secret
    max_characters: int = 500
    characters_per_url: int = 23
    max_media: int = 4
    requests_per_window: int = 300
    request_window: int = 300
    paging_per_window: int = 300
    paging_window: int = 900
    statuses_per_window: int = 300
    status_window: int = 10_800
    idempotency_seconds: int = 3600
    heartbeat_seconds: float = 15.0
    stream_capacity: int = 1000
    max_streams: int = 500
    max_statuses: int = 50_000
    max_notifications: int = 20_000
    max_media_bytes: int = 8_000_000
    max_stored_media: int = 5_000
    max_body_bytes: int = 1_000_000
    filter_direct: bool = False
