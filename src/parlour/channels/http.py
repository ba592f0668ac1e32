"""The only door out: every request to a network passes here, with a limit on time, size and reach."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

import httpx2

from parlour.channels.budget import Allowance, Budget, retry_at, retry_seconds
from parlour.channels.clock import utc_now
from parlour.channels.port import NeedsReauth, NotOurs, PortError, RateLimited, Rejected, Retryable
from parlour.channels.reach import Door
from parlour.channels.tamed import parse_json

CONNECT_SECONDS = 5.0
READ_SECONDS = 20.0
WRITE_SECONDS = 20.0
TOTAL_SECONDS = 60.0
"""A whole answer, however steadily it drips."""

SILENCE_SECONDS = 40.0
"""A live stream without a single byte for so long is dead; Mastodon's heartbeat comes every 15 s."""

MAX_ANSWER_BYTES = 8 * 1024 * 1024
MAX_EVENT_BYTES = 1024 * 1024
SERVER_WAIT_SECONDS = 10.0
SHOWN_REASON = 300
USER_AGENT = "Parlour"
NO_LIMIT = {"": Allowance(calls=10_000, seconds=60)}

ERROR_OF_STATUS: Mapping[int, type[PortError]] = {401: NeedsReauth, 408: Retryable, 425: Retryable, 429: RateLimited}
ERROR_OF_CLASS: Mapping[int, type[PortError]] = {4: Rejected, 5: Retryable}
"""What an unhappy status means when it has no line of its own; 1xx and 3xx are NotOurs."""

ADVICE: Mapping[type[PortError], str] = {NeedsReauth: " The access was revoked or has run out: reconnect this account."}
ABSENT = (404, 410)

Judge = Callable[[int, str], PortError | None]
"""A network's own reading of (status, message of the error); None leaves it to the tables."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer, the place it came from, and its Link header by relation."""

    body: bytes
    where: str
    links: Mapping[str, str] = field(default_factory=dict)

    def json(self) -> object:
        """The body as JSON. Raises NotOurs."""
        return parse_json(self.body, self.where)


class Client:
    """Requests to one server. Safe to use from one thread at a time; `close` when done."""

    def __init__(self, http: httpx2.Client, budget: Budget, judge: Judge) -> None:
        self._http = http
        self._budget = budget
        self._judge = judge

    def get(self, path: str, params: Mapping[str, Any] | None = None, *, kind: str = "") -> Answer:
        """Ask for something. Raises the five port errors."""
        response, answer = self._ask(self._http.build_request("GET", path, params=params), kind)
        return self._happy(response, answer)

    def find(self, path: str, params: Mapping[str, Any] | None = None, *, kind: str = "") -> Answer | None:
        """As `get`, or None when the server has no such thing (404, 410)."""
        response, answer = self._ask(self._http.build_request("GET", path, params=params), kind)
        return None if response.status_code in ABSENT else self._happy(response, answer)

    def post(
        self, path: str, form: Mapping[str, Any], *, headers: Mapping[str, str] | None = None, kind: str = ""
    ) -> Answer:
        """Change something. Raises the five port errors; Retryable tells whether it may have been done."""
        response, answer = self._ask(self._http.build_request("POST", path, data=dict(form), headers=headers), kind)
        return self._happy(response, answer)

    def lines(self, path: str, *, silence: float = SILENCE_SECONDS) -> Iterator[bytes]:
        """The lines of a live stream, without their ends, until it ends. Raises Retryable when it falls silent."""
        timeout = httpx2.Timeout(READ_SECONDS, connect=CONNECT_SECONDS, read=silence)
        request = self._http.build_request("GET", path, timeout=timeout, headers={"Accept": "text/event-stream"})
        with port_errors(where_of(request)):
            response = self._http.send(request, stream=True)
            try:
                if not response.is_success:
                    raise self._error(response, Answer(_read(response, where_of(request)), where_of(request)))
                yield from _split(response.iter_bytes(), where_of(request))
            finally:
                response.close()

    def close(self) -> None:
        """Let go of the connections."""
        self._http.close()

    def _ask(self, request: httpx2.Request, kind: str) -> tuple[httpx2.Response, Answer]:
        self._budget.spend(kind)
        where = where_of(request)
        with port_errors(where):
            response = self._http.send(request, stream=True)
            try:
                self._budget.learn(kind, response.headers)
                body = _read(response, where)
            finally:
                response.close()
        links = {rel: link.get("url", "") for rel, link in response.links.items() if rel}
        return response, Answer(body, where, links)

    def _happy(self, response: httpx2.Response, answer: Answer) -> Answer:
        if not response.is_success:
            raise self._error(response, answer)
        return answer

    def _error(self, response: httpx2.Response, answer: Answer) -> PortError:
        status, headers, now = response.status_code, response.headers, self._budget.clock()
        message = f"{answer.where} answered {status}{reason_in(answer.body)}"
        judged = self._judge(status, message)
        if judged is not None:
            return judged
        kind = ERROR_OF_STATUS.get(status) or ERROR_OF_CLASS.get(status // 100, NotOurs)
        if kind is RateLimited:
            at = retry_at(headers, now)
            return RateLimited(f"{message}. Trying again after {at:%H:%M:%S} UTC.", retry_at=at)
        if kind is Retryable:
            return Retryable(message, after=retry_seconds(headers, now, default=SERVER_WAIT_SECONDS))
        if kind is NotOurs:
            target = headers.get("location", "")[:SHOWN_REASON]
            return NotOurs(f"{message}, which leads to {target!r}. Connect the account with that address.")
        return kind(f"{message}.{ADVICE.get(kind, '')}")


def open_client(
    base_url: str,
    *,
    headers: Mapping[str, str] | None = None,
    transport: httpx2.BaseTransport | None = None,
    allow_private: bool = False,
    budget: Budget | None = None,
    judge: Judge = lambda _status, _message: None,
) -> Client:
    """A client for the server at `base_url` (https; http only with `allow_private`); opens nothing yet.

    `allow_private` lets it reach private and loopback addresses. `transport` replaces the network (tests).
    Raises ValueError for an address that is none.
    """
    url = check_base_url(base_url, allow_private=allow_private)
    http = httpx2.Client(
        base_url=url,
        headers={"User-Agent": USER_AGENT, **(headers or {})},
        timeout=httpx2.Timeout(READ_SECONDS, connect=CONNECT_SECONDS, write=WRITE_SECONDS),
        follow_redirects=False,
        trust_env=False,
        transport=transport or Door(allow_private=allow_private),
    )
    return Client(http, budget or Budget(NO_LIMIT, utc_now), judge)


def check_base_url(base_url: str, *, allow_private: bool) -> str:
    """The address of a server without what follows its path. Raises ValueError with what to write instead."""
    try:
        url = httpx2.URL(base_url)
    except httpx2.InvalidURL as error:
        raise ValueError(f"{base_url!r} is not a web address: {error}.") from error
    schemes = ("https", "http") if allow_private else ("https",)
    if url.scheme not in schemes or not url.host or url.userinfo:
        raise ValueError(f'{base_url!r} is not usable as a server. Write it like "https://social.example".')
    return str(url.copy_with(query=None, fragment=None)).rstrip("/")


def where_of(request: httpx2.Request) -> str:
    """A request as shown in errors: no query and no headers, so no secret."""
    return f"{request.method} {request.url.host}{request.url.path}"


def reason_in(body: bytes) -> str:
    """The reason a server gives in its JSON, short and without control characters; "" without one."""
    try:
        found = parse_json(body, "")
    except NotOurs:
        return ""
    reason = found.get("error_description") or found.get("error") if isinstance(found, dict) else None
    if not isinstance(reason, str):
        return ""
    return f" ({''.join(c for c in reason if c.isprintable())[:SHOWN_REASON]})"


@contextmanager
def port_errors(where: str) -> Iterator[None]:
    """Turn what can go wrong on the way into the port's errors."""
    try:
        yield
    except (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.PoolTimeout) as error:
        raise Retryable(f"{where}: no connection ({error or type(error).__name__}).", maybe_done=False) from error
    except httpx2.DecodingError as error:
        raise NotOurs(f"{where}: the answer is damaged ({error}).") from error
    except httpx2.TimeoutException as error:
        raise Retryable(f"{where}: no answer in time.") from error
    except httpx2.HTTPError as error:
        raise Retryable(f"{where}: the connection broke ({error or type(error).__name__}).") from error


def _read(response: httpx2.Response, where: str) -> bytes:
    until = monotonic() + TOTAL_SECONDS
    body = bytearray()
    for part in response.iter_bytes():
        body += part
        if len(body) > MAX_ANSWER_BYTES:
            raise NotOurs(f"{where}: the answer is larger than {MAX_ANSWER_BYTES // 1024 // 1024} MiB.")
        if monotonic() > until:
            raise Retryable(f"{where}: the answer took longer than {TOTAL_SECONDS:.0f} s.")
    return bytes(body)


def _split(parts: Iterator[bytes], where: str) -> Iterator[bytes]:
    held = b""
    for part in parts:
        *lines, held = (held + part).split(b"\n")
        if len(held) > MAX_EVENT_BYTES:
            raise NotOurs(f"{where}: a line of the stream is larger than {MAX_EVENT_BYTES // 1024} KiB.")
        for line in lines:
            yield line.removesuffix(b"\r")
