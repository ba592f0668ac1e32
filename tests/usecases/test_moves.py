"""The move to the parlour and back, as people make it with their words and acts."""

from datetime import timedelta

import pytest
from django.db import transaction

from parlour.core.lifecycle import IllegalStepError
from parlour.core.nouns.surface import Surface
from parlour.store.models import Case, Event, Move, Post
from parlour.usecases import approve
from parlour.usecases.close import overdue_closures, suggest_closure
from parlour.usecases.invite import suggest_invitation
from parlour.usecases.lapse import lapse_due
from parlour.usecases.moves import HeardPost, cases_for_private, hear
from parlour.usecases.our_words import SKEW
from parlour.usecases.send import send_due
from parlour.usecases.settle import settle
from tests.usecases.lobby import Lobby


def invite(lobby: Lobby, case: Case) -> Move:
    """An invitation that stands in the thread."""
    lobby.submit(case, suggest_invitation(case, house=lobby.house), purpose="invitation")
    lobby.clock.forward(11)
    send_due(lobby.house)
    lobby.clock.forward(1)
    return Move.objects.get(case=case)


def says(lobby: Lobby, case: Case, text: str, *, private: bool = False, to: str | None = "us") -> Post:
    """The person of the case says something, and intake tells the moves. `to` is us, another, or nobody."""
    own = Post.objects.filter(own=True, thread=case.thread).last()
    answered = {"us": own.origin_uri if own else "", "another": "https://home.example/p/other", None: ""}[to]
    if to == "another":
        lobby.post(case, "Me too", by=lobby.person("olga"), origin_uri=answered)
    post = lobby.post(case, text, private=private, in_reply_to_uri="" if private else answered)
    tell(lobby, post, case, text)
    return post


def tell(lobby: Lobby, post: Post, case: Case | None, text: str) -> None:
    surface = Surface.PUBLIC if post.thread_id and not post.crowded else Surface.PRIVATE
    heard = HeardPost(post.pk, case.pk if case else None, post.author_id, surface, text)
    with transaction.atomic():
        hear(lobby.brand.pk, [heard], at=lobby.clock())


def verbs(case: Case) -> list[str]:
    events = Event.objects.filter(stream=f"case:{case.pk}", verb__startswith="move_").order_by("seq")
    return list(events.values_list("verb", flat=True))


@pytest.fixture
def case(lobby: Lobby) -> Case:
    return lobby.case()


@pytest.fixture
def move(lobby: Lobby, case: Case) -> Move:
    return invite(lobby, case)


@pytest.mark.parametrize("language", ["en", "de", "es", "de-AT", "fr", ""])
@pytest.mark.parametrize("sectors", [[], ["health"], ["finance"]])
def test_suggested_words_pass_the_guard(lobby: Lobby, language: str, sectors: list[str]) -> None:
    lobby.account.sectors = sectors
    lobby.account.save()
    case = Case.objects.get(pk=lobby.case(language=language).pk)
    for words in (suggest_invitation(case, house=lobby.house), suggest_closure(case, house=lobby.house)):
        verdict = lobby.judge(case, words).verdict
        assert (verdict.decision, verdict.held) == ("allow", ())


def test_suggest_invitation_is_the_same_until_it_is_used_up(lobby: Lobby, case: Case) -> None:
    first = suggest_invitation(case, house=lobby.house)
    assert suggest_invitation(case, house=lobby.house) == first
    move = invite(lobby, case)
    assert move.code in first
    assert suggest_invitation(case, house=lobby.house) == first
    lobby.clock.forward(72 * 3600)
    assert lapse_due(lobby.house) == 1
    assert move.code not in suggest_invitation(case, house=lobby.house)


def test_writing_in_private_after_the_invitation_is_consent_by_act(lobby: Lobby, case: Case, move: Move) -> None:
    post = says(lobby, case, "Hello, this is about my router.", private=True)
    move.refresh_from_db()
    assert (move.state, move.consent_kind, move.consent, move.opened_at) == ("open", "act", post, lobby.clock())
    assert Case.objects.get(pk=case.pk).conversation == post.conversation
    assert verbs(case) == ["move_offered", "move_consented", "move_opened"]


def test_yes_to_the_invitation_is_consent_in_words(lobby: Lobby, case: Case, move: Move) -> None:
    post = says(lobby, case, "Yes please")
    move.refresh_from_db()
    assert (move.state, move.consent_kind, move.consent) == ("consented", "words", post)
    assert Case.objects.get(pk=case.pk).state == "open"


def test_our_first_private_words_after_a_yes_open_the_room(lobby: Lobby, case: Case, move: Move) -> None:
    says(lobby, case, "Yes please")
    lobby.submit(case, "Hello Mara, how can we help?", purpose="private")
    lobby.clock.forward(11)
    send_due(lobby.house)
    move.refresh_from_db()
    assert move.state == "open"
    assert Case.objects.get(pk=case.pk).conversation == Post.objects.get(outbox__surface="private").conversation


@pytest.mark.parametrize(
    ("text", "to", "state"),
    [
        ("Yes", "us", "consented"),
        ("Yes", "another", "offered"),
        ("Yes", None, "offered"),
        ("DM me please", None, "consented"),
        ("DM me please", "another", "offered"),
        ("@olga@home.example DM me please", None, "offered"),
        ("@marlow DM me please", None, "consented"),
        ("@marlow@lobby.example, DM me please", None, "consented"),
        ("No thanks", "us", "declined"),
        ("No thanks", "another", "offered"),
        ("No", None, "offered"),
        ("Answer me here.", "us", "declined"),
        ("Yes, you ruined my holiday", "us", "offered"),
        ("Thanks!", "us", "offered"),
        ("Ada, please message me", "us", "consented"),
        ("Marlow, please message me", None, "consented"),
        ("Olga, please message me", "us", "offered"),
        ("Thanks. @olga dm me please", "us", "offered"),
        ("@marlow @olga@home.example please dm me", "us", "offered"),
        ("@marlow ok. Olga, you can message me.", "us", "offered"),
        ("@marlow@evil.example DM me please", None, "offered"),
        ("@marlow @olga@home.example no thanks", "us", "declined"),
        ("My friend said: dm me", "us", "offered"),
    ],
)
def test_words_in_public(lobby: Lobby, case: Case, move: Move, text: str, to: str | None, state: str) -> None:
    says(lobby, case, text, to=to)
    move.refresh_from_db()
    assert move.state == state


def test_a_private_no_declines(lobby: Lobby, case: Case, move: Move) -> None:
    says(lobby, case, "Please don't message me.", private=True)
    move.refresh_from_db()
    assert (move.state, move.consent) == ("declined", None)


def test_words_before_the_invitation_are_no_consent(lobby: Lobby, case: Case) -> None:
    early = lobby.post(case, "DM me please")
    lobby.clock.forward(5)
    move = invite(lobby, case)
    tell(lobby, early, case, "DM me please")
    move.refresh_from_db()
    assert move.state == "offered"


def test_a_yes_to_other_words_of_ours_agrees_to_those(lobby: Lobby, case: Case, move: Move) -> None:
    lobby.submit(case, "Did you try to start it again? We are here to help.")
    lobby.clock.forward(11)
    send_due(lobby.house)
    says(lobby, case, "Yes")
    move.refresh_from_db()
    assert move.state == "offered"


@pytest.mark.parametrize("seconds", [-1, -3600])
def test_an_answer_comes_after_what_it_answers_whatever_their_clock_says(
    lobby: Lobby, case: Case, move: Move, seconds: int
) -> None:
    own = Post.objects.get(own=True)
    written = move.offered_at + timedelta(seconds=seconds)
    post = lobby.post(case, "Yes please", in_reply_to_uri=own.origin_uri, created_at=written)
    tell(lobby, post, case, "Yes please")
    move.refresh_from_db()
    assert move.state == "consented"


@pytest.mark.parametrize(
    ("text", "seconds", "state"),
    [
        ("Hello", -SKEW.total_seconds(), "open"),
        ("Hello", -SKEW.total_seconds() - 1, "offered"),
        ("Hello, {code}", -7200, "open"),
    ],
)
def test_a_private_word_heard_after_the_invitation_counts_with_a_clock_behind(
    lobby: Lobby, case: Case, move: Move, text: str, seconds: float, state: str
) -> None:
    words = text.format(code=move.code)
    post = lobby.post(case, words, private=True, created_at=move.offered_at + timedelta(seconds=seconds))
    tell(lobby, post, case, words)
    move.refresh_from_db()
    assert move.state == state


def test_our_own_clock_set_back_hides_nothing(lobby: Lobby, case: Case, move: Move) -> None:
    lobby.clock.forward(-120)
    says(lobby, case, "Hello", private=True)
    move.refresh_from_db()
    assert move.state == "open"


def test_a_public_word_that_answers_nothing_needs_the_right_time(lobby: Lobby, case: Case, move: Move) -> None:
    post = lobby.post(case, "DM me please", created_at=move.offered_at - timedelta(seconds=1))
    tell(lobby, post, case, "DM me please")
    move.refresh_from_db()
    assert move.state == "offered"


def test_consent_of_one_person_never_covers_another(lobby: Lobby, case: Case, move: Move) -> None:
    olga = lobby.person("olga")
    own = Post.objects.get(own=True)
    post = lobby.post(case, "Yes please, DM me", by=olga, in_reply_to_uri=own.origin_uri)
    tell(lobby, post, case, "Yes please, DM me")
    move.refresh_from_db()
    assert move.state == "offered"


def test_a_message_that_others_can_read_is_no_consent(lobby: Lobby, case: Case, move: Move) -> None:
    post = lobby.post(case, "Hello", crowded=True)
    tell(lobby, post, case, "Hello")
    move.refresh_from_db()
    assert move.state == "offered"


def test_consent_counts_in_the_thread_even_where_triage_saw_no_case(lobby: Lobby, case: Case, move: Move) -> None:
    own = Post.objects.get(own=True)
    post = lobby.post(case, "Yes please", in_reply_to_uri=own.origin_uri)
    tell(lobby, post, None, "Yes please")
    move.refresh_from_db()
    assert move.state == "consented"


def test_consent_by_act_counts_even_where_triage_saw_no_case(lobby: Lobby, case: Case, move: Move) -> None:
    post = lobby.post(case, "ok", private=True)
    tell(lobby, post, None, "ok")
    move.refresh_from_db()
    assert (move.state, move.consent) == ("open", post)


def test_consent_in_another_thread_is_another_matter(lobby: Lobby, case: Case, move: Move) -> None:
    other = lobby.case(case.person)
    says(lobby, other, "DM me please", to=None)
    move.refresh_from_db()
    assert move.state == "offered"


def test_withdrawn_consent_ends_the_talk(lobby: Lobby, case: Case, move: Move) -> None:
    says(lobby, case, "Hello", private=True)
    says(lobby, case, "Stop messaging me.", private=True)
    move.refresh_from_db()
    assert move.state == "declined"
    with pytest.raises(approve.NoWayThere, match="rather not"):
        lobby.submit(case, "Are you sure?", purpose="private")


def test_a_plain_no_in_private_answers_something_else(lobby: Lobby, case: Case, move: Move) -> None:
    says(lobby, case, "Hello", private=True)
    says(lobby, case, "No", private=True)
    move.refresh_from_db()
    assert move.state == "open"


@pytest.mark.parametrize("text", ["I said no!", "Why do you keep asking me?", "Wrong number", "Hello", "No."])
def test_writing_alone_is_no_consent_after_a_decline(lobby: Lobby, case: Case, move: Move, text: str) -> None:
    says(lobby, case, "No thanks")
    says(lobby, case, text, private=True)
    move.refresh_from_db()
    assert (move.state, move.consent) == ("declined", None)


@pytest.mark.parametrize("text", ["I am out of the office until Monday.", "Ich bin bis Montag abwesend."])
def test_a_note_that_they_are_away_is_no_consent(lobby: Lobby, case: Case, move: Move, text: str) -> None:
    says(lobby, case, text, private=True)
    move.refresh_from_db()
    assert (move.state, move.consent) == ("offered", None)


@pytest.mark.parametrize(
    "text", ["My ex wrote: leave me alone. Anyway, the router.", "Will you stop messaging me offers?"]
)
def test_words_of_others_withdraw_nothing(lobby: Lobby, case: Case, move: Move, text: str) -> None:
    says(lobby, case, "Hello", private=True)
    says(lobby, case, text, private=True)
    move.refresh_from_db()
    assert move.state == "open"


def test_a_person_may_change_their_mind(lobby: Lobby, case: Case, move: Move) -> None:
    says(lobby, case, "No thanks")
    says(lobby, case, "Hello, here I am after all", private=True)
    move.refresh_from_db()
    assert (move.state, move.consent_kind) == ("open", "act")


def test_an_invitation_nobody_answers_lapses_and_a_late_answer_counts(lobby: Lobby, case: Case, move: Move) -> None:
    lobby.clock.forward(timedelta(hours=71).total_seconds())
    assert lapse_due(lobby.house) == 0
    lobby.clock.forward(timedelta(hours=1).total_seconds())
    assert (lapse_due(lobby.house), lapse_due(lobby.house)) == (1, 0)
    says(lobby, case, "Sorry, I was away. Here I am.", private=True)
    move.refresh_from_db()
    assert move.state == "open"


@pytest.mark.parametrize(("to", "state"), [("us", "consented"), (None, "lapsed")])
def test_a_late_yes_to_the_invitation_counts(lobby: Lobby, case: Case, move: Move, to: str | None, state: str) -> None:
    lobby.clock.forward(timedelta(hours=73).total_seconds())
    lapse_due(lobby.house)
    says(lobby, case, "Yes please", to=to)
    move.refresh_from_db()
    assert move.state == state


def test_settle_and_close_in_public(lobby: Lobby, case: Case, move: Move) -> None:
    says(lobby, case, "Hello", private=True)
    settle(case, agent=lobby.ada, house=lobby.house)
    assert overdue_closures(lobby.brand, house=lobby.house) == []
    lobby.clock.forward(24 * 3600 + 1)
    assert overdue_closures(lobby.brand, house=lobby.house) == [move]
    row = lobby.submit(case, suggest_closure(case, house=lobby.house), purpose="closure")
    lobby.clock.forward(11)
    send_due(lobby.house)
    move.refresh_from_db()
    assert (move.state, move.closure, move.deadline) == ("closed", row, None)
    assert Case.objects.get(pk=case.pk).state == "resolved"
    assert overdue_closures(lobby.brand, house=lobby.house) == []


@pytest.mark.parametrize("state", ["offered", "declined"])
def test_settle_needs_an_open_talk(lobby: Lobby, case: Case, move: Move, state: str) -> None:
    Move.objects.update(state=state)
    with pytest.raises(IllegalStepError):
        settle(case, agent=lobby.ada, house=lobby.house)


@pytest.mark.parametrize(
    ("text", "mood"),
    [
        ("Thank you, all solved!", "thanks"),
        ("Thanks for nothing", "unhappy"),
        ("Still not working.", "unhappy"),
        ("What is the date today?", "unclear"),
    ],
)
def test_coming_back_to_the_thread(lobby: Lobby, case: Case, move: Move, text: str, mood: str) -> None:
    says(lobby, case, "Hello", private=True)
    settle(case, agent=lobby.ada, house=lobby.house)
    lobby.submit(case, suggest_closure(case, house=lobby.house), purpose="closure")
    lobby.clock.forward(11)
    send_due(lobby.house)
    lobby.clock.forward(60)
    says(lobby, case, text)
    move.refresh_from_db()
    assert (move.state, move.mood, move.returned_at) == ("returned", mood, lobby.clock())


def private(lobby: Lobby, case: Case, text: str, person: str = "mara") -> HeardPost:
    who = lobby.person(person)
    post = lobby.post(lobby.case(who), text, private=True)
    return HeardPost(post.pk, None, who.pk, Surface.PRIVATE, text)


def test_cases_for_private_by_the_author_alone_when_one_move_is_under_way(lobby: Lobby, case: Case, move: Move) -> None:
    heard = private(lobby, case, "Hello")
    assert cases_for_private(lobby.brand.pk, [heard]) == {heard.post: case.pk}


def test_cases_for_private_needs_the_code_among_several(lobby: Lobby, case: Case, move: Move) -> None:
    other = lobby.case(case.person)
    second = invite(lobby, other)
    plain, coded = private(lobby, case, "Hello"), private(lobby, case, f"It is {second.code.upper()}!")
    assert cases_for_private(lobby.brand.pk, [plain, coded]) == {coded.post: other.pk}


def test_cases_for_private_never_by_the_code_of_somebody_else(lobby: Lobby, case: Case, move: Move) -> None:
    heard = private(lobby, case, f"The word is {move.code}", person="olga")
    assert cases_for_private(lobby.brand.pk, [heard]) == {}


def test_cases_for_private_asks_one_question_or_none(
    lobby: Lobby, case: Case, move: Move, django_assert_max_num_queries: object
) -> None:
    heard = private(lobby, case, "Hello", person="olga")
    public = HeardPost(heard.post, None, heard.person, Surface.PUBLIC, "Hello")
    with django_assert_max_num_queries(1):  # type: ignore[operator]
        cases_for_private(lobby.brand.pk, [heard])
    with django_assert_max_num_queries(0):  # type: ignore[operator]
        cases_for_private(lobby.brand.pk, [public])
    with transaction.atomic(), django_assert_max_num_queries(1):  # type: ignore[operator]
        hear(lobby.brand.pk, [heard, public], at=lobby.clock())
