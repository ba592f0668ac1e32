"""Through which of our accounts we speak with a person in private: where they spoke to us last, or agreed to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import F, Max

from parlour.channels.mail.reading import NETWORK as MAIL
from parlour.channels.room.reading import NETWORK
from parlour.store.models import Case, ChannelAccount, Hearing, Move, RoomVisit, Way
from parlour.usecases.reply_alias import mail_address

_NETWORKS: Final[dict[str, str]] = {Way.ROOM: NETWORK, Way.EMAIL: MAIL}


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the private ways of a case follow from, read once for all who ask: its moves, oldest first, each with the
    key that counts as consent, and the accounts by which the brand's rooms and mail are heard."""

    moves: tuple[Move, ...]
    room: ChannelAccount | None
    mail: ChannelAccount | None

    @property
    def newest(self) -> Move | None:
        """The move that counts now; None for a case that was never invited."""
        return self.moves[-1] if self.moves else None


def surroundings(case: Case) -> Surroundings:
    """What stands there now. Two queries."""
    moves = list(Move.objects.of(case.brand_id).filter(case=case.pk).select_related("consent_key").order_by("pk"))
    for move in moves:
        move.case = case  # whoever asks a move about its case is not sent to the database
    rows = ChannelAccount.objects.of(case.brand_id).filter(network__in=_NETWORKS.values()).order_by("-pk")
    accounts = {account.network: account for account in rows}
    return Surroundings(tuple(moves), room=accounts.get(NETWORK), mail=accounts.get(MAIL))


def private_account(case: Case, around: Surroundings | None = None) -> ChannelAccount:
    """Where they spoke to us last: the account of the case, the room or our mail; else where they were invited to.

    Mail only where there is an address of theirs to write to.
    """
    around = around or surroundings(case)
    own, beside = _own(case), _beside(case, around)
    if not beside:
        return own
    spoken = _spoken(case, (own, *beside.values()))
    if spoken:
        return max(spoken, key=lambda pair: (pair[0], pair[1].network == NETWORK))[1]
    offered = beside.get(_NETWORKS.get(around.newest.way, "")) if around.newest is not None else None
    return offered or own


def _beside(case: Case, around: Surroundings) -> dict[str, ChannelAccount]:
    """Network → account by which this person can be spoken to beside the account of the case."""
    mail = around.mail if around.mail is not None and mail_address(case) else None
    return {account.network: account for account in (around.room, mail) if account is not None}


def way_through(account: ChannelAccount, case: Case) -> Way:
    """The way that words to the person of this case take through this account."""
    ways = {network: Way(way) for way, network in _NETWORKS.items()}
    return Way.MESSAGE if account.pk == case.account_id else ways.get(account.network, Way.MESSAGE)


def room_account(brand: int) -> ChannelAccount | None:
    """The account by which the brand's rooms are heard; None where there are none."""
    return ChannelAccount.objects.of(brand).filter(network=NETWORK).order_by("pk").first()


def _own(case: Case) -> ChannelAccount:
    account: ChannelAccount = case.account
    return account


def _spoken(case: Case, accounts: Iterable[ChannelAccount]) -> list[tuple[datetime, ChannelAccount]]:
    """When they spoke to us last through each account they did; coming into a room is speaking."""
    among = {account.pk: account for account in accounts}
    spoken = [(at, among[number]) for number, at in _last_written(case, among)]
    rooms = [account for account in among.values() if account.network == NETWORK]
    came = _last_visit(case) if rooms else None
    return spoken + [(came, account) for account in rooms if came is not None]


def _last_written(case: Case, accounts: Iterable[int]) -> list[tuple[int, datetime]]:
    """Account → when they wrote to us last in private, through each account they did."""
    heard = Hearing.objects.filter(
        account__in=accounts,
        post__conversation__account=F("account"),
        post__conversation__person=case.person_id,
        post__author=case.person_id,
        post__deleted_at=None,
    )
    return list(heard.order_by().values_list("account").annotate(Max("post__created_at")))


def _last_visit(case: Case) -> datetime | None:
    visits = RoomVisit.objects.of(case.brand_id).filter(room__move__case=case.pk)
    return visits.order_by("-begun_at").values_list("begun_at", flat=True).first()
