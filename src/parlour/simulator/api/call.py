"""One call of the API: who asks, with which parameters, within which quota; and how the answer is written."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from parlour.simulator.api.params import Params, read_params
from parlour.simulator.errors import Refused, too_many
from parlour.simulator.faults import FaultBox
from parlour.simulator.network import Account, Network, Page
from parlour.simulator.network.access import Token
from parlour.simulator.network.limits import Quota, Window
from parlour.simulator.player import Player


class Who(Enum):
    """Who may call."""

    ANYONE = "anyone"
    CLIENT = "client"
    USER = "user"


class Site:
    """What every call needs: the network, its faults, its player, and the request quotas."""

    def __init__(self, network: Network, faults: FaultBox, player: Player) -> None:
        self.network = network
        self.faults = faults
        self.player = player
        self.open_windows()

    def open_windows(self) -> None:
        """Fresh quotas."""
        settings = self.network.settings
        self.requests = Window(settings.requests_per_window, settings.request_window)
        self.paging = Window(settings.paging_per_window, settings.paging_window)


@dataclass(slots=True)
class Call:
    """A request, read and authenticated step by step. `headers` and `quota` go into the answer."""

    site: Site
    request: Request
    params: Params = field(default_factory=Params)
    token: Token | None = None
    quota: Quota | None = None
    headers: dict[str, str] = field(default_factory=dict)

    async def read(self) -> None:
        """Parameters and token; uploads may be larger than other bodies."""
        settings = self.network.settings
        upload = settings.max_media_bytes if "/media" in self.request.url.path else 0
        self.params = await read_params(self.request, upload + settings.max_body_bytes)
        self.token = bearer(self.network, self.request, self.params)

    def authorize(self, scope: str, who: Who) -> None:
        """Refuses those who may not call."""
        if self.token is None:
            if who is not Who.ANYONE:
                raise Refused(401, "The access token is invalid")
            return
        if not (who is Who.ANYONE and scope == "read") and not self.token.allows(scope):
            raise Refused(403, "This action is outside the authorized scopes")
        if who is Who.USER and self.viewer is None:
            raise Refused(422, "This method requires an authenticated user")

    def count(self) -> None:
        """Counts the call against the quotas of its account, or of its address."""
        client = self.request.client
        key = self.viewer.id if self.viewer else f"ip:{client.host if client else ''}"
        now = self.network.clock()
        quotas = [self.site.requests.hit(key, now)]
        if self.page().uses_cursor:
            quotas.append(self.site.paging.hit(key, now))
        self.quota = min(quotas, key=lambda quota: (not quota.exceeded, quota.remaining))
        if self.quota.exceeded:
            raise too_many()

    @property
    def network(self) -> Network:
        """The network called upon."""
        return self.site.network

    @property
    def viewer(self) -> Account | None:
        """The account behind the token, if any."""
        if self.token is None or self.token.account_id is None:
            return None
        return self.network.books.accounts.get(self.token.account_id)

    @property
    def user(self) -> Account:
        """The account behind the token; refuses clients without a user."""
        if self.viewer is None:
            raise Refused(422, "This method requires an authenticated user")
        return self.viewer

    def path(self, name: str) -> str:
        """A part of the path."""
        return str(self.request.path_params[name])

    def page(self, default: int = 20, largest: int = 40) -> Page:
        """The cursor parameters."""
        wanted = self.params
        limit = wanted.number("limit", default, largest)
        return Page(limit, wanted.maybe("max_id"), wanted.maybe("since_id"), wanted.maybe("min_id"))

    def link(self, cursors: list[str], page: Page) -> None:
        """A Link header from the cursors of the items shown, newest first; other parameters are kept."""
        if not cursors:
            return
        links = [("prev", "min_id", cursors[0])]
        if len(cursors) >= page.limit:
            links.insert(0, ("next", "max_id", cursors[-1]))
        self.headers["Link"] = ", ".join(f'<{self._url(name, value)}>; rel="{rel}"' for rel, name, value in links)

    def _url(self, cursor: str, value: str) -> str:
        kept = [(name, each) for name, each in self.request.query_params.multi_items() if name not in _CURSORS]
        query = urlencode([*kept, (cursor, value)])
        return f"{self.request.url.scheme}://{self.request.url.netloc}{self.request.url.path}?{query}"


_CURSORS = ("max_id", "since_id", "min_id")
Handler = Callable[[Call], object]


def route(method: str, path: str, handler: Handler, *, scope: str = "read", who: Who = Who.USER) -> Route:
    """A route whose handler answers a JSON value or a Response and may raise Refused."""

    async def endpoint(request: Request) -> Response:
        call = Call(request.app.state.site, request)
        try:
            await call.read()
            call.authorize(scope, who)
            call.count()
            answer = handler(call)
            response = answer if isinstance(answer, Response) else JSONResponse(answer)
        except Refused as refused:
            response = refusal(refused)
        response.headers.update(call.headers)
        if call.quota:
            response.headers.update(limit_headers(call.quota))
        return response

    return Route(path, endpoint, methods=[method])


def refusal(refused: Refused) -> JSONResponse:
    """A refusal as the API writes it."""
    return JSONResponse({"error": refused.error, **refused.details}, refused.status)


def bearer(network: Network, request: Request, params: Params) -> Token | None:
    """The token of the header or of `access_token`; refuses dead ones."""
    scheme, _, value = request.headers.get("authorization", "").partition(" ")
    value = value.strip() if scheme.lower() == "bearer" else params.text("access_token")
    return network.books.access.token(value) if value else None


def limit_headers(quota: Quota) -> dict[str, str]:
    """The three headers; Reset is a moment, not a duration."""
    return {
        "X-RateLimit-Limit": str(quota.limit),
        "X-RateLimit-Remaining": str(quota.remaining),
        "X-RateLimit-Reset": quota.reset.strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
    }
