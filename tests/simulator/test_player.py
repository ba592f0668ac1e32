"""Scenes played on a clock that only moves when told, and people's reactions to the brand."""

from pathlib import Path

import pytest

from parlour.simulator.cast import load_cast
from parlour.simulator.clock import ManualClock
from parlour.simulator.network import Network, NewStatus, Status
from parlour.simulator.player import Player
from tests.simulator.scenes import ECHO, TOOTH, small_cast, write_cast


class Stage:
    """A player, its clock, and the brand's voice."""

    def __init__(self, folder: Path, speed: float = 1.0) -> None:
        self.clock = ManualClock()
        self.player = Player(Network(clock=self.clock), small_cast(folder), speed=speed)
        self.network = self.player.network

    def wait(self, seconds: float) -> None:
        for _ in range(round(seconds * 10)):
            self.clock.advance(0.1)
            self.player.run_due()

    def brand(self, text: str, reply_to: Status | None = None, visibility: str = "public") -> Status:
        parent = reply_to.id if reply_to else None
        new = NewStatus(text=text, in_reply_to_id=parent, visibility=visibility)
        return self.network.post_status(self.network.account("marlowcare"), new)

    def complaint(self) -> Status:
        self.player.play("tooth")
        self.player.run_due()
        return self.last()

    def last(self) -> Status:
        return list(self.network.books.statuses.everything())[-1]

    def said(self) -> list[tuple[str, str, str]]:
        everything = self.network.books.statuses.everything()
        accounts = self.network.books.accounts
        return [(accounts.get(s.author).acct, s.visibility, s.wording.text) for s in everything]


def test_scene_plays_in_its_time(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    assert stage.complaint().wording.text == "@marlowcare it hurts"
    stage.wait(9.9)
    assert len(stage.said()) == 1
    stage.wait(0.2)
    assert stage.said()[1] == ("gil@other.example", "public", "@nora @marlowcare oh dear")
    stage.wait(30)
    assert stage.said()[0][2] == "@marlowcare it hurts a lot"
    stage.wait(260)
    first = next(iter(stage.network.books.statuses.everything()))
    assert first.deleted_at is not None
    assert len(stage.player.agenda) == 0


def test_what_is_shown_goes_out_with_the_words(tmp_path: Path) -> None:
    shown = 'pictures = [{ thing = "eye", description = "red", sensitive = true }, { thing = "kettle" }]\nedits = '
    reacts = 'text = "And now?"\npictures = [{ thing = "keys" }]'
    tooth = TOOTH.replace("edits = ", shown).replace('text = "And now?"', reacts)
    clock = ManualClock()
    player = Player(Network(clock=clock), load_cast(write_cast(tmp_path, tooth=tooth)))
    player.play("tooth")
    player.run_due()
    (said,) = player.network.books.statuses.everything()
    told = player.network.present.status(said, None)
    assert told["sensitive"] is True
    shown_to_all = [player.network.books.media.get(each) for each in said.wording.media_ids]
    assert [(each.kind, each.description) for each in shown_to_all] == [("image", "red"), ("image", None)]
    brand = player.network.account("marlowcare")
    player.network.post_status(brand, NewStatus(text="@nora sorry", in_reply_to_id=said.id))
    clock.advance(60)
    player.run_due()
    assert (len(said.versions), said.wording.media_ids) == (2, said.versions[0].media_ids)
    answer = next(each for each in player.network.books.statuses.everything() if "And now?" in each.wording.text)
    assert [player.network.books.media.get(each).thing for each in answer.wording.media_ids] == ["keys"]
    assert player.mishaps == []


def test_speed_shortens_every_wait(tmp_path: Path) -> None:
    stage = Stage(tmp_path, speed=10)
    stage.complaint()
    stage.wait(1)
    assert len(stage.said()) == 2


@pytest.mark.parametrize("speed", [0, -1])
def test_speed_must_be_positive(tmp_path: Path, speed: float) -> None:
    with pytest.raises(ValueError, match="speed"):
        Stage(tmp_path, speed=speed)


def test_answer_to_another_scene_waits_for_it(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    with pytest.raises(ValueError, match="play the scene 'tooth' first"):
        stage.player.play("zecho")
    stage.player.play("tooth")
    stage.player.play("zecho")
    stage.wait(12)
    assert stage.said()[2] == ("otto", "public", "@gil@other.example @nora @marlowcare same here")


def test_scene_is_played_once_until_reset(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    first = stage.complaint()
    with pytest.raises(ValueError, match="reset first"):
        stage.player.play("tooth")
    with pytest.raises(KeyError):
        stage.player.play("nothing")
    stage.player.reset()
    assert (stage.said(), len(stage.player.agenda)) == ([], 0)
    assert stage.complaint().author == first.author


def test_post_the_network_refuses_is_a_mishap_and_the_play_goes_on(tmp_path: Path) -> None:
    write_cast(tmp_path, tooth=TOOTH.replace('@marlowcare it hurts"', "x" * 501 + '"'), zecho=ECHO)
    player = Player(Network(clock=(clock := ManualClock())), load_cast(tmp_path))
    player.play("tooth")
    clock.advance(20)
    player.run_due()
    assert player.mishaps == ["tooth.1: Validation failed: Text character limit of 500 exceeded"]
    assert [each.wording.text for each in player.network.books.statuses.everything()] == ["oh dear"]


def test_same_seed_and_clock_make_the_same_play(tmp_path: Path) -> None:
    def play() -> list[object]:
        stage = Stage(tmp_path)
        stage.brand("@nora hello", stage.complaint())
        stage.wait(20)
        return [(each.id, each.wording.text) for each in stage.network.books.statuses.everything()]

    assert play() == play()


def test_reply_is_answered_in_the_thread(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    reply = stage.brand("Sorry to hear that, @nora.", stage.complaint())
    stage.wait(4.9)
    assert stage.last() is reply
    stage.wait(0.2)
    answer = stage.last()
    assert (answer.wording.text, answer.in_reply_to_id, answer.visibility) == (
        "@marlowcare And now?",
        reply.id,
        "public",
    )
    assert answer.origin == "reaction:tooth/tooth.toml, reaction 1 (nora)"


def test_invitation_is_followed_by_a_fresh_direct_message_with_the_code(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.brand("@nora Please send us a private message and quote amber kite.", stage.complaint())
    stage.wait(6.1)
    message = stage.last()
    assert (message.visibility, message.wording.text, message.in_reply_to_id) == (
        "direct",
        "@marlowcare Here I am: amber kite.",
        None,
    )


def test_invitation_without_a_code_leaves_its_place_empty(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.brand("@nora Please write to us in private.", stage.complaint())
    stage.wait(6.1)
    assert stage.last().wording.text == "@marlowcare Here I am: ."


def test_direct_messages_are_answered_each_time_in_their_thread(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.complaint()
    for _ in range(2):
        asked = stage.brand("@nora May we talk here?", visibility="direct")
        stage.wait(1.1)
        assert (stage.last().wording.text, stage.last().in_reply_to_id) == ("@marlowcare Yes.", asked.id)


def test_public_word_after_a_private_talk_is_a_closure(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    complaint = stage.complaint()
    stage.brand("@nora May we talk here?", visibility="direct")
    stage.wait(2)
    closing = stage.brand("@nora Glad we sorted this out by message.", complaint)
    stage.wait(2.1)
    assert list(closing.favourited_by) == [stage.network.account("nora").id]


def test_any_counts_every_class_and_only_what_reaches_the_person(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.complaint()
    stage.brand("@gil@other.example hello")
    stage.wait(3)
    stage.brand("nothing for anybody")
    stage.wait(3)
    assert "Leave me out of it." not in stage.last().wording.text
    stage.brand("@gil@other.example please write us a message")
    stage.wait(1.1)
    assert stage.last().wording.text == "@marlowcare Leave me out of it."


@pytest.mark.parametrize(
    ("does", "text", "versions", "deleted"),
    [
        ("edit", 'text = "all good"', ["@marlowcare it hurts", "@marlowcare all good"], False),
        ("delete", "", ["@marlowcare it hurts"], True),
        ("silence", "", ["@marlowcare it hurts"], False),
    ],
)
def test_person_takes_words_back(tmp_path: Path, does: str, text: str, versions: list[str], deleted: bool) -> None:
    changed = TOOTH.replace('does = "reply"\ntext = "And now?"', f'does = "{does}"\n{text}')
    write_cast(tmp_path, tooth=changed, zecho=ECHO)
    clock = ManualClock()
    player = Player(Network(clock=clock), load_cast(tmp_path))
    player.play("tooth")
    player.run_due()
    status = next(iter(player.network.books.statuses.everything()))
    reply = NewStatus(text="@nora sorry", in_reply_to_id=status.id)
    player.network.post_status(player.network.account("marlowcare"), reply)
    clock.advance(5)
    player.run_due()
    assert [each.text for each in status.versions] == versions
    assert (status.deleted_at is not None) == deleted


def test_shipped_cast_plays_whole_without_a_mishap() -> None:
    clock = ManualClock()
    player = Player(Network(clock=clock), load_cast())
    posts = sum(player.play(scene.id, start_after=20 * index) for index, scene in enumerate(player.cast.scenes))
    for _ in range(2000):
        clock.advance(5)
        player.run_due()
    origins = [each.origin for each in player.network.books.statuses.everything()]
    assert player.mishaps == []
    assert len(player.agenda) == 0
    assert sorted(origins) == sorted(f"cast:{post.id}" for scene in player.cast.scenes for post in scene.posts)
    assert posts == len(origins)
