"""The claim sheet: proposing, approving and withdrawing what we say to claims, and finding what answers a case."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import F, Q

from parlour.core.guard import judge
from parlour.core.moves.claim_words import alike
from parlour.core.nouns.context import Author, GuardContext
from parlour.core.nouns.payload import Payload
from parlour.core.nouns.surface import Surface
from parlour.core.nouns.verdict import Decision, Verdict
from parlour.core.rights import may
from parlour.core.text import clean
from parlour.store import told
from parlour.store.models import Agent, Brand, Case, ChannelAccount, Claim, PostText
from parlour.store.models.scope import BrandQuerySet
from parlour.store.notices import close_notice, raise_notice
from parlour.store.record import Happening, append
from parlour.usecases.approve import roles_of
from parlour.usecases.house import House

LONGEST: Final = 2000
LONGEST_LIFE: Final = timedelta(days=366)
MOST: Final = 500
MOST_POSTS: Final = 20
MOST_SUGGESTED: Final = 3
EXPIRED: Final = "claim_expired"
_LINK: Final = re.compile(r"\bhttps?://[^\s<>\"')]+", re.IGNORECASE)


class ClaimError(Exception):
    """This cannot be done with this claim; the message says what is so and what to do."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A claim that somebody may be making, and our approved words in their language."""

    claim: Claim
    words: str


def propose(
    brand: Brand, *, agent: Agent, claim: str, wording: Mapping[str, str], expires_at: datetime, house: House
) -> Claim:
    """Put a claim and our words for it on the sheet, for a second person to approve. Raises ClaimError."""
    now = house.clock()
    _check_right(agent, brand.pk, "claim")
    said = clean(claim).strip()
    ours = {language: clean(words).strip() for language, words in wording.items() if words.strip()}
    if not said or not ours:
        raise ClaimError("Write down what is claimed, and our words for it in one language at least.")
    if max(map(len, (said, *ours.values()))) > LONGEST:
        raise ClaimError(f"Keep each of them below {LONGEST} characters.")
    if not now < expires_at <= now + LONGEST_LIFE:
        raise ClaimError("Choose a day within the next year on which somebody looks at it again.")
    with transaction.atomic():
        made = Claim.objects.create(
            brand=brand, claim=said, wording=ours, owner=agent, proposed_at=now, expires_at=expires_at
        )
        told_now = {"claim": said, "wording": ours, "expires_at": expires_at.isoformat(timespec="seconds")}
        _record(made, "proposed", agent, told_now, at=now)
    return made


def approve(claim: Claim, *, agent: Agent, house: House) -> Claim:
    """Let the brand use these words until they expire: a second person's deed, and the guard allows each of them.

    Raises ClaimError.
    """
    now = house.clock()
    with transaction.atomic():
        held = _held(claim)
        _check_right(agent, held.brand_id, "approve_claim")
        if held.owner_id == agent.pk:
            raise ClaimError("A second person approves it, never its owner.")
        if held.approved_at is not None or held.withdrawn_at is not None or held.expires_at <= now:
            raise ClaimError("It was approved, withdrawn or expired meanwhile; nothing was changed.")
        for language in held.wording:
            _check_words(judged(held, language, house=house), language)
        held.approved_by, held.approved_at = agent, now
        held.save(update_fields=["approved_by", "approved_at"])
        _record(held, "approved", agent, {"wording": held.wording}, at=now)
    return held


def withdraw(claim: Claim, *, agent: Agent, house: House) -> Claim:
    """Take it off the sheet; what was said stays said, and what is on its way is stopped. Raises ClaimError."""
    now = house.clock()
    with transaction.atomic():
        held = _held(claim)
        _check_right(agent, held.brand_id, "claim")
        if held.withdrawn_at is not None:
            raise ClaimError("It was withdrawn already.")
        held.withdrawn_by, held.withdrawn_at = agent, now
        held.save(update_fields=["withdrawn_by", "withdrawn_at"])
        _record(held, "withdrawn", agent, None, at=now)
        close_notice(held.brand_id, EXPIRED, f"claim:{held.pk}", at=now, by=agent.pk)
    return held


def sheet(brand: Brand | int) -> list[Claim]:
    """What stands on the sheet, expired ones included: those that wait for approval first, then by expiry."""
    claims = Claim.objects.of(brand).filter(withdrawn_at=None).select_related("owner", "approved_by")
    return list(claims.order_by(F("approved_at").asc(nulls_first=True), "expires_at", "pk")[:MOST])


def usable(brand: Brand | int, *, now: datetime) -> BrandQuerySet[Claim]:
    """Claims whose words may be used now."""
    return Claim.objects.of(brand).filter(approved_at__isnull=False, withdrawn_at=None, expires_at__gt=now)


def matching(case: Case, *, house: House) -> list[Answer]:
    """Our words for what the case's person may be claiming in public, the likest first. Two queries at most."""
    claims = {one.pk: one for one in usable(case.brand_id, now=house.clock()).order_by("pk")[:MOST]}
    if not claims or case.thread_id is None:
        return []
    texts = PostText.objects.of(case.brand_id).filter(
        post__thread=case.thread_id, post__author=case.person_id, post__own=False, post__deleted_at=None,
        post__crowded=False, version=F("post__version"), redacted_at=None,
    )  # fmt: skip
    said = texts.order_by("-post__created_at", "-post_id").values_list("text", flat=True)[:MOST_POSTS]
    common = house.knowledge.guard.stop
    found = alike("\n".join(said), {number: one.claim for number, one in claims.items()}, common)
    return [Answer(claims[number], words_in(claims[number], case.language)) for number in found[:MOST_SUGGESTED]]


def suggest_answer(case: Case, number: int, *, house: House) -> str:
    """Our words of this claim in the case's language; "" for one that may not be used (any more)."""
    claim = usable(case.brand_id, now=house.clock()).filter(pk=number).first()
    return "" if claim is None else words_in(claim, case.language)


def words_in(claim: Claim, language: str) -> str:
    """Our words in this language, in English where there are none, else in any."""
    wording: dict[str, str] = claim.wording
    short = language.lower().partition("-")[0]
    return wording.get(short) or wording.get("en") or next(iter(wording.values()))


def tell_expired(house: House) -> int:
    """Tell the owners of words that have expired, once each; how many there were."""
    now = house.clock()
    with transaction.atomic():
        late = Claim.objects.filter(Q(approved_at__isnull=False), withdrawn_at=None, told_at=None, expires_at__lte=now)
        expired = list(late.order_by("pk").select_for_update(of=("self",), skip_locked=True)[:MOST])
        for one in expired:
            one.told_at = now
            one.save(update_fields=["told_at"])
            words = f"Our words for the claim “{one}” have expired. Propose them again, or withdraw them."
            raise_notice(one.brand_id, EXPIRED, f"claim:{one.pk}", words, at=now, agent=one.owner_id)
            append(one.brand_id, [Happening(f"claim:{one.pk}", "expired", "system")], at=now)
    return len(expired)


def judged(claim: Claim, language: str, *, house: House) -> Verdict:
    """What the guard says to these words as a public reply to nobody in particular, in every sector of the brand."""
    brand, text = claim.brand, claim.wording[language]
    sectors = {name for each in ChannelAccount.objects.of(brand).values_list("sectors", flat=True) for name in each}
    context = GuardContext(
        recipient="",
        author=Author(claim.owner.name, claim.owner.initials, brand.name, tuple(brand.contacts)),
        now=house.clock(),
        sectors=tuple(sorted(sectors)),
        own_addresses=tuple(told.own_places(brand.pk)[0]),
    )
    payload = Payload(
        network="", surface=Surface.PUBLIC, text=text, recipient="", draft_start=0, draft_end=len(text),
        links=tuple(_LINK.findall(text)), language=language, length=len(text),
    )  # fmt: skip
    return judge(payload, context, house.knowledge.guard)


def _check_words(verdict: Verdict, language: str) -> None:
    if verdict.decision is not Decision.ALLOW:
        held = dict.fromkeys(finding.message for finding in verdict.held)
        raise ClaimError(f"The guard holds back the words in {language}: {' '.join(held)}")


def _check_right(agent: Agent, brand: int, verb: str) -> None:
    if not may(roles_of(agent, brand), verb):
        raise ClaimError("Your role at this brand does not do this. Ask a supervisor.")


def _held(claim: Claim) -> Claim:
    claims = Claim.objects.of(claim.brand_id).select_related("brand", "owner").select_for_update(of=("self",))
    return claims.get(pk=claim.pk)


def _record(claim: Claim, verb: str, agent: Agent, payload: Mapping[str, object] | None, *, at: datetime) -> None:
    append(claim.brand_id, [Happening(f"claim:{claim.pk}", verb, f"agent:{agent.pk}", payload=payload)], at=at)
