"""The claim sheet: what people say of us that is not so, and our words for it."""

from collections.abc import Callable
from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from parlour.desk.entry import Visit, members
from parlour.desk.languages import FIRST, language_name
from parlour.desk.page import show
from parlour.store.models import Claim
from parlour.usecases.claims import LONGEST, LONGEST_LIFE, ClaimError, approve, propose, sheet, withdraw
from parlour.usecases.house import the_house


@require_http_methods(["GET", "HEAD", "POST"])
@members("read")
def claims(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    """The sheet, with a form for a new claim; what was typed stays when it cannot be kept."""
    if request.method == "POST" and _proposed(request, visit):
        return redirect("claims")
    return _page(request, visit)


@require_POST
@members("approve_claim")
def claim_approval(request: HttpRequest, visit: Visit, claim: int) -> HttpResponseBase:
    held = get_object_or_404(Claim.objects.of(visit.brand), pk=claim)
    done = _("Approved. These words are offered where somebody makes this claim.")
    return _done(request, lambda: approve(held, agent=visit.agent, house=the_house()), done)


@require_POST
@members("claim")
def claim_withdrawal(request: HttpRequest, visit: Visit, claim: int) -> HttpResponseBase:
    held = get_object_or_404(Claim.objects.of(visit.brand), pk=claim)
    return _done(request, lambda: withdraw(held, agent=visit.agent, house=the_house()), _("Taken off the sheet."))


def _page(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    now = the_house().clock()
    rows = [
        (one, list(_spoken(one)), _standing(one, now), one.owner_id == visit.agent.pk) for one in sheet(visit.brand)
    ]
    context = {
        "rows": rows,
        "languages": [(code, language_name(code), request.POST.get(f"words_{code}", "")) for code in FIRST],
        "typed": request.POST,
        "first_day": now.date(),
        "last_day": (now + LONGEST_LIFE).date(),
        "longest": LONGEST,
        "may_propose": visit.may("claim"),
        "may_approve": visit.may("approve_claim"),
        "here": "claims",
        "now": now,
    }
    return show(request, visit, "desk/claims.html", context, status=422 if request.method == "POST" else 200)


def _proposed(request: HttpRequest, visit: Visit) -> bool:
    if not visit.may("claim"):
        messages.error(request, _("Your role at this brand does not propose claims. Ask a supervisor."))
        return False
    try:
        propose(
            visit.brand,
            agent=visit.agent,
            claim=request.POST.get("claim", ""),
            wording={code: request.POST.get(f"words_{code}", "") for code in FIRST},
            expires_at=_end_of(request.POST.get("expires", ""), visit),
            house=the_house(),
        )
    except ClaimError as refused:
        messages.error(request, _(str(refused)))
        return False
    messages.success(request, _("Proposed. A second person reads it before anybody uses it."))
    return True


def _end_of(day: str, visit: Visit) -> datetime:
    """The end of a chosen day where the brand is at home. Raises ClaimError for none."""
    try:
        chosen = parse_date(day)
    except ValueError:
        chosen = None
    if chosen is None:
        raise ClaimError("Choose a day within the next year on which somebody looks at it again.")
    return datetime.combine(chosen, time(23, 59), tzinfo=ZoneInfo(visit.brand.time_zone))


def _spoken(claim: Claim) -> list[tuple[str, str, str]]:
    """Our words with the name and the code of their language."""
    return [(language_name(code), code, words) for code, words in sorted(claim.wording.items())]


def _standing(claim: Claim, now: datetime) -> str:
    if claim.expires_at <= now:
        return "expired"
    return "waits" if claim.approved_at is None else "used"


def _done(request: HttpRequest, take: Callable[[], Claim], said: str) -> HttpResponseBase:
    try:
        take()
    except ClaimError as refused:
        messages.error(request, _(str(refused)))
    else:
        messages.success(request, said)
    return redirect("claims")
