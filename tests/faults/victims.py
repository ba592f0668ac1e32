"""The processes that are struck down: forked from one that has loaded everything, each does one act of the product.

Reads one JSON order a line on stdin, answers one JSON line: what the act gave, or by which signal its process died.
Nothing in the product knows of this: the blow is fitted around the named callable in the forked process only.
"""

import importlib
import json
import os
import signal
import sys
import traceback
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import django
import psycopg

django.setup()

from django.conf import settings  # noqa: E402
from django.db import DatabaseError, connection  # noqa: E402

from parlour.channels.port import Account, PortError  # noqa: E402
from parlour.core.nouns.surface import Surface  # noqa: E402
from parlour.store.models import (  # noqa: E402
    Agent,
    AssessBatch,
    Brand,
    Case,
    ChannelAccount,
    Membership,
    Outbox,
)
from parlour.store.secrets import seal_secret  # noqa: E402
from parlour.usecases import approve, assess, draft, export, reconcile, send, sweep  # noqa: E402
from parlour.usecases.house import House, now, the_house  # noqa: E402

Order = dict[str, Any]
UNSETTLED = ("proposed", "approved", "sent_unknown", "question")


def _stage(order: Order, house: House) -> object:
    brand = Brand.objects.create(slug="marlow", name="Marlow", settings={"undo_seconds": 0})
    agent = Agent.objects.create(username="ada", name="Ada Brook", initials="ab")
    Membership.objects.create(brand=brand, agent=agent, role="agent")
    account = ChannelAccount(
        brand=brand, network="mastodon", address=f"marlowcare@{order['domain']}", secret=seal_secret("sim-marlowcare"),
        settings={"base_url": order["url"], "allow_private": "yes", "domain": order["domain"]},
    )  # fmt: skip
    told: Account = house.connect(account).check()
    account.address, account.settings = told.address, dict(told.settings)
    account.save()
    return account.address


def _hear(_order: Order, house: House) -> object:
    return sweep.sweep(ChannelAccount.objects.get(), house=house).events


def _assess(_order: Order, house: House) -> object:
    return assess.assess_waiting(house)


def _approve(_order: Order, house: House) -> object:
    """A reply to every case that has none, worded after the case, so that each can be told from the others."""
    agent, done = Agent.objects.get(), 0
    for case in Case.objects.filter(outbox__isnull=True).order_by("pk"):
        text = f"Thank you for telling us. We are looking into it, friend of case {_spelled(case.pk)}."
        judged = draft.judge(case, agent=agent, surface=Surface.PUBLIC, text=text, purpose="reply", house=house)
        approve.submit(
            case, agent=agent, surface=Surface.PUBLIC, text=text, purpose="reply", expected=judged.shown,
            house=house,
        )  # fmt: skip
        done += 1
    return done


def _spelled(number: int) -> str:
    return "".join("abcdefghij"[int(figure)] for figure in str(number))


def _send(_order: Order, house: House) -> object:
    return send.send_due(house)


def _reconcile(_order: Order, house: House) -> object:
    return reconcile.reconcile_due(house)


def _mend(_order: Order, _house: House) -> object:
    """What an operator does when the trouble is over: connect red accounts again; a limit has run out by now."""
    Outbox.objects.filter(state="approved").update(not_before=now() - timedelta(days=2))
    return ChannelAccount.objects.update(state="green", state_reason="", held_until=None)


def _live_on(order: Order, house: House) -> object:
    """Time leaps and everything works again: whatever can be finished is. What is left to do then, and how far."""
    _mend(order, house)
    for leap in order["leaps"]:
        later = _ahead_of(house, timedelta(seconds=leap))
        for act in (_hear, _assess, _approve, _send, _reconcile, _send):
            act(order, later)
        left = Outbox.objects.filter(state__in=UNSETTLED).count() + AssessBatch.objects.count()
        if leap and not left:
            break
    return {"left": left, "leap": leap}


def _exports(_order: Order, _house: House) -> object:
    return {what: list(export.export(what)) for what in ("posts", "sent", "approved", "cases")}


def _ahead_of(house: House, ahead: timedelta) -> House:
    clock = house.clock
    return replace(house, clock=lambda: clock() + ahead)


ACTS: dict[str, Callable[[Order, House], object]] = {
    "stage": _stage,
    "hear": _hear,
    "assess": _assess,
    "approve": _approve,
    "send": _send,
    "reconcile": _reconcile,
    "mend": _mend,
    "live_on": _live_on,
    "exports": _exports,
}


def _arm(target: str, moment: str, how: str) -> None:
    """Fit the blow around a callable of the product, in this process only. It strikes once."""
    module, _, path = target.partition(":")
    *holders, name = path.split(".")
    owner: Any = importlib.import_module(module)
    for holder in holders:
        owner = getattr(owner, holder)
    original = getattr(owner, name)
    struck: list[bool] = []

    def blow() -> None:
        if not struck:
            struck.append(True)
            _strike(how)

    def wrapped(*given: Any, **named: Any) -> Any:
        if moment == "before":
            blow()
            return original(*given, **named)
        result = original(*given, **named)
        blow()
        return result

    setattr(owner, name, wrapped)


def _strike(how: str) -> None:
    if how == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    elif how == "cut":
        pid = connection.connection.info.backend_pid if connection.connection else 0
        parameters = {k: v for k, v in connection.get_connection_params().items() if k in {"dbname", "user", "host"}}
        with psycopg.connect(**parameters, autocommit=True) as other:
            other.execute("select pg_terminate_backend(%s)", [pid])
    elif how == "server":
        os.kill(int(os.environ["POSTMASTER"]), signal.SIGKILL)


def _live(order: Order, answer: int) -> None:
    """The forked process: one act, and the end."""
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = order["db"]
    if order.get("target"):
        os.environ["POSTMASTER"] = str(order.get("postmaster", 0))
        _arm(order["target"], order["moment"], order["how"])
    # Two hours behind the network's own clock, so that there is room for leaps and no send lies in its future.
    house = _ahead_of(the_house(), timedelta(seconds=order.get("ahead", 0) - 7200))
    try:
        told = {"gave": ACTS[order["act"]](order, house)}
    except (DatabaseError, psycopg.Error, PortError) as trouble:
        told = {"trouble": type(trouble).__name__}
    os.write(answer, json.dumps(told, default=str).encode())


def _serve_order(order: Order) -> Order:
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            os.close(read)
            _live(order, write)
            code = 0
        except BaseException:  # noqa: BLE001 - the child must end here whatever happened, and say what it was
            traceback.print_exc()
        finally:
            os._exit(code)
    os.close(write)
    with os.fdopen(read, "rb") as pipe:
        told = pipe.read()
    _, status = os.waitpid(child, 0)
    died = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
    return {"died": died, "code": 0 if died else os.WEXITSTATUS(status), **(json.loads(told) if told else {})}


def main() -> None:
    the_house()
    print(json.dumps({"ready": True}), flush=True)
    for line in sys.stdin:
        print(json.dumps(_serve_order(json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
