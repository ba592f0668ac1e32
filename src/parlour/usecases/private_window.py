"""Whether words may be written to a person in private at this very moment; where not, what is possible instead."""

from datetime import datetime
from zoneinfo import ZoneInfo

from parlour.core.moves.ways import PrivateWay
from parlour.store.models import Case, ChannelAccount, Move, MoveState, Way
from parlour.usecases.house import House
from parlour.usecases.private_way import way_through
from parlour.usecases.suggest_move import own_way, ways_of


def closed(case: Case, account: ChannelAccount, *, house: House, leaving: bool = False) -> str:
    """Why nothing may be written through this account now, since when, and what is possible instead; "" where it may.

    The windows are those of the person's network: a room and mail of the house's own close only where they turned out
    to be closed to this person. `leaving` asks for words that are about to leave: they do not stand in their own way.
    """
    way = way_through(account, case)
    if way != Way.MESSAGE:
        reason = _turned_out_closed(case, way)
        return reason and _said(case, reason, way, house)
    own = own_way(case, house=house, leaving=leaving)
    if own is None:
        return _said(case, _turned_out_closed(case, way) or "There is no private message to this person.", way, house)
    return "" if own.ours else _said(case, _in_time(case, own), way, house)


def _turned_out_closed(case: Case, way: Way) -> str:
    """The reason kept with the newest move, where it says that this way is closed."""
    newest = Move.objects.of(case.brand_id).filter(case=case.pk).order_by("-pk").first()
    barred = newest is not None and (newest.state, newest.way) == (MoveState.CANNOT, way)
    return newest.reason if newest is not None and barred else ""


def _said(case: Case, reason: str, way: Way, house: House) -> str:
    """The reason with what is left."""
    others = possible_beside(case, way, house=house)
    if others:
        return " ".join((reason, "Still possible:", *others))
    return reason if case.thread_id is None else f"{reason} Stay with them in public."


def possible_beside(case: Case, way: Way, *, house: House) -> tuple[str, ...]:
    """The other ways there are now, each in a sentence with its end; none without a thread to invite them in.

    None, too, where the brand's setting for them cannot be read: the case's page says so.
    """
    if case.thread_id is None:
        return ()
    try:
        ways = ways_of(case, house=house)
    except ValueError:
        return ()
    return tuple(_in_time(case, one) for one in ways.open if one.way.value != way)


def _in_time(case: Case, way: PrivateWay) -> str:
    if way.ended is not None:
        return f"{way.words} It ended on {_moment(case, way.ended)}."
    return f"{way.words} Until {_moment(case, way.until)}." if way.until is not None else way.words


def _moment(case: Case, at: datetime) -> str:
    """In the brand's zone, which is named."""
    zone = ZoneInfo(case.brand.time_zone)
    local = at.astimezone(zone)
    return f"{local.day} {local:%B %Y} at {local:%H:%M} ({zone.key})"
