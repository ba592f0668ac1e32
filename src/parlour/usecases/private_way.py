"""Through which of our accounts we speak with a person in private: where they spoke to us last, or agreed to."""

from datetime import datetime
from typing import Final

from parlour.channels.mail.reading import NETWORK as MAIL
from parlour.channels.room.reading import NETWORK
from parlour.store.models import Case, ChannelAccount, Hearing, Move, RoomVisit, Way
from parlour.usecases.reply_alias import mail_address

_NETWORKS: Final[dict[str, str]] = {Way.ROOM: NETWORK, Way.EMAIL: MAIL}


def private_account(case: Case) -> ChannelAccount:
    """Where they spoke to us last: the account of the case, the room or our mail; else where they were invited to.

    Mail only where there is an address of theirs to write to.
    """
    own, beside = _own(case), _beside(case)
    if not beside:
        return own
    spoken = [(at, account) for account in (own, *beside.values()) if (at := _spoken(case, account)) is not None]
    if spoken:
        return max(spoken, key=lambda pair: (pair[0], pair[1].network == NETWORK))[1]
    newest = Move.objects.of(case.brand_id).filter(case=case.pk).order_by("-pk").first()
    offered = beside.get(_NETWORKS.get(newest.way, "")) if newest is not None else None
    return offered or own


def _beside(case: Case) -> dict[str, ChannelAccount]:
    """Network → account by which this person can be spoken to beside the account of the case."""
    rows = ChannelAccount.objects.of(case.brand_id).filter(network__in=_NETWORKS.values()).order_by("-pk")
    found = {account.network: account for account in rows}
    if MAIL in found and not mail_address(case):
        del found[MAIL]
    return found


def room_account(brand: int) -> ChannelAccount | None:
    """The account by which the brand's rooms are heard; None where there are none."""
    return ChannelAccount.objects.of(brand).filter(network=NETWORK).order_by("pk").first()


def _own(case: Case) -> ChannelAccount:
    account: ChannelAccount = case.account
    return account


def _spoken(case: Case, account: ChannelAccount) -> datetime | None:
    """When they spoke to us last through this account; coming into a room is speaking."""
    came = _last_visit(case) if account.network == NETWORK else None
    return max(filter(None, (_last_written(case, account), came)), default=None)


def _last_written(case: Case, account: ChannelAccount) -> datetime | None:
    heard = Hearing.objects.filter(
        account=account, post__conversation__account=account, post__author=case.person_id, post__deleted_at=None
    )
    written = heard.order_by("-post__created_at").values_list("post__created_at", flat=True)
    return written.first()


def _last_visit(case: Case) -> datetime | None:
    visits = RoomVisit.objects.of(case.brand_id).filter(room__move__case=case.pk)
    return visits.order_by("-begun_at").values_list("begun_at", flat=True).first()
