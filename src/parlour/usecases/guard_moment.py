"""The moment at which a line of the guard is judged."""

from datetime import UTC, datetime, tzinfo
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from parlour.channels.clock import utc_now
from parlour.usecases.json_lines import BadLine
from parlour.usecases.line_fields import Fields

FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2199


def moment(line: Fields) -> datetime:
    """`now` in `timezone`; without them the present moment in UTC."""
    zone, said = _zone(line), line.text("now")
    if not said:
        return utc_now().astimezone(zone)
    try:
        found = datetime.fromisoformat(said)
    except ValueError as error:
        raise BadLine("invalid_time", "'now' must be an ISO 8601 date and time") from error
    # Days are counted from it in both directions, which the first and last years of all leave no room for.
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise BadLine("invalid_time", f"'now' must be in one of the years from {FIRST_YEAR} to {LAST_YEAR}")
    if found.tzinfo is None:
        return found.replace(tzinfo=zone)
    return found.astimezone(zone) if line.text("timezone") else found


def _zone(line: Fields) -> tzinfo:
    name = line.text("timezone")
    if not name:
        return UTC
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise BadLine("invalid_timezone", "'timezone' must be an IANA name such as Europe/Berlin") from error
