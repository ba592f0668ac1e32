"""Pictures from elsewhere: an avatar or an attachment, fetched once by its address, with every limit there is.

Neither cookie nor credential nor referrer goes along, nothing is unpacked, and each address a server sends us on to is
judged as the first one was.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

import httpx2

from parlour.channels.http import USER_AGENT, port_errors, where_of
from parlour.channels.port import NotOurs, Rejected
from parlour.channels.reach import Door
from parlour.core.nouns.picture import Picture, picture_in

PORTS: Final = {"http": 80, "https": 443}
FIRST_FREE_PORT: Final = 1024
"""Below it only 80 and 443 are asked: the others speak anything but HTTP."""

MOST_REDIRECTS: Final = 3
LONGEST_ADDRESS: Final = 4000
HEADERS: Final = {
    "User-Agent": USER_AGENT,
    "Accept": "image/webp,image/png,image/jpeg,image/gif",
    "Accept-Encoding": "identity",
}


@dataclass(frozen=True, slots=True)
class Limits:
    """What one picture may cost. `within` is for everything together, redirects included; times are seconds."""

    most_bytes: int
    connect: float = 3.0
    read: float = 5.0
    within: float = 10.0


def origin_of(url: str) -> str:
    """Scheme, host and port of a web address, `https://social.example:443`; "" when it is none that we would ask."""
    try:
        parts = httpx2.URL(url) if len(url) <= LONGEST_ADDRESS else httpx2.URL("")
    except httpx2.InvalidURL:
        return ""
    port = parts.port or PORTS.get(parts.scheme, 0)
    usual = port in PORTS.values() or port >= FIRST_FREE_PORT
    if parts.scheme not in PORTS or not parts.host or parts.userinfo or not usual:
        return ""
    return f"{parts.scheme}://{parts.host.lower().rstrip('.')}:{port}"


def fetch_picture(url: str, limits: Limits, *, own: Collection[str] = ()) -> Picture:
    """Fetch one picture. `own` are the origins (`origin_of`) that may stand in a private network: our own servers.

    Raises Rejected where we must not ask or are refused, NotOurs for what is no picture or too large, and Retryable
    when the server itself does not answer in time.
    """
    doors = {allowed: Door(allow_private=allowed, within=limits.within) for allowed in (False, True)}
    try:
        for _ in range(1 + MOST_REDIRECTS):
            origin = origin_of(url)
            if not origin:
                raise Rejected("The address of the picture is not one that is fetched.")
            found = _ask(url, limits, doors[origin in own])
            if isinstance(found, Picture):
                return found
            url = found
    finally:
        for door in doors.values():
            door.close()
    raise Rejected(f"The picture's server sent us on more than {MOST_REDIRECTS} times.")


def _ask(url: str, limits: Limits, door: Door) -> Picture | str:
    """The picture, or the address where it is said to be. No client remembers a cookie: each hop is a bare request."""
    timeout = httpx2.Timeout(limits.read, connect=limits.connect)
    request = httpx2.Request("GET", url, headers=HEADERS, extensions={"timeout": timeout.as_dict()})
    where = where_of(request)
    with port_errors(where):
        response = door.handle_request(request)
        try:
            if response.status_code in {301, 302, 303, 307, 308}:
                return _further(request, response)
            if response.status_code != httpx2.codes.OK:
                raise Rejected(f"{where} answered {response.status_code}.")
            return _read(response, limits.most_bytes, where)
        finally:
            response.close()


def _further(request: httpx2.Request, response: httpx2.Response) -> str:
    try:
        return str(request.url.join(response.headers.get("location", "")))
    except httpx2.InvalidURL as error:
        raise Rejected(f"{where_of(request)} sent us to an address that is none.") from error


def _read(response: httpx2.Response, most_bytes: int, where: str) -> Picture:
    """The body, counted while it comes: what a server says of its length is believed only when it is too much."""
    said = response.headers.get("content-length", "")
    if response.headers.get("content-encoding", "identity").strip().lower() not in {"", "identity"}:
        raise NotOurs(f"{where} packs its answer although we asked it not to.")
    if said.isdecimal() and int(said) > most_bytes:
        raise NotOurs(f"{where} is larger than {most_bytes} bytes.")
    body = bytearray()
    for part in response.iter_raw():
        body += part
        if len(body) > most_bytes:
            raise NotOurs(f"{where} is larger than {most_bytes} bytes.")
    picture = picture_in(bytes(body))
    if picture is None:
        raise NotOurs(f"{where} is not a JPEG, PNG, GIF or WebP picture.")
    return picture
