"""Times on a case's page: proposed, agreed to, ended; and mails from addresses nobody knows."""

from datetime import timedelta

import pytest
from django.test import Client

from parlour.store.models import (
    Agent,
    AgreedTime,
    ArrivedMail,
    Case,
    ChannelAccount,
    Conversation,
    Move,
    Post,
    PostText,
)
from parlour.usecases.house import House as Process
from parlour.usecases.mail_in import take_in
from parlour.usecases.reply_alias import reply_alias
from tests.channels.mail.letters import letter
from tests.desk import factory
from tests.desk.factory import AT, House

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(marlow: House) -> Case:
    """A case whose person agreed to be called back."""
    marlow.brand.time_zone, marlow.brand.settings = "Europe/Dublin", {"ways": ["call", "visit"]}
    marlow.brand.save()
    case = factory.case(marlow)
    Move.objects.create(
        brand=marlow.brand, case=case, state="offered", code="lusab-gitof", offered_at=AT - timedelta(hours=1),
        invitation=factory.invitation(case), deadline=AT + timedelta(days=3),
    )  # fmt: skip
    says(case, "Yes, call me at ten.")
    return case


def says(case: Case, text: str, *, private: bool = False) -> Post:
    room: dict[str, object] = {"thread": case.thread}
    if private:
        talk, _ = Conversation.objects.get_or_create(
            account=case.account, person=case.person, defaults={"brand": case.brand}
        )
        room = {"conversation": talk}
    number = Post.objects.count()
    post = Post.objects.create(
        brand=case.brand, network="mastodon", origin_uri=f"https://lobby.example/x/{number}", author=case.person,
        created_at=AT, received_at=AT, **room,
    )  # fmt: skip
    PostText.objects.create(brand=case.brand, post=post, text=text, written_at=AT)
    return post


def page(desk: Client, case: Case) -> str:
    return desk.get(f"/cases/{case.pk}").content.decode()


def propose(desk: Client, case: Case, **given: str) -> str:
    form = {"kind": "call", "begins": "2026-07-03T10:00", "minutes": "30", **given}
    return desk.post(f"/cases/{case.pk}/times", form, follow=True).content.decode()


def test_time_is_proposed_agreed_to_and_held(desk: Client, ines: Agent, case: Case) -> None:
    assert "Propose a time to talk" in page(desk, case)
    shown = propose(desk, case)
    time = AgreedTime.objects.get()
    assert "Friday 3 July 2026, 10:00 to 10:30 (Europe/Dublin)" in shown
    assert (time.with_whom, time.begins_at.hour, time.state) == (ines, 9, "proposed")
    post = Post.objects.filter(author=case.person).latest("pk")
    assert f'<option value="{post.pk}">Yes, call me at ten.</option>' in shown
    shown = desk.post(f"/cases/{case.pk}/times/{time.pk}/agreement", {"post": post.pk}, follow=True).content.decode()
    assert "We talked" in shown
    assert "It rests by itself" not in shown
    shown = desk.post(f"/cases/{case.pk}/times/{time.pk}/outcome", {"outcome": "held"}, follow=True).content.decode()
    time.refresh_from_db()
    assert (time.state, Move.objects.get(case=case).state) == ("held", "open")
    assert "We talked" not in shown


def test_time_is_called_off_with_a_reason(desk: Client, case: Case) -> None:
    propose(desk, case)
    time = AgreedTime.objects.get()
    for reason, state in (("", "proposed"), ("Ines is ill.", "cancelled")):
        desk.post(f"/cases/{case.pk}/times/{time.pk}/outcome", {"reason": reason})
        time.refresh_from_db()
        assert time.state == state


@pytest.mark.parametrize(
    "given", [{"begins": ""}, {"begins": "2020-01-01T10:00"}, {"kind": "fax"}, {"begins": "x" * 900}]
)
def test_what_cannot_be_is_told_and_nothing_is_proposed(desk: Client, case: Case, given: dict[str, str]) -> None:
    assert "message" in propose(desk, case, **given)
    assert not AgreedTime.objects.exists()


def test_someone_elses_time_post_and_mail_are_not_there(desk: Client, case: Case) -> None:
    propose(desk, case)
    time = AgreedTime.objects.get()
    krone = factory.house("krone", name="Krone")
    other = factory.case(krone)
    stranger = Client()
    stranger.force_login(factory.agent(krone, "Uta Krone"))
    theirs = Post.objects.filter(brand=krone.brand).latest("pk")
    assert stranger.post(f"/cases/{other.pk}/times/{time.pk}/outcome", {"outcome": "held"}).status_code == 404
    assert desk.post(f"/cases/{case.pk}/times/{time.pk}/agreement", {"post": theirs.pk}).status_code == 404
    assert desk.post(f"/cases/{case.pk}/times/{time.pk}/agreement", {"post": "x"}).status_code == 404
    assert desk.post(f"/cases/{case.pk}/mails/1/vouching", {"post": theirs.pk}).status_code == 404
    time.refresh_from_db()
    assert time.state == "proposed"


def test_case_nobody_was_invited_on_shows_nothing_of_it(desk: Client, marlow: House) -> None:
    shown = page(desk, factory.case(marlow))
    assert "Propose a time" not in shown


def test_strangers_mail_is_told_without_a_word_of_it_until_the_person_vouches(
    desk: Client, case: Case, still_house: Process
) -> None:
    ChannelAccount.objects.create(
        brand=case.brand, network="mail", address="care@replies.care.example",
        settings={"domain": "replies.care.example"},
    )  # fmt: skip
    raw = bytes(letter("quixotic words", To=reply_alias(case), From="Mara <m@elsewhere.example>"))
    mail = take_in(raw, house=still_house)
    shown = page(desk, case)
    assert "m…@elsewhere.example" in shown
    assert "quixotic" not in shown
    Move.objects.update(state="consented", consent=Post.objects.latest("pk"), consented_at=AT, consent_kind="words")
    post = says(case, "That mail was mine.")
    assert "That mail was mine." in page(desk, case)
    desk.post(f"/cases/{case.pk}/mails/{mail.pk}/vouching", {"post": post.pk})
    assert ArrivedMail.objects.get().kind == "person"
    assert "quixotic words" in page(desk, case)
