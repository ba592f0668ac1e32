"""`POST /api/guard`: what `parlour guard` reads and answers, over HTTP. Nothing of it is kept."""

from typing import Final

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from parlour.api.body import Body, read_body
from parlour.api.callers import caller, take_units
from parlour.api.replies import JSON_LINES, RETRY_SECONDS, Refusal, in_json, reply
from parlour.knowledge import Knowledge
from parlour.usecases.guard_case import judged, parse_case, sendable
from parlour.usecases.house import the_house
from parlour.usecases.json_lines import BadLine, Record, decode, encode, refused
from parlour.usecases.turnstile import Turnstile

LIGHT: Final = 4
AT_ONCE: Final = 1
WAITING: Final = 8
WAIT_SECONDS: Final = 20.0

# Judging much keeps a core busy for seconds: one such request at a time leaves the desk quick.
heavy = Turnstile(AT_ONCE, WAITING, WAIT_SECONDS)


@csrf_exempt
@in_json
def guard(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        raise Refusal(405, "method_not_allowed", "Drafts are judged by POST.", Allow="POST")
    house = the_house()
    key = caller(request, at=house.clock())
    body = read_body(request)
    take_units(key, body.units, at=house.clock())
    if not connection.in_atomic_block:
        connection.close()  # judging needs none, and others may wait for one
    if body.units <= LIGHT:
        return _judged(body, house.knowledge)
    with heavy.entered() as room:
        if not room:
            told = "Other drafts are being judged. Ask again in a moment."
            raise Refusal(429, "busy", told, Retry_After=str(RETRY_SECONDS))
        return _judged(body, house.knowledge)


def _judged(body: Body, knowledge: Knowledge) -> HttpResponse:
    if body.single:
        return reply(encode(_single(body.lines[0], knowledge)))
    answers = (_line(number, line, knowledge) for number, line in enumerate(body.lines, 1))
    return reply(b"".join(encode(answer) + b"\n" for answer in answers), kind=JSON_LINES)


def _single(line: bytes, knowledge: Knowledge) -> Record:
    try:
        return judged(sendable(parse_case(decode(line, first=True))), knowledge)
    except BadLine as error:
        raise Refusal(422, error.code, error.message) from None


def _line(number: int, line: bytes, knowledge: Knowledge) -> Record:
    record: Record = {}
    try:
        record = decode(line, first=number == 1)
        return judged(sendable(parse_case(record)), knowledge)
    except BadLine as error:
        return refused(number, record.get("id"), error)
