"""Calls held back before a network's limit is hit, and the time it names when it was."""

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from threading import Lock

from parlour.channels.port import RateLimited
from parlour.channels.tamed import parse_time

FALLBACK_WAIT = timedelta(seconds=60)
"""When a network says "too many" and not until when."""

MAX_WAIT = timedelta(hours=3)
"""The longest wait believed: the longest window among the limits known here."""

RESERVED_SHARE = 10
"""Calls that can wait leave one in this many of the network's limit to those that cannot."""


@dataclass(frozen=True, slots=True)
class Allowance:
    """At most `calls` in any `seconds`, unless the network tells otherwise.

    `yields` when these calls leave a reserve to more urgent ones.
    """

    calls: int
    seconds: int
    yields: bool = False


@dataclass(slots=True)
class _Ledger:
    """What is known about one kind of call: when ours went out, and what the network last said."""

    sent: deque[datetime]
    remaining: int = 0
    limit: int = 0
    reset: datetime | None = None


class Budget:
    """The calls of one account, by kind; may be shared by threads. `clock` returns an aware UTC time."""

    def __init__(self, allowances: Mapping[str, Allowance], clock: Callable[[], datetime]) -> None:
        self._allowances = allowances
        self._ledgers = {kind: _Ledger(deque(maxlen=each.calls)) for kind, each in allowances.items()}
        self._lock = Lock()
        self.clock = clock

    def spend(self, kind: str) -> None:
        """Count a call of a kind about to be made. Raises RateLimited instead when it would go over the limit.

        What the network last said counts; where it says nothing, or its window is over, the allowance does.
        """
        now, allowance, ledger = self.clock(), self._allowances[kind], self._ledgers[kind]
        with self._lock:
            self._spend(kind, allowance, ledger, now)

    def learn(self, kind: str, headers: Mapping[str, str]) -> None:
        """Remember what an answer says about the calls left (X-RateLimit-Limit, -Remaining, -Reset)."""
        ledger, now = self._ledgers[kind], self.clock()
        remaining, limit = headers.get("x-ratelimit-remaining", ""), headers.get("x-ratelimit-limit", "")
        reset = _reset(headers, now)
        if is_number(remaining) and reset is not None:
            with self._lock:
                ledger.remaining, ledger.reset = int(remaining), reset
                ledger.limit = int(limit) if is_number(limit) else 0

    def _spend(self, kind: str, allowance: Allowance, ledger: _Ledger, now: datetime) -> None:
        window = timedelta(seconds=allowance.seconds)
        while ledger.sent and ledger.sent[0] <= now - window:
            ledger.sent.popleft()
        if ledger.reset is not None and ledger.reset > now:
            reserve = ledger.limit // RESERVED_SHARE if allowance.yields else 0
            if ledger.remaining <= reserve:
                raise _held(kind, ledger.reset)
            ledger.remaining -= 1
        elif len(ledger.sent) >= allowance.calls:
            raise _held(kind, ledger.sent[0] + window)
        ledger.sent.append(now)


def retry_at(headers: Mapping[str, str], now: datetime) -> datetime:
    """When the network wants to be asked again (UTC): Retry-After, else X-RateLimit-Reset, else in a minute.

    Reset times are by the network's clock; its Date header tells how far that is from `now`. Never in the past and
    never more than three hours ahead, whatever the header says.
    """
    at = _retry_after(headers, now) or _reset(headers, now) or now + FALLBACK_WAIT
    return min(max(at, now + timedelta(seconds=1)), now + MAX_WAIT)


def retry_seconds(headers: Mapping[str, str], now: datetime, *, default: float) -> float:
    """Seconds to wait before the same call may work again."""
    at = _retry_after(headers, now)
    return default if at is None else min(max((at - now).total_seconds(), 1.0), MAX_WAIT.total_seconds())


def is_number(text: str) -> bool:
    """Whether a header is a whole number of a believable length."""
    return text.isascii() and text.isdigit() and len(text) <= 12


def _held(kind: str, at: datetime) -> RateLimited:
    return RateLimited(f"No more {kind} calls until {at:%H:%M:%S} UTC: the network's limit is used up.", retry_at=at)


def _retry_after(headers: Mapping[str, str], now: datetime) -> datetime | None:
    value = headers.get("retry-after", "").strip()
    if is_number(value):
        return now + timedelta(seconds=min(int(value), MAX_WAIT.total_seconds()))
    at = _http_date(value)
    return at - _skew(headers, now) if at else None


def _reset(headers: Mapping[str, str], now: datetime) -> datetime | None:
    """X-RateLimit-Reset in its dialects: an ISO 8601 instant, seconds since 1970, or seconds from now."""
    value = headers.get("x-ratelimit-reset", "").strip()
    if not is_number(value):
        at = parse_time(value)
        return _shifted(at, _skew(headers, now)) if at else None
    seconds = int(value)
    if seconds < 1_000_000_000:
        return now + timedelta(seconds=min(seconds, MAX_WAIT.total_seconds()))
    return _shifted(datetime.fromtimestamp(min(seconds, 9_999_999_999), UTC), _skew(headers, now))


def _shifted(at: datetime, skew: timedelta) -> datetime | None:
    try:
        return at - skew
    except OverflowError:
        return None


def _skew(headers: Mapping[str, str], now: datetime) -> timedelta:
    """How far the network's clock is ahead of ours."""
    there = _http_date(headers.get("date", ""))
    return there - now if there else timedelta(0)


def _http_date(value: str) -> datetime | None:
    try:
        at = parsedate_to_datetime(value)
        return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
