"""Who may sign in: people an operator has invited, by password or passkey, or once by a signed link."""

from datetime import datetime
from typing import Final

from allauth.account.adapter import DefaultAccountAdapter
from django.core import signing
from django.http import HttpRequest
from django.urls import reverse

from parlour.store.models import Agent
from parlour.usecases import house

SALT: Final = "parlour.desk.one-time-link"
LINK_SECONDS: Final = 60 * 60


class InvitedOnly(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Nobody signs up by themselves."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth names the argument
        return False


def one_time_link(agent: Agent) -> str:
    """The path that signs this agent in once, within LINK_SECONDS. Any sign-in in between makes it void."""
    seen = agent.last_login.isoformat() if agent.last_login else ""
    return reverse("one_time", args=(signing.dumps({"agent": agent.pk, "seen": seen}, salt=SALT),))


def holder(token: str) -> Agent | None:
    """Whom a link would sign in; None when it is void, used or too old. Uses nothing up."""
    try:
        claim = signing.loads(token, salt=SALT, max_age=LINK_SECONDS)
    except signing.BadSignature:
        return None
    return Agent.objects.filter(pk=claim["agent"], last_login=_seen(claim), is_active=True).first()


def use_up(token: str) -> Agent | None:
    """Whom the link signs in, now and never again: of two people who use it at once only one gets in."""
    agent = holder(token)
    if agent is None:
        return None
    used = Agent.objects.filter(pk=agent.pk, last_login=agent.last_login).update(last_login=house.now())
    return agent if used else None


def _seen(claim: dict[str, str]) -> datetime | None:
    return datetime.fromisoformat(claim["seen"]) if claim["seen"] else None
