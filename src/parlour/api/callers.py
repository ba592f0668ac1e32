"""Who asks: the key in the header, and how much it may ask for."""

from datetime import datetime
from typing import Final

from django.http import HttpRequest

from parlour.api.replies import Refusal
from parlour.store.models import ApiKey
from parlour.usecases.api_keys import (
    UNITS_A_MINUTE,
    Closed,
    ClosedKeyError,
    UnknownKeyError,
    recognise,
    spend,
)

CLOSED: Final = {
    Closed.REVOKED: "This key was revoked. `parlour api-key make` makes another.",
    Closed.AGENT_LEFT: "The agent this key speaks for does not work here any more. Make a key for somebody who does.",
}


def caller(request: HttpRequest, *, at: datetime) -> ApiKey:
    """The key that asks. Raises Refusal: 401 without a valid one, 403 for one that was closed."""
    scheme, _, presented = request.headers.get("Authorization", "").partition(" ")
    try:
        if scheme.lower() != "bearer":
            raise UnknownKeyError
        return recognise(presented.strip(), at=at)
    except UnknownKeyError:
        told = "Send a valid key in the header: Authorization: Bearer parlour_… `parlour api-key make` makes one."
        raise Refusal(401, "unauthorized", told, WWW_Authenticate="Bearer") from None
    except ClosedKeyError as error:
        raise Refusal(403, error.why.value, CLOSED[error.why]) from None


def take_units(key: ApiKey, units: int, *, at: datetime) -> None:
    """Count what is asked for. Raises Refusal (429) once the key has had all of its minute."""
    if seconds := spend(key, units, at=at):
        told = f"This key has asked for its {UNITS_A_MINUTE} drafts of this minute. Ask again in {seconds} s."
        raise Refusal(429, "too_many", told, Retry_After=str(seconds))
