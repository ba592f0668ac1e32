"""The time in which a network lets us write in private holds when words are approved, and again when they leave."""

from datetime import timedelta

import pytest

from parlour.channels.port import NeedsReauth, RateLimited, Rejected, Retryable
from parlour.store.models import Case, ChannelAccount, Notice, Outbox, Post, SavedDraft
from parlour.usecases import approve
from parlour.usecases.private_way import private_account
from parlour.usecases.private_window import closed
from parlour.usecases.reconcile import answer_question, reconcile_due
from parlour.usecases.send import send_due
from tests.usecases.lobby import START, Lobby
from tests.usecases.test_moves import invite, says

DAY, WEEK = 86_400, 7 * 86_400
HELLO, AGAIN = "Hello Mara, how can we help?", "Hello Mara, are you there?"
TALK_OVER = "The time to answer their private message is over; they have to write again."
ONCE = "You have written to them once about this post; the next word is theirs."


@pytest.fixture
def case(lobby: Lobby) -> Case:
    return lobby.case()


@pytest.fixture
def agreed(lobby: Lobby, case: Case) -> Case:
    """They said yes in public, on a network with one private answer to each public post, for a week."""
    lobby.unable(writes_first=True, first_once=True, first_window=WEEK, talk_window=DAY)
    invite(lobby, case)
    says(lobby, case, "Yes please")
    return case


def sent(lobby: Lobby, case: Case, text: str, *troubles: Exception | str) -> Outbox:
    """Private words whose undo time is over, tried once."""
    lobby.network.troubles = [*troubles]
    row = lobby.submit(case, text, purpose="private")
    lobby.clock.forward(11)
    send_due(lobby.house)
    return now_of(row)


def now_of(row: Outbox) -> Outbox:
    return Outbox.objects.get(pk=row.pk)


def refusal(lobby: Lobby, case: Case, text: str = AGAIN) -> str:
    before = Outbox.objects.count()
    with pytest.raises(approve.NoWayThere) as refused:
        lobby.submit(case, text, purpose="private")
    assert Outbox.objects.count() == before
    return str(refused.value)


@pytest.mark.parametrize(("seconds", "ends"), [(0, False), (DAY - 1, False), (DAY, True), (30 * DAY, True)])
def test_a_talk_can_be_gone_on_with_until_its_window_ends(lobby: Lobby, case: Case, seconds: int, ends: bool) -> None:
    lobby.unable(writes_first=False, talk_window=DAY)
    lobby.post(case, "Hello?", private=True)
    lobby.clock.forward(seconds)
    if ends:
        said = refusal(lobby, case)
        assert said == f"{TALK_OVER} It ended on 2 March 2026 at 12:00 (UTC). Stay with them in public."
    else:
        assert lobby.submit(case, HELLO, purpose="private").state == "approved"


def test_the_end_is_said_in_the_zone_of_the_brand_and_other_ways_are_named(lobby: Lobby, case: Case) -> None:
    lobby.rooms()
    lobby.brand.time_zone, lobby.brand.settings = "Europe/Berlin", {"ways": ["call"]}
    lobby.brand.save()
    lobby.unable(writes_first=False, talk_window=DAY)
    lobby.post(case, "Hello?", private=True)
    lobby.clock.forward(DAY)
    said = refusal(lobby, Case.objects.get(pk=case.pk))
    assert said.startswith(f"{TALK_OVER} It ended on 2 March 2026 at 13:00 (Europe/Berlin). Still possible: ")
    assert said.endswith("they ring, show who they are, and come in. A call back, at a time they choose.")


def test_a_setting_nobody_can_read_keeps_nobody_from_answering(lobby: Lobby, case: Case) -> None:
    lobby.brand.settings = {"ways": "pigeons"}
    lobby.brand.save()
    lobby.unable(writes_first=False, talk_window=DAY)
    lobby.post(case, "Hello?", private=True)
    fresh = Case.objects.get(pk=case.pk)
    assert lobby.submit(fresh, HELLO, purpose="private").state == "approved"
    lobby.clock.forward(DAY)
    assert refusal(lobby, fresh).startswith(TALK_OVER)


def test_where_they_have_to_write_first_a_yes_in_public_is_not_enough(lobby: Lobby, case: Case) -> None:
    lobby.unable(writes_first=False)
    invite(lobby, case)
    says(lobby, case, "Yes please")
    assert refusal(lobby, case).startswith("On this network they have to write first.")
    lobby.post(case, "Here I am", private=True)
    assert lobby.submit(case, HELLO, purpose="private").state == "approved"


@pytest.mark.parametrize(("seconds", "ends"), [(WEEK - 60, False), (WEEK, True)])
def test_the_one_answer_can_be_given_until_its_window_ends(
    lobby: Lobby, agreed: Case, seconds: int, ends: bool
) -> None:
    lobby.clock.forward(seconds)
    if ends:
        assert refusal(lobby, agreed).startswith("The time to write to them about their post is over")
    else:
        assert lobby.submit(agreed, HELLO, purpose="private").state == "approved"


def test_one_message_is_used_up_until_they_answer_or_post_again(lobby: Lobby, agreed: Case) -> None:
    assert sent(lobby, agreed, HELLO).state == "confirmed"
    assert refusal(lobby, agreed) == f"{ONCE} Stay with them in public."
    lobby.post(agreed, "Here I am", private=True)
    assert sent(lobby, agreed, AGAIN).state == "confirmed"


def test_a_new_public_post_gives_a_new_message(lobby: Lobby, agreed: Case) -> None:
    sent(lobby, agreed, HELLO)
    lobby.clock.forward(1)
    lobby.post(agreed, "Well?")
    assert sent(lobby, agreed, AGAIN).state == "confirmed"


def test_an_attempt_that_failed_has_not_used_it_up(lobby: Lobby, agreed: Case) -> None:
    assert sent(lobby, agreed, HELLO, Rejected("This is too long.")).state == "failed"
    assert sent(lobby, agreed, AGAIN).state == "confirmed"


def test_words_taken_back_have_not_used_it_up(lobby: Lobby, agreed: Case) -> None:
    row = lobby.submit(agreed, HELLO, purpose="private")
    Outbox.objects.filter(pk=row.pk).update(state="recalled")
    assert sent(lobby, agreed, AGAIN).state == "confirmed"


def test_two_messages_are_never_on_their_way_where_one_is_all(lobby: Lobby, agreed: Case) -> None:
    lobby.submit(agreed, HELLO, purpose="private")
    assert refusal(lobby, agreed).startswith("The one message about this post is on its way.")


def test_a_double_click_is_still_one_row(lobby: Lobby, agreed: Case) -> None:
    first, second = (lobby.submit(agreed, HELLO, purpose="private") for _ in range(2))
    assert first == second


@pytest.mark.parametrize(
    "trouble",
    [
        Retryable("Away.", maybe_done=False),
        NeedsReauth("Who are you?"),
        RateLimited("Slowly.", retry_at=START + timedelta(seconds=60)),
    ],
)
def test_words_that_wait_in_line_do_not_stand_in_their_own_way(lobby: Lobby, agreed: Case, trouble: Exception) -> None:
    row = sent(lobby, agreed, HELLO, trouble)
    assert row.state == "approved"
    ChannelAccount.objects.update(state="green")
    lobby.clock.forward(300)
    send_due(lobby.house)
    assert now_of(row).state == "confirmed"


def test_of_words_nobody_knows_about_it_is_not_known_whether_they_used_it_up(lobby: Lobby, agreed: Case) -> None:
    lobby.unable(listable=False)
    row = sent(lobby, agreed, HELLO, "lost")
    assert (row.state, refusal(lobby, agreed)[:15]) == ("sent_unknown", "The one message")
    lobby.clock.forward(600)
    reconcile_due(lobby.house)
    assert (now_of(row).state, refusal(lobby, agreed)[:15]) == ("question", "The one message")
    answer_question(row.pk, agent=lobby.ada, external_id="77", origin_uri="https://lobby.example/77", house=lobby.house)
    assert refusal(lobby, agreed).startswith(ONCE)


def test_words_whose_window_closes_in_the_undo_time_are_stopped_and_burn_nothing(lobby: Lobby, agreed: Case) -> None:
    asked = Post.objects.filter(author=agreed.person).latest("created_at").created_at
    lobby.clock.now = asked + timedelta(seconds=WEEK - 5)
    row = sent(lobby, agreed, HELLO)
    assert (row.state, row.attempts, lobby.network.sends) == ("recalled", 0, 1)
    assert row.problem.startswith("The time to write to them about their post is over; they have to write first.")
    told = Notice.objects.get(kind="not_sent")
    assert (told.agent, told.case_id) == (lobby.ada, agreed.pk)
    assert "did not go out. The time to write" in told.text
    assert SavedDraft.objects.get(agent=lobby.ada, surface="private").text == HELLO
    lobby.post(agreed, "Hello, is anybody there?")
    assert sent(lobby, agreed, HELLO).state == "confirmed"


def test_a_room_of_our_own_has_no_window(lobby: Lobby, case: Case) -> None:
    lobby.unable(private_message=False)
    room = lobby.rooms()
    assert closed(case, private_account(case), house=lobby.house).startswith("There is no private message")
    assert closed(case, room, house=lobby.house) == ""
