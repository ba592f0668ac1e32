"""Anybody may write any Message-ID: it is the name of no mail, and no mail takes another one's place by it."""

from typing import Final

import pytest

from parlour.store.models import Case, Event, Post, PostText
from parlour.usecases.assess import assess_waiting
from parlour.usecases.mail_in import take_in
from parlour.usecases.reply_alias import reply_alias
from tests.channels.mail.letters import letter
from tests.usecases.lobby import Lobby
from tests.usecases.mails import EVE, arrives, case, invite, pass_on

__all__ = ["case"]

KNOWN: Final = {"Message_ID": "<known@reeds.example>"}


@pytest.fixture
def hers(lobby: Lobby) -> Case:
    """A case of Eve's, whose own address is known and proven."""
    case = lobby.case(lobby.person("eve"), "Hello")
    lobby.customer(case.person, ref="E", email="eve@evil.example")
    return case


def said() -> set[tuple[str, str, int]]:
    rows = PostText.objects.filter(post__network="mail")
    return set(rows.values_list("post__author__address", "text", "version"))


@pytest.mark.parametrize("first", ["mara", "eve"])
def test_two_people_who_use_the_same_one_are_both_heard(lobby: Lobby, case: Case, hers: Case, first: str) -> None:
    mails = {"mara": (case, "My heating is dead.", {}), "eve": (hers, "Nothing counts any more.", {"From": EVE})}
    for name in sorted(mails, key=lambda name: name != first):
        of, text, headers = mails[name]
        assert arrives(lobby, of, text, **KNOWN, **headers).kind == "person"
    assert said() == {
        (case.person.address, "My heating is dead.", 1),
        (hers.person.address, "Nothing counts any more.", 1),
    }


def test_mail_to_two_matters_is_heard_in_both(lobby: Lobby, case: Case) -> None:
    other = lobby.case(case.person, "My bill is wrong.")
    both = f"{reply_alias(case)}, {reply_alias(other)}"
    raw = bytes(letter("Please help me with both.", To=both))
    mails = [take_in(raw, recipients=[reply_alias(one)], house=lobby.house) for one in (case, other)]
    assess_waiting(lobby.house)
    assert [mail.case for mail in mails] == [case, other]
    assert Post.objects.filter(network="mail").count() == 2
    for one in (case, other):
        assert Event.objects.filter(stream=f"case:{one.pk}", verb="heard_in").count() == 1


def test_her_program_uses_one_for_two_mails(lobby: Lobby, case: Case) -> None:
    for text in ("First this.", "Then that."):
        arrives(lobby, case, text, **KNOWN)
    assert said() == {(case.person.address, text, 1) for text in ("First this.", "Then that.")}


@pytest.mark.parametrize("headers", [{"Authentication_Results": ""}, {"Precedence": "bulk"}])
def test_copy_that_comes_first_does_not_stand_in_her_mails_place(
    lobby: Lobby, case: Case, headers: dict[str, str]
) -> None:
    assert arrives(lobby, case, "Yes.", **KNOWN, **headers).kind != "person"
    assert arrives(lobby, case, "Yes.", **KNOWN).kind == "person"
    assert said() == {(case.person.address, "Yes.", 1)}


def test_ours_is_not_taken_for_our_words(lobby: Lobby, case: Case) -> None:
    invite(lobby, case)
    arrives(lobby, case)
    case.refresh_from_db()
    lobby.submit(case, "We look into it.", purpose="private")
    pass_on(lobby)
    ours = Post.objects.get(own=True, network="mail").origin_uri.removeprefix("mid:")
    arrives(lobby, case, "Thank you.", Message_ID=f"<{ours}>")
    texts = PostText.objects.filter(post__network="mail").order_by("pk")
    assert list(texts.values_list("text", "post__own"))[1:] == [("We look into it.", True), ("Thank you.", False)]
