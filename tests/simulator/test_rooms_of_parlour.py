"""People of the make-believe network at the doors of Parlour's own rooms, over the forms a browser would be shown."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx2
import pytest
from django.conf import settings
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections

from parlour.knowledge import Knowledge
from parlour.knowledge.guard.load import load_guard
from parlour.simulator.network import Network, NewStatus, Status
from parlour.simulator.player import Player
from parlour.store.models import Case, Move, PostText, Proof, Room, RoomVisit
from parlour.usecases import house as the_real
from parlour.usecases.doorbell import doorbell_link
from parlour.usecases.invite import suggest_room_invitation
from parlour.usecases.send import send_due
from tests.simulator.doors import doors
from tests.usecases.lobby import Lobby
from tests.usecases.test_moves import tell

HOST = "127.0.0.2"
"""This machine too; the usual name of it is one the guard lets nobody name in public."""


@dataclass
class Town:
    """The people, and the house they come to. What they say is heard there at once; time passes for both alike."""

    lobby: Lobby
    folder: Path
    cases: dict[str, Case] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.lobby.rooms(f"http://{HOST}:8100")
        self.network = Network(clock=self.lobby.clock)
        self.player = Player(self.network, doors(self.folder))
        self.player.guests.transport = httpx2.WSGITransport(app=get_wsgi_application())
        self.player.play("doors")
        self.player.run_due()
        self.network.observe(self._hear)

    def _hear(self, status: Status) -> None:
        author = self.network.books.accounts.get(status.author)
        if author.brand:
            return
        case = self.cases.get(author.acct) or next(iter(self.cases.values()))
        # The house goes by another name on the make-believe network than on the one where it hears.
        private, text = status.visibility == "direct", status.wording.text.replace("@marlowcare", "@marlow")
        heard = self.lobby.post(case, text, private=private, by=self.lobby.person(author.acct))
        tell(self.lobby, heard, self.cases.get(author.acct), text)

    def invite(self, name: str) -> Case:
        """The words the desk suggests, approved and sent, reach the person on their network."""
        case = self.cases[name] = self.lobby.case(self.lobby.person(name), "My root canal went wrong.")
        words = suggest_room_invitation(case, house=self.lobby.house)
        self.lobby.submit(case, words, purpose="invitation")
        self.pass_by(11)
        send_due(self.lobby.house)
        self.brand(f"@{name} {words}")
        return case

    def brand(self, text: str) -> None:
        person = self.network.account(text[1:].split(maxsplit=1)[0])
        complaint = next(each for each in self.network.books.statuses.everything() if each.author == person.id)
        self.network.post_status(self.network.account("marlowcare"), NewStatus(text=text, in_reply_to_id=complaint.id))

    def answer(self, case: Case, text: str) -> None:
        """Ada answers inside."""
        case.refresh_from_db()
        self.lobby.submit(case, text, purpose="private")
        self.pass_by(11)
        send_due(self.lobby.house)

    def pass_by(self, seconds: int) -> None:
        for _ in range(seconds):
            self.lobby.clock.forward(1)
            self.player.run_due()

    def stage(self, name: str) -> object:
        return next(each["stage"] for each in self.player.guests.visits() if each["by"] == name)

    def said(self, name: str) -> list[str]:
        account = self.network.account(name)
        return [each.wording.text for each in self.network.books.statuses.everything() if each.author == account.id]


@pytest.fixture(scope="module")
def what_guards() -> Knowledge:
    return Knowledge(guard=load_guard())


@pytest.fixture
def kept_connections() -> Iterator[None]:
    """Requests here run within the test's own transaction, so none of them may close its connection."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def town(
    db: None, what_guards: Knowledge, kept_connections: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Town:
    lobby = Lobby(what_guards)
    monkeypatch.setattr(the_real, "_built", [lobby.house])
    monkeypatch.setattr(settings, "ALLOWED_HOSTS", [HOST])
    return Town(lobby, tmp_path)


def state(case: Case) -> str:
    return str(Move.objects.get(case=case).state)


def test_invited_person_proves_it_by_a_message_comes_in_and_talks(town: Town) -> None:
    case = town.invite("mara")
    town.pass_by(13)
    assert (state(case), town.stage("mara")) == ("open", "inside")
    assert [proof.words for proof in Proof.objects.all()] == [town.said("mara")[-1].removeprefix("@marlowcare ")]
    assert list(RoomVisit.objects.values_list("room__move__case", flat=True)) == [case.pk]
    assert PostText.objects.filter(text="It still hurts at night.").count() == 1
    town.answer(case, "I am sorry to hear that. I will call the surgery today. AD")
    town.pass_by(8)
    assert PostText.objects.filter(text="Thank you.").count() == 1
    (visit,) = town.player.guests.visits()
    assert (visit["stage"], visit["wrote"], visit["heard"]) == ("silent", 2, 1)
    town.brand("@mara We are glad this is settled.")
    town.pass_by(2)
    assert town.said("mara")[-1] == "@marlowcare All good now."


def test_who_posts_the_words_for_all_to_see_comes_in_and_may_say_nothing(town: Town) -> None:
    case = town.invite("vera")
    town.pass_by(13)
    assert (state(case), town.stage("vera"), Room.objects.count()) == ("open", "silent", 1)
    assert PostText.objects.filter(post__network="room").count() == 0


def test_who_finds_a_posted_link_comes_no_further_than_the_words(town: Town) -> None:
    case = town.invite("pim")
    town.pass_by(13)
    assert doorbell_link(case, house=town.lobby.house) in town.said("pim")[-1]
    assert (town.stage("nosy"), len(town.said("nosy"))) == ("proving", 2)
    town.pass_by(620)
    assert (town.stage("nosy"), town.said("nosy")[-1]) == ("shut out", "@marlowcare It will not have me.")
    assert (state(case), Room.objects.count()) == ("offered", 0)


def test_words_from_another_account_open_nothing(town: Town) -> None:
    case = town.invite("otto")
    town.pass_by(640)
    assert (town.stage("otto"), state(case), Room.objects.count()) == ("shut out", "offered", 0)
    assert len(town.said("otto_two")) == 2


def test_friend_who_answers_in_their_place_agrees_to_nothing(town: Town) -> None:
    case = town.invite("gil")
    town.pass_by(12)
    assert town.said("ann")[-1].startswith("@marlowcare I speak for him. ")
    assert state(case) == "offered"


def test_who_comes_when_the_bell_no_longer_rings_says_so(town: Town) -> None:
    case = town.invite("late")
    town.lobby.clock.forward(691_300)
    town.pass_by(3)
    assert (town.stage("late"), town.said("late")[-1]) == ("shut out", "@marlowcare Your link opens nothing any more.")
    assert (state(case), Room.objects.count()) == ("offered", 0)
