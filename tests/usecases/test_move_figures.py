"""Figures of moves out of the record, as people's words and acts wrote it."""

from datetime import timedelta

from parlour.core.metrics.moves import MoveFigures, Spread
from parlour.store.models import Brand, Case, ChannelAccount, EventPayload
from parlour.usecases.move_figures import Figured, move_figures
from parlour.usecases.settle import settle
from tests.usecases.lobby import START, Lobby
from tests.usecases.test_moves import invite, says


def through(lobby: Lobby, case: Case, *, answer: float) -> None:
    """Invited, agreed after `answer` seconds by writing in private, settled ten minutes later."""
    invite(lobby, case)
    lobby.clock.forward(answer - 12)  # an invitation stands twelve seconds after it was approved
    says(lobby, case, "Hello, this is about my router.", private=True)
    lobby.clock.forward(600)
    settle(case, agent=lobby.ada, house=lobby.house)


def found(lobby: Lobby, network: str = "", sector: str = "") -> dict[tuple[str, str], MoveFigures]:
    rows = move_figures(lobby.brand, since=START, network=network, sector=sector)
    return {(row.by, row.name): row.figures for row in rows}


def test_brand_without_moves_has_no_figures(lobby: Lobby) -> None:
    lobby.case()
    assert move_figures(lobby.brand, since=START) == []


def test_figures_are_those_of_the_record(lobby: Lobby) -> None:
    through(lobby, lobby.case(), answer=100)
    invite(lobby, lobby.case(lobby.person("olga")))
    assert found(lobby)["all", ""] == MoveFigures(
        offered=2,
        consented=1,
        settled=1,
        unsolved=0,
        closed=0,
        took={"offered": Spread(1, 100, 100), "consented": Spread(1, 0, 0), "open": Spread(1, 600, 600)},
    )


def test_talk_that_ended_unsolved_is_counted_as_such(lobby: Lobby) -> None:
    case = lobby.case()
    invite(lobby, case)
    says(lobby, case, "Hello.", private=True)
    settle(case, agent=lobby.ada, house=lobby.house, reason="They stopped answering.")
    assert (found(lobby)["all", ""].settled, found(lobby)["all", ""].unsolved) == (1, 1)


def test_cuts_by_network_and_sector_narrow_down_and_nobody_is_counted_for_others(lobby: Lobby) -> None:
    lobby.account.sectors = ["health", "finance"]
    lobby.account.save()
    through(lobby, lobby.case(), answer=60)
    other = ChannelAccount.objects.create(
        brand=lobby.brand, network="elsewhere", address="us@else.example", sectors=["finance"]
    )
    case = lobby.case(lobby.person("olga"))
    invite(lobby, case)
    Case.objects.filter(pk=case.pk).update(account=other)
    offered = {name: figures.offered for name, figures in found(lobby).items()}
    assert offered == {
        ("all", ""): 2,
        ("network", "elsewhere"): 1,
        ("network", "lobby"): 1,
        ("sector", "finance"): 2,
        ("sector", "health"): 1,
    }
    assert found(lobby, network="elsewhere")["all", ""].offered == 1
    assert found(lobby, sector="health")["all", ""].consented == 1
    assert found(lobby, network="elsewhere", sector="health") == {}


def test_moves_offered_before_are_left_out(lobby: Lobby) -> None:
    invite(lobby, lobby.case())
    assert move_figures(lobby.brand, since=START + timedelta(seconds=1)) == []


def test_steps_whose_content_was_erased_still_count_for_their_move(lobby: Lobby) -> None:
    through(lobby, lobby.case(), answer=60)
    before = found(lobby)
    EventPayload.objects.all().delete()
    assert found(lobby) == before


def test_moves_of_another_brand_are_not_counted(lobby: Lobby) -> None:
    invite(lobby, lobby.case())
    other = Brand.objects.create(slug="krone", name="Krone")
    assert move_figures(other, since=START) == []
    assert move_figures(lobby.brand, since=START)[0] == Figured("all", "", MoveFigures(1, 0, 0, 0, 0, {}))
