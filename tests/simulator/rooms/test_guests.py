"""People on their way into a room of which they know only the pages."""

from pathlib import Path

import pytest

from parlour.simulator.clock import ManualClock
from parlour.simulator.network import Network, NewStatus, Status
from parlour.simulator.player import Player
from parlour.simulator.rooms import guests
from tests.simulator.doors import doors
from tests.simulator.rooms.door import LINK, WORDS, Door

ROOM = f"If you like, come to our private room: {LINK} A person answers you there."


class Town:
    """A play on a clock moved by hand, before a door in memory that knows words once they stand on the network."""

    def __init__(self, folder: Path, door: Door, *, knows: str = "", replaced: tuple[str, str] = ("", "")) -> None:
        self.clock, self.door, self.knows = ManualClock(), door, knows
        self.player = Player(Network(clock=self.clock), doors(folder, replaced=replaced))
        self.network = self.player.network
        self.player.guests.transport = door.transport
        self.player.play("doors")
        self.player.run_due()
        self.network.observe(self._read)

    def _read(self, status: Status) -> None:
        author = self.network.books.accounts.get(status.author).acct
        self.door.heard = self.door.heard or (WORDS in status.wording.text and author == self.knows)

    def brand(self, name: str, text: str, visibility: str = "public") -> None:
        complaint = next(each for each in self.statuses() if each.author == self.network.account(name).id)
        new = NewStatus(text=f"@{name} {text}", in_reply_to_id=complaint.id, visibility=visibility)
        self.network.post_status(self.network.account("marlowcare"), new)

    def wait(self, seconds: int) -> None:
        for _ in range(seconds):
            self.clock.advance(1)
            self.player.run_due()

    def statuses(self) -> list[Status]:
        return list(self.network.books.statuses.everything())

    def last(self) -> tuple[str, str, str]:
        status = self.statuses()[-1]
        return self.network.books.accounts.get(status.author).acct, status.visibility, status.wording.text

    def visit(self, name: str) -> tuple[object, ...]:
        visit = next(each for each in self.player.guests.visits() if each["by"] == name)
        return visit["stage"], visit["wrote"], visit["heard"]


@pytest.fixture
def door() -> Door:
    return Door()


@pytest.fixture
def town(tmp_path: Path, door: Door) -> Town:
    """Mara has just been invited, and the door will know words of hers."""
    made = Town(tmp_path, door, knows="mara")
    made.brand("mara", ROOM)
    return made


def test_person_proves_with_a_message_and_writes_inside(town: Town, door: Door) -> None:
    town.wait(4)
    assert door.asked == []
    town.wait(1)
    assert town.last() == ("mara", "direct", f"@marlowcare {WORDS}")
    assert town.visit("mara") == ("proving", 0, 0)
    town.wait(6)
    assert (door.said, town.visit("mara")) == ({"0": "It still hurts at night."}, ("inside", 1, 0))
    door.answers = 1
    town.wait(8)
    assert list(door.said.values()) == ["It still hurts at night.", "Thank you."]
    assert town.visit("mara") == ("silent", 2, 1)
    asked = len(door.asked)
    town.wait(600)
    assert len(door.asked) == asked


def test_word_in_public_after_the_talk_inside_is_a_closure(town: Town, door: Door) -> None:
    town.wait(12)
    town.brand("mara", "Good that we talked in private.")
    town.wait(1)
    assert town.last()[2] == "@marlowcare All good now."


def test_words_are_posted_for_all_to_see_by_who_likes_that(tmp_path: Path, door: Door) -> None:
    town = Town(tmp_path, door, knows="vera")
    town.brand("vera", ROOM)
    town.wait(5)
    assert town.last() == ("vera", "public", f"@marlowcare {WORDS}")
    town.wait(7)
    assert (town.visit("vera"), door.said) == (("silent", 0, 0), {})


def test_words_nobody_hears_are_given_up_after_ten_minutes(tmp_path: Path, door: Door) -> None:
    town = Town(tmp_path, door, knows="otto")
    town.brand("otto", ROOM)
    town.wait(5)
    assert town.last()[0] == "otto_two"
    town.wait(599)
    assert town.visit("otto")[0] == "proving"
    town.wait(1)
    assert town.visit("otto") == ("shut out", 0, 0)
    assert len(door.asked) == 103
    town.wait(600)
    assert len(door.asked) == 103


def test_somebody_named_in_an_answer_follows_the_link_posted_there(tmp_path: Path, door: Door) -> None:
    town = Town(tmp_path, door, knows="pim")
    town.brand("pim", ROOM)
    town.wait(5)
    assert town.last() == ("pim", "public", f"@marlowcare @nosy look what they sent me: {LINK}")
    town.wait(5)
    assert town.last() == ("nosy", "direct", f"@marlowcare {WORDS}")
    town.wait(602)
    assert town.last()[2] == "@marlowcare It will not have me."
    assert [each["by"] for each in town.player.guests.visits()] == ["nosy"]


def test_friend_who_is_called_knows_code_and_link_of_the_invitation(tmp_path: Path, door: Door) -> None:
    town = Town(tmp_path, door)
    town.brand("gil", f"Please write to us in private with the word bogam-mugat. {ROOM}")
    town.wait(10)
    assert town.last() == ("ann", "direct", f"@marlowcare I speak for him. bogam-mugat{LINK}")


def test_nobody_is_called_by_an_answer_to_somebody_else(tmp_path: Path, door: Door) -> None:
    town = Town(tmp_path, door)
    town.player.say("gil", "@ann good morning", reply_to=town.statuses()[0].id)
    town.wait(10)
    assert town.last()[0] == "gil"


def test_link_that_opens_nothing_is_told_in_the_thread(tmp_path: Path, door: Door) -> None:
    town = Town(tmp_path, door)
    door.open = False
    town.brand("late", ROOM)
    town.clock.advance(691_300)
    town.wait(3)
    assert town.last()[2] == "@marlowcare Your link opens nothing any more."
    assert door.asked == ["GET /room/bell1/"]


def test_link_to_another_machine_is_never_followed(tmp_path: Path, door: Door) -> None:
    town = Town(tmp_path, door)
    town.brand("mara", ROOM.replace("127.0.0.1", "care.example"))
    town.wait(20)
    assert (door.asked, town.visit("mara")) == ([], ("shut out", 0, 0))


def test_link_is_any_other_invitation_to_who_has_no_answer_of_their_own_to_it(tmp_path: Path, door: Door) -> None:
    town = Town(tmp_path, door)
    town.brand("kim", ROOM)
    town.wait(2)
    assert (town.last(), door.asked) == (("kim", "direct", "@marlowcare Here I am: ."), [])


def test_reminder_without_a_code_leaves_the_code_that_was_given(tmp_path: Path, door: Door) -> None:
    town = Town(tmp_path, door, replaced=('by = "kim"\non = "invitation"', 'by = "kim"\non = "invitation"\nat = 2'))
    town.brand("kim", "Please send us a private message with the word bogam-mugat.")
    town.brand("kim", "If you would like to talk in private, our offer above still stands.")
    town.wait(2)
    assert town.last()[2] == "@marlowcare Here I am: bogam-mugat."


def test_busy_house_is_asked_again_and_nothing_is_said_twice(town: Town, door: Door) -> None:
    town.wait(5)
    door.troubles = [503, 429]
    town.wait(12)
    assert door.said == {}
    town.wait(1)
    door.troubles = []
    town.wait(6)
    assert list(door.said.values()) == ["It still hurts at night."]
    door.answers, door.troubles = 1, [502]
    town.wait(20)
    assert list(door.said.values()) == ["It still hurts at night.", "Thank you."]


def test_words_whose_answer_was_lost_are_sent_again_and_said_once(town: Town, door: Door) -> None:
    door.loses = 2
    town.wait(11)
    assert town.visit("mara") == ("inside", 0, 0)
    town.wait(12)
    assert (door.said, town.visit("mara")) == ({"0": "It still hurts at night."}, ("inside", 1, 0))
    assert door.asked.count("POST /room/say") == 3


def test_words_the_room_refuses_are_not_sent_for_ever(town: Town, door: Door) -> None:
    door.refuses = True
    town.wait(12)
    assert (town.visit("mara"), door.asked.count("POST /room/say")) == (("inside", 0, 0), 1)


def test_answer_nobody_waits_for_any_more_is_waited_for_half_an_hour(town: Town, door: Door) -> None:
    town.wait(1900)
    assert (town.visit("mara"), door.asked.count("GET /room/")) == (("silent", 1, 0), 301)


def test_after_a_reset_everybody_is_at_home(tmp_path: Path, door: Door) -> None:
    town = Town(tmp_path, door)
    town.brand("mara", ROOM)
    town.wait(6)
    town.player.reset()
    asked = len(door.asked)
    town.wait(20)
    assert (town.player.guests.visits(), len(door.asked)) == ([], asked)


def test_one_too_many_finds_no_way_in(tmp_path: Path, door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guests, "MOST_GUESTS", 0)
    town = Town(tmp_path, door)
    town.brand("late", ROOM)
    town.clock.advance(691_300)
    town.wait(3)
    assert (town.last()[2], door.asked) == ("@marlowcare Your link opens nothing any more.", [])


def test_same_clock_makes_the_same_play(tmp_path: Path) -> None:
    def play() -> list[object]:
        town = Town(tmp_path, door := Door(), knows="mara")
        town.brand("mara", ROOM)
        town.brand("pim", ROOM)
        town.wait(30)
        return [door.asked, [(each.id, each.wording.text) for each in town.statuses()]]

    assert play() == play()
