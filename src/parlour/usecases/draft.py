"""Drafting: keeping what is typed, and judging it as the exact thing that would leave."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from typing import Final

import orjson

from parlour.channels.mail.reading import NETWORK as MAIL
from parlour.channels.port import Channel
from parlour.core.guard import judge as guard
from parlour.core.guard.rewrite import Measure
from parlour.core.nouns.draft import Draft, Media
from parlour.core.nouns.payload import Payload
from parlour.core.nouns.surface import Surface
from parlour.core.nouns.verdict import Verdict
from parlour.core.text import clean
from parlour.store.models import Agent, Case, ChannelAccount, Hearing, SavedDraft
from parlour.usecases.gather import guard_context
from parlour.usecases.house import House
from parlour.usecases.house_rules import with_company, with_ending, with_house_rules, with_repetition
from parlour.usecases.one_reply import Standing, as_edit, standing_reply
from parlour.usecases.private_way import private_account
from parlour.usecases.reply_alias import addressed_by_mail, as_mail, with_own_alias

PURPOSES: Final = {
    Surface.PUBLIC: ("reply", "invitation", "followup", "closure", "final_word"),
    Surface.PRIVATE: ("private",),
}


@dataclass(frozen=True, slots=True)
class Judged:
    """What would leave through which account of ours, and what the guard says about it.

    `reply_to` is the number of the post it answers, if any. `standing` is what of ours stands there and would be
    overwritten, None where nothing would.
    """

    account: ChannelAccount
    payload: Payload
    verdict: Verdict
    reply_to: int | None = None
    standing: Standing | None = None

    @property
    def instead_of(self) -> str:
        """The words that would be overwritten, "" where none would."""
        return self.standing.words if self.standing is not None else ""

    @property
    def shown(self) -> str:
        """SHA-256 (hex) over what an author is shown of it: the payload, the decision and what is held against it.

        Unlike the verdict's binding it stays the same when something became known that changes nothing here.
        """
        held = [[each.rule, each.severity.word, each.start, each.end] for each in self.verdict.held]
        return sha256(orjson.dumps([self.payload.digest(), self.verdict.decision.value, held])).hexdigest()


def save(case: Case, *, agent: Agent, surface: Surface, text: str, house: House, purpose: str = "") -> SavedDraft:
    """Keep what an agent has typed so far on this surface, and what for ("" for plain words); it is on no record."""
    draft, _ = SavedDraft.objects.update_or_create(
        case=case,
        agent=agent,
        surface=surface.value,
        defaults={
            "brand_id": case.brand_id,
            "purpose": purpose if text.strip() else "",
            "text": clean(text),
            "saved_at": house.clock(),
        },
    )
    return draft


def judge(  # noqa: PLR0913 - who, where, which words and files, and what for
    case: Case,
    *,
    agent: Agent,
    surface: Surface,
    text: str,
    purpose: str,
    house: House,
    media: tuple[Media, ...] = (),
) -> Judged:
    """Judge these words as the payload they would become, in answer to the person's newest post in that room.

    `media` goes with them where the account takes files. Raises ValueError for a purpose that has no place on this
    surface.
    """
    if purpose not in PURPOSES[surface]:
        raise ValueError(f"A {surface} reply is one of {', '.join(PURPOSES[surface])}, not {purpose!r}.")
    account = speaking_as(case, surface)
    target = _newest_hearing(case, account, surface)
    draft = Draft(
        surface=surface,
        text=clean(text),
        recipient=case.person.address,
        in_reply_to=target.external_id if target else "",
        language=case.language,
        media=media,
    )
    if account.network == MAIL:
        draft = as_mail(draft, case, agent=agent, account=account)
    channel = renderer(account, house)
    payload, standing = channel.render(draft), None
    if channel.capabilities.one_reply and surface is Surface.PUBLIC and target is not None:
        standing = standing_reply(account, target.post_id)
        payload = as_edit(payload, standing)
    verdict = judge_payload(
        payload, case=case, agent=agent, house=house,
        measure=lambda words: channel.render(replace(draft, text=words)).length,
    )  # fmt: skip
    verdict = with_house_rules(verdict, case, purpose=purpose, agent=agent, house=house)
    verdict = with_repetition(verdict, payload, case, house=house)
    return Judged(account, payload, verdict, target.post_id if target else None, standing)


def judge_payload(
    payload: Payload,
    *,
    case: Case,
    agent: Agent,
    house: House,
    written_at: datetime | None = None,
    measure: Measure | None = None,
) -> Verdict:
    """The verdict on exactly these bytes with all that is known now; `written_at` for words of an earlier moment,
    `measure` for how long a rewrite would be on the network."""
    context = guard_context(case, agent=agent, surface=payload.surface, house=house, written_at=written_at)
    context = with_own_alias(context, case, payload.text)
    if payload.network == MAIL:
        context = addressed_by_mail(context, case)
    verdict = guard(payload, context, house.knowledge.guard, measure)
    verdict = with_company(verdict, payload, case, agent=agent, house=house)
    return with_ending(verdict, payload, case)


def speaking_as(case: Case, surface: Surface) -> ChannelAccount:
    """The account that speaks: in public that of the case, in private the one they talk with us through."""
    account: ChannelAccount = case.account if surface is Surface.PUBLIC else private_account(case)
    return account


def _newest_hearing(case: Case, account: ChannelAccount, surface: Surface) -> Hearing | None:
    """The newest post of the person in that room as this account of ours heard it; None when there is none."""
    heard = Hearing.objects.filter(account=account, post__author=case.person_id, post__deleted_at=None)
    if surface is Surface.PUBLIC:
        heard = heard.filter(post__thread=case.thread_id, post__thread__isnull=False, post__crowded=False)
    else:
        heard = heard.filter(post__conversation__account=account, post__conversation__person=case.person_id)
    return heard.order_by("-post__created_at", "-post_id").first()


def renderer(account: ChannelAccount, house: House) -> Channel:
    """A channel of this account for rendering, which is pure; kept, because making one is slow."""
    settings = orjson.dumps(account.settings, option=orjson.OPT_SORT_KEYS)
    return _kept(house.connect, account.network, account.address, settings, bytes(account.secret))


@lru_cache(maxsize=64)
def _kept(
    connect: Callable[[ChannelAccount], Channel], network: str, address: str, settings: bytes, secret: bytes
) -> Channel:
    account = ChannelAccount(network=network, address=address, settings=orjson.loads(settings), secret=secret)
    return connect(account)
