"""Getting to know a server: what it says of itself, who we are there, and what its refusals mean."""

from dataclasses import dataclass

from parlour.channels.http import Client
from parlour.channels.mastodon.setup import DEFAULT_LIMIT, DEFAULT_URL_LENGTH
from parlour.channels.port import NeedsReauth, PortError
from parlour.channels.tamed import Tamed, parse_json

SCOPES = "read:accounts read:notifications read:statuses write:statuses"
"""The least Parlour needs; asked for when an account is connected."""

WITHOUT_SCOPE = "outside the authorized scopes"
WITHOUT_LOGIN = (
    "requires an authenticated user",
    "login is currently disabled",
    "login is currently pending",
    "missing a confirmed e-mail",
    "access token is invalid",
    "access token was revoked",
    "access token expired",
)


@dataclass(frozen=True, slots=True)
class Visit:
    """What a server says of itself. `streaming` is "" when it names no address of its own for the live stream."""

    domain: str
    version: str
    streaming: str
    max_characters: int
    url_length: int


def visit(client: Client) -> Visit:
    """Ask the server about itself, in the words of version 2 or, on older servers, 1. Raises the port errors."""
    newer = client.find("/api/v2/instance", kind="urgent")
    if newer is not None:
        instance = Tamed(parse_json(newer.body, newer.where), "instance")
        urls = instance.part("configuration").find_part("urls")
        return _visit(instance, instance.text("domain"), urls.text("streaming", default="") if urls else "")
    older = client.get("/api/v1/instance", kind="urgent")
    instance = Tamed(parse_json(older.body, older.where), "instance")
    urls = instance.find_part("urls")
    return _visit(instance, instance.text("uri"), urls.text("streaming_api", default="") if urls else "")


def own_account(client: Client) -> Tamed:
    """Our own account as the server shows it to us. Raises the port errors."""
    answer = client.get("/api/v1/accounts/verify_credentials", kind="urgent")
    return Tamed(parse_json(answer.body, answer.where), "account")


def judge(status: int, message: str) -> PortError | None:
    """Mastodon says "you may not" in one way for a lost login and for a forbidden act; its words tell them apart."""
    if status == 403 and WITHOUT_SCOPE in message:
        return NeedsReauth(
            f"{message}. The access lacks a permission: connect this account again and allow everything asked for "
            f"({SCOPES}), or tick these under Preferences > Development on the server."
        )
    if status in {401, 403, 422} and any(words in message for words in WITHOUT_LOGIN):
        return NeedsReauth(f"{message}. Sign in on the server, see that the account is in order, and reconnect it.")
    return None


def _visit(instance: Tamed, domain: str, streaming: str) -> Visit:
    configuration = instance.find_part("configuration")
    statuses = configuration.find_part("statuses") if configuration else None
    return Visit(
        domain=domain.lower().removeprefix("https://").rstrip("/"),
        version=instance.text("version", default=""),
        streaming=streaming,
        max_characters=(statuses.count("max_characters") if statuses else None) or DEFAULT_LIMIT,
        url_length=(statuses.count("characters_reserved_per_url") if statuses else None) or DEFAULT_URL_LENGTH,
    )
