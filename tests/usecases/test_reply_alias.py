"""Mail as a private way: the case's address, and what we send from it."""

import pytest
from django.core import mail as posted

from parlour.core.moves.words import mail_invitation
from parlour.core.nouns.surface import Surface
from parlour.store.models import Agent, Case, Customer, Move, Outbox, ReplyAlias
from parlour.usecases.approve import NoWayThere
from parlour.usecases.draft import speaking_as
from parlour.usecases.mail_in import take_in
from parlour.usecases.private_way import private_account
from parlour.usecases.reply_alias import (
    NoMailError,
    case_at,
    mail_address,
    reply_alias,
)
from parlour.usecases.suggest_move import ways_of
from tests.channels.mail.letters import MARA, letter
from tests.usecases.lobby import Lobby
from tests.usecases.mails import invite, pass_on
from tests.usecases.test_moves import says, verbs


@pytest.fixture
def case(lobby: Lobby) -> Case:
    lobby.mail()
    case = lobby.case()
    lobby.customer(case.person, email="Mara@Reeds.example", order="48213377")
    return case


def test_address_names_who_looks_after_the_case_and_finds_it_whoever_it_names(lobby: Lobby, case: Case) -> None:
    assert reply_alias(case).startswith("team.")
    case.assignee = lobby.ada
    assert reply_alias(case).startswith("ada.")
    for agent in (None, lobby.ben, Agent(name="李")):
        found = case_at([f"Somebody <{reply_alias(case, agent=agent)}>"])
        assert found is not None
        assert found[0] == case


def test_addresses_of_two_cases_differ_and_are_kept_as_digests_only(lobby: Lobby, case: Case) -> None:
    other = lobby.case(lobby.person("olga"))
    first, second = (reply_alias(one).partition("@")[0].rpartition(".")[2] for one in (case, other))
    assert first != second
    assert len(first) == len(second) == 26
    assert first not in str(list(ReplyAlias.objects.values()))


def test_brand_without_mail_has_no_addresses(lobby: Lobby) -> None:
    with pytest.raises(NoMailError, match="parlour channels add mail"):
        reply_alias(lobby.case())


@pytest.mark.parametrize("language", ["en", "de", "es"])
@pytest.mark.parametrize("sectors", [[], ["health"], ["finance"]])
def test_invitation_by_mail_passes_the_guard(lobby: Lobby, case: Case, language: str, sectors: list[str]) -> None:
    lobby.account.sectors = sectors
    lobby.account.save()
    Case.objects.filter(pk=case.pk).update(language=language)
    case = Case.objects.get(pk=case.pk)
    for name in (None, lobby.ada):
        verdict = lobby.judge(case, mail_invitation(language, reply_alias(case, agent=name))).verdict
        assert (verdict.decision, verdict.held) == ("allow", ())


def test_address_of_another_case_is_not_ours_to_publish_here(lobby: Lobby, case: Case) -> None:
    other = reply_alias(lobby.case(lobby.person("olga")))
    assert lobby.judge(case, mail_invitation("en", other)).verdict.held


def test_words_that_name_the_address_offer_mail(lobby: Lobby, case: Case) -> None:
    move = invite(lobby, case)
    assert (move.state, move.way) == ("offered", "email")


def test_after_a_yes_our_first_mail_goes_to_the_address_on_file_and_opens_the_talk(lobby: Lobby, case: Case) -> None:
    invite(lobby, case)
    says(lobby, case, "Yes please")
    row = lobby.submit(case, "Hello Mara, your order 48213377 is on its way.", purpose="private")
    assert (row.account.network, row.recipient, row.surface) == ("mail", MARA, "private")
    pass_on(lobby)
    sent = posted.outbox[-1]
    assert (sent.to, sent.from_email) == ([MARA], f"Ada at Marlow <{reply_alias(case, agent=lobby.ada)}>")
    assert (sent.subject, sent.body) == ("Your talk with Marlow", "Hello Mara, your order 48213377 is on its way.")
    headers = sent.message()
    assert (headers["Auto-Submitted"], headers["In-Reply-To"]) == ("no", None)
    row = Outbox.objects.get(pk=row.pk)
    assert (row.state, headers["Message-ID"]) == ("confirmed", f"<{row.external_id}>")
    assert Move.objects.get(case=case).state == "open"
    assert verbs(case)[-1] == "move_opened"


def test_mails_answer_the_newest_one_between_the_two(lobby: Lobby, case: Case) -> None:
    invite(lobby, case)
    says(lobby, case, "Yes please")
    raw = bytes(letter(To=reply_alias(case), Subject="My router", Message_ID="<first@reeds.example>"))
    take_in(raw, house=lobby.house)
    case.refresh_from_db()
    lobby.clock.forward(5)
    lobby.submit(case, "We look into it.", purpose="private")
    pass_on(lobby)
    first = posted.outbox[-1]
    lobby.submit(case, "It is mended.", purpose="private")
    pass_on(lobby)
    second = posted.outbox[-1]
    assert (first.subject, second.subject) == ("Re: Your talk with Marlow", "Re: Your talk with Marlow")
    assert first.message()["In-Reply-To"] == first.message()["References"] == "<first@reeds.example>"
    assert second.message()["In-Reply-To"] == first.message()["Message-ID"]


@pytest.mark.parametrize(
    ("language", "subject", "name"),
    [
        ("en", "Re: Your talk with Marlow", "Ada at Marlow"),
        ("de", "Re: Ihr Gespräch mit Marlow", "Ada bei Marlow"),
        ("es", "Re: Su conversación con Marlow", "Ada de Marlow"),
    ],
)
def test_what_they_called_it_is_on_no_mail_of_ours(
    lobby: Lobby, case: Case, language: str, subject: str, name: str
) -> None:
    case.language = language
    case.save()
    invite(lobby, case)
    says(lobby, case, "Yes please")
    take_in(bytes(letter(To=reply_alias(case), Subject="My HIV test 4711")), house=lobby.house)
    case.refresh_from_db()
    lobby.submit(case, "We look into it.", purpose="private")
    pass_on(lobby)
    sent = posted.outbox[-1]
    assert (sent.subject, sent.from_email.partition(" <")[0]) == (subject, name)
    assert sent.message()["In-Reply-To"] == "<1@reeds.example>"


def test_mail_without_a_message_id_is_answered_without_one(lobby: Lobby, case: Case) -> None:
    invite(lobby, case)
    says(lobby, case, "Yes please")
    take_in(bytes(letter(To=reply_alias(case), Message_ID="")), house=lobby.house)
    case.refresh_from_db()
    lobby.submit(case, "We look into it.", purpose="private")
    pass_on(lobby)
    headers = posted.outbox[-1].message()
    assert (headers["In-Reply-To"], headers["References"]) == (None, None)


def test_mail_never_goes_anywhere_but_to_an_address_known_to_be_theirs(lobby: Lobby, case: Case) -> None:
    invite(lobby, case)
    says(lobby, case, "Yes please")
    row = lobby.submit(case, "Hello Mara.", purpose="private")
    Customer.objects.update(email="somebody@else.example")
    pass_on(lobby)
    assert posted.outbox == []
    assert Outbox.objects.get(pk=row.pk).state == "recalled"


def test_without_an_address_on_file_nothing_is_mailed(lobby: Lobby) -> None:
    lobby.mail()
    case = lobby.case()
    lobby.brand.settings = {"ways": ["email"]}
    lobby.brand.save()
    invite(lobby, case)
    says(lobby, case, "Yes please")
    assert mail_address(case) == ""
    assert private_account(case) == lobby.account
    assert "email" not in ways_of(case, house=lobby.house).names


def test_recalled_mail_is_not_sent_and_unsent_words_need_consent(lobby: Lobby, case: Case) -> None:
    move = invite(lobby, case)
    assert speaking_as(case, Surface.PRIVATE).network == "mail"
    with pytest.raises(NoWayThere, match="has not agreed yet"):
        lobby.submit(case, "Hello Mara.", purpose="private")
    assert move.state == "offered"
    assert posted.outbox == []


def test_guard_holds_back_in_a_mail_what_is_somebody_elses(lobby: Lobby, case: Case) -> None:
    invite(lobby, case)
    says(lobby, case, "Yes please")
    olga = lobby.customer(lobby.person("olga"), "C-2", order="99887766")
    from parlour.store.models import Unveiling

    Unveiling.objects.create(brand=lobby.brand, agent=lobby.ada, customer=olga, fact=olga.facts.get(), at=lobby.clock())
    assert lobby.judge(case, "Your order 99887766 is on its way.", purpose="private").verdict.held
    assert not lobby.judge(case, "Your order 48213377 is on its way.", purpose="private").verdict.held


def test_ways_offer_mail_where_the_brand_does_and_the_address_is_known(lobby: Lobby, case: Case) -> None:
    assert "email" not in ways_of(case, house=lobby.house).names
    case.brand.settings = {"ways": ["email"]}
    assert "email" in ways_of(case, house=lobby.house).names
