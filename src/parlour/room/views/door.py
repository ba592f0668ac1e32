"""Before the door: who one would talk to, and two ways to prove who one is. Of the matter itself nothing is said."""

from datetime import datetime
from typing import Any, Final

from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parlour.room.browser import VISIT, door_secret, is_own_form
from parlour.room.page import at_door, neutral, public, stale_form
from parlour.room.posted import line
from parlour.store.models import Doorbell, Proof
from parlour.usecases import prove, tokens
from parlour.usecases.doorbell import ring
from parlour.usecases.enter import visit_of
from parlour.usecases.house import the_house

LONGEST_ADDRESS: Final = 320
_SALT: Final = "parlour.room.proof"


@public("door")
def door(request: HttpRequest, token: str) -> HttpResponseBase:
    """Who one would talk to, and how to prove who one is."""
    bell = ring(token, house=the_house())
    return neutral(request) if bell is None else _door(request, token, bell)


@public("proof", "POST")
def letter(request: HttpRequest, token: str) -> HttpResponseBase:
    """Ask for a code by e-mail; what is seen does not depend on whose address it is."""
    bell = ring(token, house=the_house())
    if bell is None:
        return neutral(request)
    if request.method != "POST":
        return redirect("room_door", token)
    if not is_own_form(request, door_secret(request)):
        return stale_form(request)
    address = line(request, "address")
    if "@" not in address[1:-1] or " " in address or len(address) > LONGEST_ADDRESS:
        wrong = _("Please write your e-mail address, such as name@mail.example.")
        return _door(request, token, bell, address=address, problem=wrong, status=422)
    try:
        proof = prove.by_email(bell, address, browser=_browser(request), house=the_house())
    except prove.TooManyTriesError as held:
        return _door(request, token, bell, address=address, problem=_wait(held.until), status=429)
    return redirect("room_code", token, _named(token, proof))


@public("proof", "POST")
def own_words(request: HttpRequest, token: str) -> HttpResponseBase:
    """Ask for two words to write from the own account."""
    bell = ring(token, house=the_house())
    if bell is None:
        return neutral(request)
    if request.method != "POST":
        return redirect("room_door", token)
    if not is_own_form(request, door_secret(request)):
        return stale_form(request)
    try:
        proof = prove.by_account(bell, browser=_browser(request), house=the_house())
    except prove.TooManyTriesError as held:
        return _door(request, token, bell, account_problem=_wait(held.until), status=429)
    return redirect("room_heard", token, _named(token, proof))


@public("code", "POST")
def code(request: HttpRequest, token: str, proof: str) -> HttpResponseBase:
    """Type the code of the letter, if there is one."""
    bell, number = ring(token, house=the_house()), _number(token, proof)
    if bell is None or number is None:
        return neutral(request)
    if request.method != "POST":
        return _code(request, token, bell)
    secret, typed = door_secret(request), line(request, "code")
    if not is_own_form(request, secret):
        return stale_form(request)
    if not typed:
        return _code(request, token, bell, problem=_("Please type the six digits of the letter."), status=422)
    try:
        opened = prove.type_code(number, typed, browser=tokens.digest(secret), house=the_house())
    except prove.WrongCodeError as wrong:
        left = ngettext("You can try %(n)s more time.", "You can try %(n)s more times.", wrong.left) % {"n": wrong.left}
        problem = " ".join((_("This is not the code. Please look at the newest letter once more."), left))
        return _code(request, token, bell, typed=typed, problem=problem, status=422)
    except prove.TooManyTriesError as held:
        problem = " ".join((_("This code does not count any more."), _wait(held.until)))
        return _code(request, token, bell, over=True, problem=problem, status=429)
    return redirect("room_key", opened)


@public("heard")
def heard(request: HttpRequest, token: str, proof: str) -> HttpResponseBase:
    """The two words to write, until they were heard; then on to the key. A script asks for JSON."""
    house = the_house()
    bell, number, browser = ring(token, house=house), _number(token, proof), _browser(request)
    asked = None if bell is None else Proof.objects.of(bell.brand_id).filter(pk=number or 0, doorbell=bell).first()
    if bell is None or asked is None or bytes(asked.browser) != browser:
        return neutral(request)
    opened = prove.key_of(asked.pk, browser=browser, house=house)
    on = reverse("room_key", args=[opened]) if opened else ""
    over = not on and asked.expires_at <= house.clock()
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"on": on, "over": over})
    account = bell.move.case.account
    about = {"token": token, "words": asked.words, "over": over, "address": account.address, "network": account.network}
    return redirect(on) if on else at_door(request, "room/words.html", bell.move.case.brand, about)


@public("door", "POST")
def nothing(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Any other address: as behind a link that opens nothing, after the same look for it."""
    ring(rest, house=the_house())
    return neutral(request)


def _door(request: HttpRequest, token: str, bell: Doorbell, *, status: int = 200, **said: Any) -> HttpResponse:
    visit = visit_of(request.COOKIES.get(VISIT, ""), house=the_house())
    about = {"token": token, "is_in": visit is not None and visit.room.move_id == bell.move_id}
    return at_door(request, "room/door.html", bell.move.case.brand, {**about, **said}, status=status)


def _code(request: HttpRequest, token: str, bell: Doorbell, *, status: int = 200, **said: Any) -> HttpResponse:
    return at_door(request, "room/code.html", bell.move.case.brand, {"token": token, **said}, status=status)


def _browser(request: HttpRequest) -> bytes:
    return tokens.digest(door_secret(request))


def _named(token: str, proof: Proof) -> str:
    """A proof as its page's address names it: at the door where it was asked for, and at no other."""
    return signing.dumps(proof.pk, salt=f"{_SALT}:{token}")


def _number(token: str, proof: str) -> int | None:
    try:
        return int(signing.loads(proof, salt=f"{_SALT}:{token}"))
    except (signing.BadSignature, ValueError):
        return None


def _wait(until: datetime) -> str:
    minutes = max(1, round((until - the_house().clock()).total_seconds() / 60))
    told = ngettext("You can ask again in %(n)s minute.", "You can ask again in %(n)s minutes.", minutes)
    return told % {"n": minutes}
