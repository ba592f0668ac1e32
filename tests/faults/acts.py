"""What the struck processes do: acts of the product, and what a test has to arrange and to look at.

Needs `django.setup()`. Every act takes its order and the House, and answers something JSON can carry.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from parlour.channels.port import Account
from parlour.core.nouns.surface import Surface
from parlour.store.models import (
    Agent,
    AssessBatch,
    Brand,
    Case,
    ChannelAccount,
    Customer,
    CustomerFact,
    Handle,
    Membership,
    Move,
    Notice,
    Outbox,
    Post,
    SavedDraft,
)
from parlour.store.secrets import seal_secret
from parlour.usecases import approve, assess, draft, export, invite, reconcile, send, sweep, undelivered, verify
from parlour.usecases.house import House, now

Order = dict[str, Any]
UNSETTLED = ("proposed", "approved", "sent_unknown", "question")
AGENTS = (("ada", "Ada Brook", "agent"), ("sue", "Sue Hale", "supervisor"))


def ahead_of(house: House, ahead: timedelta) -> House:
    clock = house.clock
    return replace(house, clock=lambda: clock() + ahead)


def _stage(order: Order, house: House) -> object:
    """A brand with an account on the network and two people who are signed in; their sessions by name."""
    brand = Brand.objects.create(slug="marlow", name="Marlow", settings={"undo_seconds": 0})
    account = ChannelAccount(
        brand=brand, network="mastodon", address=f"marlowcare@{order['domain']}", secret=seal_secret("sim-marlowcare"),
        settings={"base_url": order["url"], "allow_private": "yes", "domain": order["domain"]},
    )  # fmt: skip
    told: Account = house.connect(account).check()
    account.address, account.settings = told.address, dict(told.settings)
    account.save()
    return {name: _signed_in(brand, name, *who) for name, *who in AGENTS}


def _signed_in(brand: Brand, username: str, name: str, role: str) -> str | None:
    agent = Agent.objects.create(username=username, name=name, initials=username[:2])
    Membership.objects.create(brand=brand, agent=agent, role=role)
    session = SessionStore()
    session[SESSION_KEY] = str(agent.pk)
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session[HASH_SESSION_KEY] = agent.get_session_auth_hash()
    session.save()
    return session.session_key


def _undo(order: Order, _house: House) -> object:
    return Brand.objects.update(settings={"undo_seconds": order["seconds"]})


def _know(order: Order, house: House) -> object:
    """A private fact of the person of a case, so that the guard holds back words that tell it."""
    person = Handle.objects.get(cases=order["case"])
    known = Customer.objects.create(brand_id=person.brand_id, ref="C-1", name="Tom Aldous")
    CustomerFact.objects.create(
        brand_id=person.brand_id, customer=known, kind="order", value=order["fact"], source="crm",
        updated_at=house.clock(),
    )  # fmt: skip
    person.customer, person.link_evidence = known, "exact"
    person.save()
    return known.pk


def _hear(_order: Order, house: House) -> object:
    return sweep.sweep(ChannelAccount.objects.get(), house=house).events


def _assess(_order: Order, house: House) -> object:
    return assess.assess_waiting(house)


def _approve(_order: Order, house: House) -> object:
    """A reply to every case that has none, worded after the case, so that each can be told from the others."""
    done = 0
    for case in Case.objects.filter(outbox__isnull=True).order_by("pk"):
        _submit(case, f"Thanks, {_spelled(case.pk)}. We are sorry, and we read every word here.", house)
        done += 1
    return done


def _reply(order: Order, house: House) -> object:
    return _submit(Case.objects.get(pk=order["case"]), order["text"], house)


def _invite(order: Order, house: House) -> object:
    case = Case.objects.get(pk=order["case"])
    return _submit(case, invite.suggest_invitation(case, house=house), house, purpose="invitation")


def _answer_privately(order: Order, house: House) -> object:
    return _submit(Case.objects.get(pk=order["case"]), order["text"], house, purpose="private")


def _submit(case: Case, text: str, house: House, purpose: str = "reply") -> int:
    surface = Surface.PRIVATE if purpose == "private" else Surface.PUBLIC
    what: Any = {"agent": Agent.objects.get(username="ada"), "surface": surface, "text": text}
    judged = draft.judge(case, purpose=purpose, house=house, **what)
    row = approve.submit(case, purpose=purpose, expected=judged.shown, house=house, **what)
    number: int = row.pk
    return number


def _spelled(number: int) -> str:
    return "".join("abcdefghij"[int(figure)] for figure in str(number))


def _send(_order: Order, house: House) -> object:
    return send.send_due(house)


def _reconcile(_order: Order, house: House) -> object:
    return reconcile.reconcile_due(house)


def _doubt(_order: Order, house: House) -> object:
    """What becomes of unanswered sends on a network that cannot be asked: their author is."""
    unknown = Outbox.objects.filter(state="sent_unknown").select_related("account")
    for row in unknown:
        undelivered.ask(row, "This network cannot be asked for our own posts.", house=house)
    return len(unknown)


def _mend(_order: Order, _house: House) -> object:
    """What an operator does when the trouble is over: connect red accounts again; a limit has run out by now."""
    Outbox.objects.filter(state="approved").update(not_before=now() - timedelta(days=2))
    return ChannelAccount.objects.update(state="green", state_reason="", held_until=None)


def _live_on(order: Order, house: House) -> object:
    """Time leaps and everything works again: whatever can be finished is. What is left to do then, and how far."""
    _mend(order, house)
    for leap in order["leaps"]:
        later = ahead_of(house, timedelta(seconds=leap))
        for act in (_hear, _assess, _approve, _send, _reconcile, _send):
            act(order, later)
        left = Outbox.objects.filter(state__in=UNSETTLED).count() + AssessBatch.objects.count()
        if leap and not left:
            break
    return {"left": left, "leap": leap}


def _cases(_order: Order, _house: House) -> object:
    """Case numbers by the name of their person."""
    return {address.partition("@")[0]: number for number, address in Case.objects.values_list("pk", "person__address")}


def _held(_order: Order, _house: House) -> object:
    """What the house holds about one matter in hand: replies, composers, moves, notices."""
    return {
        "replies": list(Outbox.objects.order_by("pk").values_list("text", "state")),
        "composers": list(SavedDraft.objects.values_list("text", flat=True)),
        "moves": list(Move.objects.values_list("state", flat=True)),
        "notices": list(Notice.objects.filter(closed_at=None).values_list("kind", flat=True)),
        "verbs": _verbs(),
    }


def _verbs() -> list[str]:
    """What the record tells, in order: whose stream, and what happened."""
    return [f"{event['stream'].partition(':')[0]} {event['verb']}" for event in export.export("events")]


def _exports(_order: Order, _house: House) -> object:
    rows = {what: list(export.export(what)) for what in ("posts", "sent", "approved", "cases")}
    own = Post.objects.filter(own=True, outbox__isnull=False).count()
    return {**rows, "own_posts": own, "verbs": _verbs(), "problems": verify.verify().problems}


ACTS: dict[str, Callable[[Order, House], object]] = {
    "stage": _stage,
    "undo": _undo,
    "know": _know,
    "hear": _hear,
    "assess": _assess,
    "consent": _assess,
    "approve": _approve,
    "reply": _reply,
    "answer_privately": _answer_privately,
    "invite": _invite,
    "send": _send,
    "reconcile": _reconcile,
    "doubt": _doubt,
    "mend": _mend,
    "live_on": _live_on,
    "cases": _cases,
    "held": _held,
    "exports": _exports,
}
