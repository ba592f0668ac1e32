"""A mail nobody can vouch for lies behind a veil: who may looks, on record, and the guard remembers it."""

import pytest
from django.test import Client

from parlour.core.nouns.surface import Surface
from parlour.store.models import Agent, ArrivedMail, Case, ChannelAccount, Event, MailLook, Move
from parlour.usecases.erase_mails import empty_arrived
from parlour.usecases.gather import guard_context
from parlour.usecases.house import House as Process
from parlour.usecases.mail_in import take_in
from parlour.usecases.reply_alias import reply_alias
from tests.channels.mail.letters import letter
from tests.desk import factory
from tests.desk.factory import AT, House

pytestmark = pytest.mark.django_db

SAID = "My quixotic knee <b>hurts</b> at night."


@pytest.fixture
def case(marlow: House) -> Case:
    case = factory.case(marlow)
    factory.move(case, "open")
    ChannelAccount.objects.create(
        brand=case.brand, network="mail", address="care@replies.care.example",
        settings={"domain": "replies.care.example"},
    )  # fmt: skip
    return case


@pytest.fixture
def mail(case: Case, still_house: Process) -> ArrivedMail:
    raw = bytes(letter(SAID, To=reply_alias(case), From="Mara <m@elsewhere.example>"))
    return take_in(raw, house=still_house)


def unveiling(case: Case, mail: ArrivedMail) -> str:
    return f"/cases/{case.pk}/mails/{mail.pk}/unveiling"


def knows(case: Case, agent: Agent, house: Process) -> bool:
    context = guard_context(case, surface=Surface.PUBLIC, agent=agent, house=house)
    return any("quixotic" in fact.value for fact in context.viewed_facts)


def test_look_shows_the_words_and_is_on_record(desk: Client, ines: Agent, case: Case, mail: ArrivedMail) -> None:
    before = desk.get(f"/cases/{case.pk}").content.decode()
    assert "quixotic" not in before
    assert "Nobody has read it." in before
    shown = desk.post(unveiling(case, mail)).content.decode()
    assert "My quixotic knee &lt;b&gt;hurts&lt;/b&gt; at night." in shown
    assert "Your look is on record." in shown
    after = desk.get(f"/cases/{case.pk}").content.decode()
    assert "quixotic" not in after
    assert "Read by Ines Brandt." in after
    event = Event.objects.get(stream=f"case:{case.pk}", verb="mail_read")
    assert event.actor == f"agent:{ines.pk}"


def test_page_takes_the_words_in_place(desk: Client, case: Case, mail: ArrivedMail) -> None:
    shown = desk.post(unveiling(case, mail), headers={"HX-Request": "true"}).content.decode()
    assert "quixotic" in shown
    assert "<html" not in shown


def test_guard_takes_what_was_read_for_known_by_its_reader_alone(
    desk: Client, marlow: House, ines: Agent, case: Case, mail: ArrivedMail, still_house: Process
) -> None:
    tom = factory.agent(marlow, "Tom Ruiz")
    elsewhere = factory.case(marlow, person=factory.handle(marlow, "ola@lobby.example"))
    assert not knows(case, ines, still_house)
    desk.post(unveiling(case, mail))
    # Its clock stands still, and only what was read before the words were written counts as known.
    assert knows(case, ines, still_house)
    assert knows(elsewhere, ines, still_house)
    assert not knows(case, tom, still_house)


def test_it_stays_a_strangers_and_agrees_to_nothing(desk: Client, case: Case, mail: ArrivedMail) -> None:
    desk.post(unveiling(case, mail))
    mail.refresh_from_db()
    assert (mail.kind, mail.vouched_by) == ("stranger", None)
    assert "quixotic" not in desk.get(f"/cases/{case.pk}").content.decode()


def test_who_may_not_unveil_reads_nothing(client: Client, marlow: House, case: Case, mail: ArrivedMail) -> None:
    client.force_login(factory.agent(marlow, "Olga Op", roles=("operator",)))
    assert "quixotic" not in client.post(unveiling(case, mail)).content.decode()
    assert not MailLook.objects.exists()


def test_mail_of_another_case_or_brand_is_not_there(desk: Client, marlow: House, case: Case, mail: ArrivedMail) -> None:
    other = factory.case(marlow, person=factory.handle(marlow, "ola@lobby.example"))
    assert desk.post(unveiling(other, mail)).status_code == 404
    krone = factory.house("krone", name="Krone")
    stranger = Client()
    stranger.force_login(factory.agent(krone, "Uta Krone"))
    assert stranger.post(unveiling(case, mail)).status_code == 404
    assert not MailLook.objects.exists()


def test_what_was_read_is_let_go_with_the_mail(
    desk: Client, ines: Agent, case: Case, mail: ArrivedMail, still_house: Process
) -> None:
    desk.post(unveiling(case, mail))
    empty_arrived(Move.objects.get(case=case), at=AT)
    assert list(MailLook.objects.values_list("words", flat=True)) == [""]
    assert not knows(case, ines, still_house)
    answer = desk.post(unveiling(case, mail), follow=True).content.decode()
    assert "does not lie behind a veil any more" in answer
    assert MailLook.objects.count() == 1
