"""Whether a case should be taken aside, from what is on file about it."""

from typing import Any

import orjson
import pytest

from parlour.channels.port import Rejected
from parlour.core.lifecycle import IllegalStepError
from parlour.core.moves.policy import Ground, Strength
from parlour.core.moves.ways import Way
from parlour.store.models import Assessment, Case, ChannelAccount, Correction, Event, Move, Post
from parlour.usecases.cannot import NoReasonError, cannot
from parlour.usecases.invite import suggest_invitation
from parlour.usecases.lapse import lapse_due
from parlour.usecases.send import send_due
from parlour.usecases.suggest_move import consider, decide_otherwise, suggest_move, ways_of
from tests.usecases.lobby import Lobby


@pytest.fixture
def case(lobby: Lobby) -> Case:
    return lobby.case()


def assessed(case: Case, post: Post | None = None, **result: Any) -> None:
    """Triage has spoken of a post of the case: the first one unless another is named."""
    first = post or Post.objects.filter(thread=case.thread, author=case.person).earliest("pk")
    said = {"language": "en", "personal_data": [], "unsure": False, "reasons": [], **result}
    Assessment.objects.create(
        brand=case.brand, post=first, version=1, case=case, route="lobby", heat=result.get("heat"), result=said,
        assessed_at=case.opened_at,
    )  # fmt: skip


def grounds(lobby: Lobby, case: Case) -> list[str]:
    suggestion = suggest_move(Case.objects.get(pk=case.pk), house=lobby.house)
    return [one.ground.value for one in suggestion.because] if suggestion else []


def test_nothing_to_take_aside(lobby: Lobby, case: Case) -> None:
    assessed(case, heat=0.2, sensitive={"health": 0.1}, intent={"label": "fault", "p": 0.9}, one_reply=0.4)
    assert suggest_move(case, house=lobby.house) is None


@pytest.mark.parametrize(
    ("sectors", "strength", "ground"), [(["health"], "rule", "regulated"), (["retail"], "suggest", "delicate")]
)
def test_a_sensitive_domain(lobby: Lobby, case: Case, sectors: list[str], strength: str, ground: str) -> None:
    lobby.account.sectors = sectors
    lobby.account.save()
    assessed(case, sensitive={"health": 0.33, "legal": 0.32})
    suggestion = suggest_move(Case.objects.get(pk=case.pk), house=lobby.house)
    assert suggestion is not None
    assert (suggestion.strength, suggestion.way) == (strength, Way.MESSAGE)
    assert [(one.ground, one.figure) for one in suggestion.because] == [(ground, "health")]


@pytest.mark.parametrize(
    ("result", "expected"),
    [
        ({"personal_data": [{"kind": "phone", "start": 0, "end": 3, "confidence": 0.9}]}, ["personal_data"]),
        ({"personal_data": [{"kind": "person", "start": 0, "end": 3, "confidence": 0.9}]}, []),
        ({"intent": {"label": "fault", "p": 0.9}, "one_reply": 0.08}, ["long_answer"]),
        ({"intent": {"label": "fault", "p": 0.9}}, ["long_answer"]),
        ({"heat": 0.2}, []),
    ],
)
def test_what_was_judged_of_a_post(lobby: Lobby, case: Case, result: dict[str, Any], expected: list[str]) -> None:
    assessed(case, **result)
    assert grounds(lobby, case) == expected


def test_what_a_person_said_of_it_counts_instead(lobby: Lobby, case: Case) -> None:
    assessed(case, sensitive={"health": 0.9})
    post = Post.objects.get(thread=case.thread)
    Correction.objects.create(
        brand=case.brand, post=post, version=1, output="sensitive.health", said="yes", value="no", agent=lobby.ada,
        at=lobby.clock(),
    )  # fmt: skip
    assert grounds(lobby, case) == []
    Correction.objects.update(value="yes", output="sensitive.legal")
    assert grounds(lobby, case) == ["delicate"]


def test_rising_heat_and_many_turns(lobby: Lobby, case: Case) -> None:
    assessed(case, heat=0.2)
    for number in range(6):
        lobby.clock.forward(60)
        assessed(case, lobby.post(case, f"Again, {number}!"), heat=0.2 + number / 10)
    assert grounds(lobby, case) == ["turns", "heat"]


def test_what_somebody_else_says_in_the_thread_is_no_ground(lobby: Lobby, case: Case) -> None:
    olga = lobby.person("olga")
    for number in range(9):
        post = lobby.post(case, f"My own doctor, {number}", by=olga)
        assessed(case, post, sensitive={"health": 0.9}, heat=0.1 * number)
    assert grounds(lobby, case) == []


@pytest.mark.parametrize(("followers", "expected"), [(4998, []), (4999, ["onlookers"])])
def test_onlookers_are_followers_and_people_in_the_thread(
    lobby: Lobby, case: Case, followers: int, expected: list[str]
) -> None:
    case.person.followers = followers
    case.person.save()
    assert grounds(lobby, case) == expected


def test_a_deleted_post_is_no_ground(lobby: Lobby, case: Case) -> None:
    post = lobby.post(case, "My doctor says")
    assessed(case, post, sensitive={"health": 0.9})
    assert grounds(lobby, case) == ["delicate"]
    Post.objects.filter(pk=post.pk).update(deleted_at=lobby.clock())
    assert grounds(lobby, case) == []


def test_a_private_case_is_where_it_belongs(lobby: Lobby, case: Case) -> None:
    assessed(case, sensitive={"health": 0.9})
    case.thread = None
    case.save()
    assert suggest_move(case, house=lobby.house) is None


def test_a_minor_is_taken_aside_with_a_second_adult(lobby: Lobby, case: Case) -> None:
    assessed(case, sensitive={"minors": 0.9, "health": 0.9})
    suggestion = suggest_move(case, house=lobby.house)
    assert suggestion is not None
    assert (suggestion.second_adult, suggestion.way) == (True, Way.MESSAGE)


def test_an_attack_is_no_reason_by_its_heat(lobby: Lobby, case: Case) -> None:
    assessed(case, heat=0.1)
    assessed(case, lobby.post(case, "You crooks!"), heat=0.9)
    assert grounds(lobby, case) == ["heat"]
    Case.objects.update(route="kindness")
    assert grounds(lobby, case) == []


def test_the_brand_says_what_is_a_rule(lobby: Lobby, case: Case) -> None:
    assessed(case, sensitive={"health": 0.9})
    lobby.brand.settings = {"moves": {"delicate": "rule"}}
    lobby.brand.save()
    suggestion = suggest_move(Case.objects.get(pk=case.pk), house=lobby.house)
    assert suggestion is not None
    assert suggestion.strength is Strength.RULE
    lobby.brand.settings = {"moves": {"delicate": "off"}}
    lobby.brand.save()
    assert grounds(lobby, case) == []
    lobby.brand.settings = {"moves": {"delicate": "perhaps"}}
    lobby.brand.save()
    with pytest.raises(ValueError, match=r"moves.delicate' is off, suggest or rule"):
        grounds(lobby, case)


def test_deciding_otherwise_is_on_record_and_is_not_asked_about_again(lobby: Lobby, case: Case) -> None:
    assessed(case, sensitive={"health": 0.9})
    assert decide_otherwise(case, agent=lobby.ada, reason=" She says all of it herself. ", house=lobby.house)
    assert not decide_otherwise(case, agent=lobby.ada, reason="Again.", house=lobby.house)
    event = Event.objects.get(stream=f"case:{case.pk}", verb="move_not_now")
    assert event.actor == f"agent:{lobby.ada.pk}"
    assert orjson.loads(bytes(event.payload.body)) == {
        "keys": ["delicate:health"],
        "strength": "suggest",
        "reason": "She says all of it herself.",
    }
    assert grounds(lobby, case) == []
    assessed(case, lobby.post(case, "And my lawyer"), sensitive={"legal": 0.9})
    assert grounds(lobby, case) == ["delicate"]


def test_deciding_otherwise_needs_words(lobby: Lobby, case: Case) -> None:
    assessed(case, sensitive={"health": 0.9})
    with pytest.raises(NoReasonError):
        decide_otherwise(case, agent=lobby.ada, reason="  ", house=lobby.house)
    assert not Event.objects.filter(verb="move_not_now").exists()


def invite(lobby: Lobby, case: Case) -> Move:
    lobby.submit(case, suggest_invitation(case, house=lobby.house), purpose="invitation")
    lobby.clock.forward(11)
    send_due(lobby.house)
    return Move.objects.get(case=case)


@pytest.mark.parametrize("state", ["offered", "declined"])
def test_nobody_is_asked_again(lobby: Lobby, case: Case, state: str) -> None:
    assessed(case, sensitive={"health": 0.9})
    invite(lobby, case)
    Move.objects.update(state=state)
    assert grounds(lobby, case) == []


def test_an_invitation_rests_until_they_come_back(lobby: Lobby, case: Case) -> None:
    assessed(case, sensitive={"health": 0.9})
    invite(lobby, case)
    lobby.clock.forward(72 * 3600)
    assert lapse_due(lobby.house) == 1
    assert grounds(lobby, case) == []
    lobby.clock.forward(60)
    Case.objects.update(last_post_at=lobby.clock())
    assert grounds(lobby, case) == ["delicate"]


def test_an_invitation_that_never_left_has_not_lapsed(lobby: Lobby, case: Case) -> None:
    assessed(case, sensitive={"health": 0.9})
    lobby.network.troubles.append(Rejected("No."))
    assert invite(lobby, case).state == "lapsed"
    assert grounds(lobby, case) == ["delicate"]


def test_where_there_is_no_way_the_suggestion_says_so(lobby: Lobby, case: Case) -> None:
    lobby.unable(private_message=False)
    assessed(case, sensitive={"health": 0.9})
    seen = consider(case, house=lobby.house)
    assert seen.suggestion is not None
    assert (seen.suggestion.way, seen.suggestion.cannot) == (None, seen.ways.cannot)
    assert "no private messages" in seen.ways.cannot


def test_ways_of_a_brand_with_a_room_and_more(lobby: Lobby, case: Case) -> None:
    ChannelAccount.objects.create(brand=lobby.brand, network="room", address="rooms@marlow.example")
    lobby.brand.settings = {"ways": ["call"]}
    lobby.brand.save()
    assert ways_of(Case.objects.get(pk=case.pk), house=lobby.house).names == (Way.MESSAGE, Way.ROOM, Way.CALL)


def test_one_message_only_is_used_up_by_a_confirmed_one(lobby: Lobby, case: Case) -> None:
    lobby.unable(writes_first=True, first_once=True, first_window=7 * 86_400)
    invite(lobby, case)
    Move.objects.update(
        state="consented", consent=Post.objects.filter(author=case.person).first(), consent_kind="words",
        consented_at=lobby.clock(),
    )  # fmt: skip

    def ours() -> list[bool]:
        return [way.ours for way in ways_of(case, house=lobby.house).open]

    assert ours() == [True]
    lobby.network.troubles.append(Rejected("Try another day."))
    lobby.submit(case, "Hello Mara, how can we help?", purpose="private")
    lobby.clock.forward(11)
    send_due(lobby.house)
    assert ours() == [True]
    lobby.submit(case, "Hello Mara, how can we help you?", purpose="private")
    lobby.clock.forward(11)
    send_due(lobby.house)
    assert ours() == [False]
    lobby.post(case, "So, here I am", private=True)
    assert ours() == [True]


def test_the_window_closes(lobby: Lobby, case: Case) -> None:
    lobby.unable(writes_first=True, first_once=True, first_window=7 * 86_400)
    lobby.clock.forward(7 * 86_400 - 1)
    assert ways_of(case, house=lobby.house).open[0].ours
    lobby.clock.forward(1)
    assert not ways_of(case, house=lobby.house).open[0].ours


def test_cannot_ends_an_offer_and_bars_the_way(lobby: Lobby, case: Case) -> None:
    move = invite(lobby, case)
    assert cannot(case, reason=" They take no messages. ", agent=lobby.ada, house=lobby.house) == move
    move.refresh_from_db()
    assert (move.state, move.reason, move.deadline) == ("cannot", "They take no messages.", None)
    assert ways_of(case, house=lobby.house).cannot == "They take no messages."


def test_cannot_is_kept_where_nothing_was_offered_and_once(lobby: Lobby, case: Case) -> None:
    first = cannot(case, reason="They take no messages.", house=lobby.house)
    assert cannot(case, reason="Still.", house=lobby.house) == first
    assert (first.state, first.invitation, first.reason) == ("cannot", None, "They take no messages.")
    assert cannot(case, reason="They have no phone.", way=Way.CALL, house=lobby.house) != first
    assert list(Event.objects.filter(verb="move_barred").values_list("actor", flat=True)) == ["system", "system"]


@pytest.mark.parametrize("state", ["declined", "settled"])
def test_cannot_leaves_a_settled_matter_and_a_no_as_they_are(lobby: Lobby, case: Case, state: str) -> None:
    move = invite(lobby, case)
    post = Post.objects.filter(author=case.person).first()
    now = lobby.clock()
    if state == "settled":
        Move.objects.update(state="open", consent=post, consented_at=now, consent_kind="words", opened_at=now)
    Move.objects.update(state=state, settled_at=now if state == "settled" else None)
    with pytest.raises(IllegalStepError):
        cannot(case, reason="No.", house=lobby.house)
    move.refresh_from_db()
    assert (move.state, move.reason) == (state, "")


def test_cannot_needs_a_reason_and_the_way_that_was_offered(lobby: Lobby, case: Case) -> None:
    invite(lobby, case)
    with pytest.raises(NoReasonError):
        cannot(case, reason=" ", house=lobby.house)
    with pytest.raises(IllegalStepError, match="goes by message"):
        cannot(case, reason="No.", way=Way.ROOM, house=lobby.house)


def test_consider_asks_a_handful_of_questions(lobby: Lobby, case: Case, django_assert_max_num_queries: object) -> None:
    for number in range(12):
        assessed(case, lobby.post(case, f"{number}"), heat=0.2, sensitive={"health": 0.9})
    known = Case.objects.select_related("account", "brand", "person").get(pk=case.pk)
    with django_assert_max_num_queries(6):  # type: ignore[operator]
        seen = consider(known, house=lobby.house)
    assert seen.suggestion is not None
    assert [one.ground for one in seen.suggestion.because] == [Ground.DELICATE, Ground.TURNS]
