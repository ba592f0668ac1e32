"""A review site keeps one reply of ours: what we say next there, its closing word above all, is an edit of it."""

from datetime import timedelta

import pytest

from parlour.channels.port import Rejected, Retryable, Sent
from parlour.desk.judged import read_verdict
from parlour.desk.public_thread import public_thread
from parlour.store.models import Case, Event, Hearing, Move, Notice, Outbox, Post, PostText, SavedDraft
from parlour.usecases import approve
from parlour.usecases.close import suggest_closure
from parlour.usecases.frozen import still_frozen, thaw_payload
from parlour.usecases.one_reply import standing_reply
from parlour.usecases.recall import recall
from parlour.usecases.reconcile import reconcile_due
from parlour.usecases.release import Voided, release
from parlour.usecases.send import LEASE, send_due
from parlour.usecases.settle import settle
from tests.usecases.lobby import Lobby

FIRST = "We are sorry to read this. May we talk with you in private?"
SECOND = "Thank you for telling us. A colleague looks into it."


@pytest.fixture
def case(lobby: Lobby) -> Case:
    """A review, on a site that has no private messages."""
    lobby.unable(one_reply=True, private_message=False, writes_first=False)
    return lobby.case(text="One star. The kettle leaks.")


def deliver(lobby: Lobby, row: Outbox, *troubles: Exception | str) -> Outbox:
    lobby.network.troubles = [*troubles]
    lobby.clock.forward(11)
    send_due(lobby.house)
    return now_of(row)


def say(lobby: Lobby, case: Case, text: str, *troubles: Exception | str, purpose: str = "reply") -> Outbox:
    return deliver(lobby, lobby.submit(case, text, purpose=purpose), *troubles)


def now_of(row: Outbox) -> Outbox:
    return Outbox.objects.get(pk=row.pk)


def stands(lobby: Lobby) -> list[str]:
    """What everybody reads of ours, without the handle."""
    return [text.removeprefix("@mara@home.example ") for text in lobby.network.texts]


def settled(lobby: Lobby, case: Case) -> Move:
    """The matter was settled in a room, after an invitation that stands as our one reply."""
    say(lobby, case, FIRST, purpose="invitation")
    move, now = Move.objects.get(case=case), lobby.clock()
    consent = Post.objects.get(author=case.person)
    Move.objects.update(consent=consent, consented_at=now, consent_kind="words", opened_at=now, state="open")
    settle(case, agent=lobby.ada, house=lobby.house)
    return move


def test_the_closing_word_takes_the_place_of_the_first_reply_and_closes_the_move(lobby: Lobby, case: Case) -> None:
    move = settled(lobby, case)
    first, words = Outbox.objects.get(), suggest_closure(case, house=lobby.house)
    row = say(lobby, case, words, purpose="closure")
    move.refresh_from_db()
    assert (move.state, move.closure) == ("closed", row)
    assert stands(lobby) == [words]
    assert (row.edits, row.external_id, row.origin_uri) == (first, first.external_id, first.origin_uri)
    assert Case.objects.get(pk=case.pk).state == "resolved"


def test_the_first_reply_stays_in_the_record(lobby: Lobby, case: Case) -> None:
    first = say(lobby, case, FIRST)
    second = say(lobby, case, SECOND)
    post = Post.objects.get(own=True)
    texts = list(PostText.objects.filter(post=post).order_by("version").values_list("version", "text"))
    assert texts == [(1, f"@mara@home.example {FIRST}"), (2, f"@mara@home.example {SECOND}")]
    assert (post.version, post.outbox) == (2, second)
    assert (now_of(first).state, now_of(first).text) == ("confirmed", FIRST)
    assert lobby.network.overwritten == [f"@mara@home.example {FIRST}"]
    approved = Event.objects.filter(stream=f"outbox:{second.pk}", verb="approved").get()
    assert f'"edits":{first.pk}'.encode() in bytes(approved.payload.body)
    kept = Event.objects.filter(stream=f"outbox:{first.pk}", verb="approved").get()
    assert FIRST.encode() in bytes(kept.payload.body)


def test_what_is_approved_names_what_it_overwrites(lobby: Lobby, case: Case) -> None:
    first = say(lobby, case, FIRST)
    judged = lobby.judge(case, SECOND)
    standing = standing_reply(case.account, Post.objects.get(author=case.person).pk)
    assert standing is not None
    assert (judged.payload.edits, judged.payload.overwrites) == (first.external_id, standing.digest)
    assert (judged.standing, standing.reply) == (standing, first.pk)
    assert judged.instead_of == read_verdict(judged, may_see=True).instead_of == f"@mara@home.example {FIRST}"
    row = lobby.submit(case, SECOND)
    assert still_frozen(row)
    assert thaw_payload(row.payload) == judged.payload


def test_a_first_reply_and_every_reply_elsewhere_edit_nothing(lobby: Lobby, case: Case) -> None:
    assert lobby.judge(case, FIRST).payload.edits == ""
    say(lobby, case, FIRST)
    lobby.unable(one_reply=False)
    judged = lobby.judge(case, SECOND)
    assert (judged.payload.edits, judged.instead_of) == ("", "")
    assert say(lobby, case, SECOND).edits is None
    assert stands(lobby) == [FIRST, SECOND]


def test_each_post_has_its_own_reply(lobby: Lobby, case: Case) -> None:
    say(lobby, case, FIRST)
    lobby.post(case, "And the lid is broken, too.")
    assert say(lobby, case, SECOND).edits is None
    assert stands(lobby) == [FIRST, SECOND]


def test_edits_go_on_and_words_may_come_back(lobby: Lobby, case: Case) -> None:
    for words in (FIRST, SECOND, FIRST, SECOND):
        assert say(lobby, case, words).state == "confirmed"
    assert stands(lobby) == [SECOND]
    assert len(lobby.network.overwritten) == 3
    assert PostText.objects.filter(post__own=True).count() == 4


def test_the_words_that_stand_there_are_not_said_again(lobby: Lobby, case: Case) -> None:
    say(lobby, case, FIRST)
    with pytest.raises(approve.NoWayThere, match="stand there already"):
        lobby.submit(case, FIRST)


def test_two_replies_are_never_on_their_way_to_one_place(lobby: Lobby, case: Case) -> None:
    first = lobby.submit(case, FIRST)
    with pytest.raises(approve.NoWayThere, match="only one can stand there"):
        lobby.submit(case, SECOND)
    assert lobby.submit(case, FIRST) == first  # a double click
    deliver(lobby, first)
    assert say(lobby, case, SECOND).state == "confirmed"


def test_words_read_before_another_reply_came_to_stand_there_are_read_once_more(lobby: Lobby, case: Case) -> None:
    seen = lobby.judge(case, SECOND).shown
    say(lobby, case, FIRST)
    with pytest.raises(approve.VerdictChanged) as changed:
        lobby.submit(case, SECOND, expected=seen)
    assert changed.value.judged.instead_of.endswith(FIRST)


def test_words_released_late_never_overwrite_what_nobody_saw(lobby: Lobby, case: Case) -> None:
    lobby.customer(case.person, order="MQ-77123")
    case = Case.objects.get(pk=case.pk)
    proposed = lobby.submit(case, "Your order MQ-77123 is on its way.")
    assert proposed.state == "proposed"
    say(lobby, case, FIRST)
    with pytest.raises(Voided, match="is not the one that these words were to take the place of"):
        release(proposed.pk, agent=lobby.sue, reason="They asked for it.", house=lobby.house)
    row = deliver(lobby, proposed)
    assert (row.state, row.attempts, stands(lobby)) == ("recalled", 0, [FIRST])
    assert "is not the one that these words were to take the place of" in Notice.objects.get(kind="sent_back").text
    assert SavedDraft.objects.get(agent=lobby.ada).text == "Your order MQ-77123 is on its way."


def test_the_guard_holds_an_edit_back_like_every_reply(lobby: Lobby, case: Case) -> None:
    say(lobby, case, FIRST)
    lobby.customer(case.person, order="MQ-77123")
    case = Case.objects.get(pk=case.pk)
    row = lobby.submit(case, "Your order MQ-77123 is on its way.")
    assert (row.state, row.edits is not None, row.verdict["decision"]) == ("proposed", True, "block")
    with pytest.raises(approve.NeverAllowed):
        lobby.submit(case, "We charge your card 4111 1111 1111 1111 again.")
    assert stands(lobby) == [FIRST]


def test_an_edit_can_be_taken_back_in_time(lobby: Lobby, case: Case) -> None:
    say(lobby, case, FIRST)
    row = lobby.submit(case, SECOND)
    assert recall(row.pk, agent=lobby.ada, house=lobby.house)
    lobby.clock.forward(11)
    assert (send_due(lobby.house), stands(lobby)) == (0, [FIRST])
    assert say(lobby, case, SECOND).state == "confirmed"


def test_an_edit_whose_answer_was_lost_is_found_there(lobby: Lobby, case: Case) -> None:
    say(lobby, case, FIRST)
    row = say(lobby, case, SECOND, "lost")
    assert row.state == "sent_unknown"
    lobby.clock.forward(LEASE.total_seconds())
    reconcile_due(lobby.house)
    assert (now_of(row).state, stands(lobby), lobby.network.sends) == ("confirmed", [SECOND], 2)
    assert Post.objects.get(own=True).version == 2


def test_an_edit_that_never_arrived_goes_again(lobby: Lobby, case: Case) -> None:
    say(lobby, case, FIRST)
    row = say(lobby, case, SECOND, Retryable("The line broke.", maybe_done=True))
    assert (row.state, stands(lobby)) == ("sent_unknown", [FIRST])
    for seconds in (LEASE.total_seconds(), 61, 1):
        lobby.clock.forward(seconds)
        reconcile_due(lobby.house)
        send_due(lobby.house)
    assert (now_of(row).state, stands(lobby), lobby.network.overwritten) == (
        "confirmed", [SECOND], [f"@mara@home.example {FIRST}"]
    )  # fmt: skip


def test_an_edit_that_is_refused_leaves_what_stands_there(lobby: Lobby, case: Case) -> None:
    move = settled(lobby, case)
    row = say(lobby, case, suggest_closure(case, house=lobby.house), Rejected("Too long."), purpose="closure")
    move.refresh_from_db()
    assert (row.state, move.state, stands(lobby)) == ("failed", "settled", [FIRST])
    assert Post.objects.get(own=True).version == 1


def test_an_echo_that_came_before_the_receipt_is_no_version_more(lobby: Lobby, case: Case) -> None:
    say(lobby, case, FIRST)
    row = say(lobby, case, SECOND, "lost")
    post = Post.objects.get(own=True)
    PostText.objects.create(
        brand=lobby.brand, post=post, version=2, text=f"@mara@home.example  {SECOND}", written_at=lobby.clock()
    )
    Post.objects.filter(pk=post.pk).update(version=2)
    lobby.clock.forward(LEASE.total_seconds())
    reconcile_due(lobby.house)
    assert now_of(row).state == "confirmed"
    assert PostText.objects.filter(post=post).count() == 2


def test_where_our_reply_was_deleted_the_next_one_is_a_first_again(lobby: Lobby, case: Case) -> None:
    say(lobby, case, FIRST)
    Post.objects.filter(own=True).update(deleted_at=lobby.clock())
    assert lobby.judge(case, SECOND).payload.edits == ""


def written_there(lobby: Lobby, case: Case, words: str, *, version: int = 1) -> None:
    """Words of ours that a colleague wrote on the site itself, and that were heard."""
    payload = lobby.judge(case, words).payload
    uri = "https://lobby.example/s/9000"
    if version > 1:
        _, key, sent = lobby.network.statuses[0]
        lobby.network.statuses[0] = (payload, key, sent)
        post = Post.objects.get(origin_uri=uri)
    else:
        lobby.network.statuses.append((payload, "theirs", Sent("9000", uri, lobby.clock())))
        asked = Post.objects.get(author=case.person)
        us = lobby.person("marlow")
        post = lobby.post(case, words, by=us, own=True, origin_uri=uri, in_reply_to_uri=asked.origin_uri)
        Hearing.objects.filter(post=post).update(external_id="9000")
        PostText.objects.filter(post=post).delete()
    PostText.objects.create(brand=lobby.brand, post=post, version=version, text=payload.text, written_at=lobby.clock())
    Post.objects.filter(pk=post.pk).update(version=version)


def test_words_that_were_written_on_the_site_itself_are_edited_too(lobby: Lobby, case: Case) -> None:
    written_there(lobby, case, FIRST)
    judged = lobby.judge(case, SECOND)
    assert (judged.payload.edits, judged.instead_of) == ("9000", f"@mara@home.example {FIRST}")
    row = say(lobby, case, SECOND)
    assert (row.state, row.edits, row.external_id, stands(lobby)) == ("confirmed", None, "9000", [SECOND])
    assert Post.objects.get(own=True).version == 2
    assert say(lobby, case, FIRST).edits == row


@pytest.mark.parametrize("first", [FIRST, ""])
def test_words_that_changed_there_meanwhile_are_not_overwritten(lobby: Lobby, case: Case, first: str) -> None:
    if first:
        say(lobby, case, first)
    row = lobby.submit(case, SECOND)
    written_there(lobby, case, "Written in a hurry.", version=2 if first else 1)
    row = deliver(lobby, row)
    assert (row.state, row.attempts, stands(lobby)) == ("recalled", 0, ["Written in a hurry."])
    assert "Read what stands there now" in row.problem


def test_an_onlooker_reads_the_closing_word_as_the_newest(lobby: Lobby, case: Case) -> None:
    move = settled(lobby, case)
    lobby.post(case, "Is anybody there?", by=lobby.person("olga"))
    say(lobby, case, suggest_closure(case, house=lobby.house), purpose="closure")
    view = public_thread(Case.objects.get(pk=case.pk), now=lobby.clock() + timedelta(days=1))
    assert Move.objects.get(pk=move.pk).state == "closed"
    assert view.impression == "taken care of"
