"""The processes that are struck down: forked from one that has loaded everything.

Some do one act of the product, called as the worker's and the listener's loops call it. Some are the web: a uvicorn
that serves the product's own ASGI application on a port. Reads one JSON order a line on stdin, answers one JSON line:
what the act gave, where the web is, or by which signal a process died. Nothing in the product knows of this: the blow
is fitted around the named callable in the forked process only.
"""

import importlib
import json
import logging
import os
import signal
import socket
import sys
import time
import traceback
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import django
import psycopg
import uvicorn

django.setup()

from django.db import DatabaseError, connection  # noqa: E402
from django.template.loader import get_template  # noqa: E402
from django.urls import get_resolver  # noqa: E402

from parlour.channels.port import PortError  # noqa: E402
from parlour.config.asgi import application  # noqa: E402
from parlour.usecases import house as houses  # noqa: E402
from parlour.usecases.house import House  # noqa: E402
from tests.faults.acts import ACTS, Order, ahead_of  # noqa: E402
from tests.faults.points import AFTER, BEFORE, CONNECTION, DATABASE, PROCESS  # noqa: E402
from tests.faults.server import kill_server  # noqa: E402

TWO_HOURS = 7200
"""How far behind the network's own clock ours is, so that there is room for leaps and no send lies in its future."""
PATIENCE = 30.0  # seconds


def _arm(order: Order) -> None:
    """Fit the blow around a callable of the product, in this process only. It strikes once."""
    module, _, path = order["target"].partition(":")
    *holders, name = path.split(".")
    owner: Any = importlib.import_module(module)
    for holder in holders:
        owner = getattr(owner, holder)
    original = getattr(owner, name)
    struck: list[bool] = []

    def blow(moment: str) -> None:
        if moment == order["moment"] and not struck:
            struck.append(True)
            _strike(order)

    def wrapped(*given: Any, **named: Any) -> Any:
        blow(BEFORE)
        result = original(*given, **named)
        blow(AFTER)
        return result

    setattr(owner, name, wrapped)


def _strike(order: Order) -> None:
    if order["killed"] == PROCESS:
        os.kill(os.getpid(), signal.SIGKILL)
    elif order["killed"] == CONNECTION:
        pid = connection.connection.info.backend_pid if connection.connection else 0
        with psycopg.connect(**_address(), autocommit=True) as other:
            other.execute("select pg_terminate_backend(%s)", [pid])
    elif order["killed"] == DATABASE:
        kill_server(order["server"])


def _address() -> dict[str, Any]:
    return {k: v for k, v in connection.get_connection_params().items() if k in {"dbname", "user", "host"}}


def _prepared(order: Order) -> House:
    """In the forked process: the blow fitted, and the House at the order's time."""
    if order.get("target"):
        _arm(order)
    house = ahead_of(houses.the_house(), timedelta(seconds=order.get("ahead", 0) - TWO_HOURS))
    houses._built[:] = [house]  # the web asks for this process's House
    return house


def _live(order: Order, answer: int) -> None:
    """One act, and the end; whose database server was killed goes on as the loops do, once it is back."""
    house = _prepared(order)
    try:
        told = _once(order, house)
        if "trouble" in told and order.get("killed") == DATABASE:
            connection.close()
            _await_database()
            told = told | _once(order, house)
    finally:
        connection.close()
    os.write(answer, json.dumps(told, default=str).encode())


def _once(order: Order, house: House) -> Order:
    try:
        return {"gave": ACTS[order["act"]](order, house)}
    except (DatabaseError, psycopg.Error, PortError) as trouble:
        return {"trouble": type(trouble).__name__}


def _await_database() -> None:
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            psycopg.connect(**_address()).close()
        except psycopg.OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.01)
        else:
            return


def _serve_web(order: Order, answer: int) -> None:
    """The web, until its end; where it listens is told once it does."""
    _prepared(order)
    listening = socket.create_server(("127.0.0.1", 0))
    os.write(answer, json.dumps({"url": f"http://127.0.0.1:{listening.getsockname()[1]}"}).encode())
    os.close(answer)
    server = uvicorn.Server(uvicorn.Config(application, lifespan="off", log_level="critical", access_log=False))
    server.run(sockets=[listening])


def _fork(life: Callable[[Order, int], None], order: Order) -> tuple[int, Order]:
    """A new process and what it told before it ended or closed its answer."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            os.close(read)
            life(order, write)
            code = 0
        except BaseException:  # noqa: BLE001 - the child must end here whatever happened, and say what it was
            traceback.print_exc()
        finally:
            os._exit(code)
    os.close(write)
    with os.fdopen(read, "rb") as pipe:
        told = pipe.read()
    return child, json.loads(told) if told else {}


def _act(order: Order) -> Order:
    child, told = _fork(_live, order)
    return {**_end_of(child), **told}


def _open_web(order: Order) -> Order:
    child, told = _fork(_serve_web, order)
    return {"pid": child, **told}


def _close_web(order: Order) -> Order:
    """How this web died by itself; with `stop`, end it now."""
    if order.get("stop"):
        os.kill(order["pid"], signal.SIGKILL)
    return _end_of(order["pid"])


def _end_of(child: int) -> Order:
    """Raises TimeoutError when the process does not end."""
    deadline = time.monotonic() + PATIENCE
    while (ended := os.waitpid(child, os.WNOHANG))[0] == 0:
        if time.monotonic() > deadline:
            raise TimeoutError(f"Process {child} lives on.")
        time.sleep(0.001)
    died = os.WTERMSIG(ended[1]) if os.WIFSIGNALED(ended[1]) else 0
    return {"died": died, "code": 0 if died else os.WEXITSTATUS(ended[1])}


ORDERS: dict[str, Callable[[Order], Order]] = {"open_web": _open_web, "close_web": _close_web}


def _load_the_desk() -> None:
    """What a web process loads with its first page, so that each one forked need not."""
    get_resolver().check()
    for page in ("desk/case.html", "desk/confirm.html", "desk/approvals.html", "desk/queue.html", "desk/question.html"):
        get_template(page)


def main() -> None:
    _load_the_desk()
    logging.getLogger("psycopg.pool").setLevel(logging.ERROR)  # that a killed server does not answer is no news here
    houses.the_house()
    print(json.dumps({"ready": True}), flush=True)
    for line in sys.stdin:
        order = json.loads(line)
        print(json.dumps(ORDERS.get(order["act"], _act)(order)), flush=True)


if __name__ == "__main__":
    main()
