"""The claim sheet: words that two people answer for, for a while."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from parlour.store.models import Agent, Claim, Event, Notice
from parlour.usecases.claims import (
    ClaimError,
    approve,
    matching,
    propose,
    sheet,
    suggest_answer,
    tell_expired,
    withdraw,
    words_in,
)
from tests.usecases.lobby import Lobby

SAID = "You sell customer data to advertisers."
OURS = {
    "en": "We do not sell data to anybody. Our privacy page says what we keep and why.",
    "de": "Wir verkaufen keine Daten.",
}


def proposed(lobby: Lobby, *, agent: Agent | None = None, days: int = 30, **wording: str) -> Claim:
    return propose(
        lobby.brand, agent=agent or lobby.ada, claim=SAID, wording=wording or OURS,
        expires_at=lobby.clock() + timedelta(days=days), house=lobby.house,
    )  # fmt: skip


def approved(lobby: Lobby) -> Claim:
    return approve(proposed(lobby), agent=lobby.ben, house=lobby.house)


def verbs(claim: Claim) -> list[tuple[str, str]]:
    return list(Event.objects.filter(stream=f"claim:{claim.pk}").order_by("seq").values_list("verb", "actor"))


def test_two_people_put_words_on_the_sheet(lobby: Lobby) -> None:
    claim = approved(lobby)
    assert (claim.owner, claim.approved_by, claim.approved_at) == (lobby.ada, lobby.ben, lobby.clock())
    assert verbs(claim) == [("proposed", f"agent:{lobby.ada.pk}"), ("approved", f"agent:{lobby.ben.pk}")]
    assert sheet(lobby.brand) == [claim]


def test_nobody_approves_their_own_words(lobby: Lobby) -> None:
    claim = proposed(lobby)
    with pytest.raises(ClaimError, match="second person"):
        approve(claim, agent=lobby.ada, house=lobby.house)
    with pytest.raises(IntegrityError, match="claim_approved_by_another"), transaction.atomic():
        Claim.objects.update(approved_by=lobby.ada, approved_at=lobby.clock())
    with pytest.raises(IntegrityError, match="claim_approved_by_another"), transaction.atomic():
        Claim.objects.update(approved_by=lobby.ben)


@pytest.mark.parametrize("role", ["privacy", "operator"])
def test_who_does_not_answer_customers_has_no_part_in_it(lobby: Lobby, role: str) -> None:
    other = lobby.agent("otto", role)
    claim = proposed(lobby)
    with pytest.raises(ClaimError, match="Ask a supervisor"):
        proposed(lobby, agent=other)
    with pytest.raises(ClaimError, match="Ask a supervisor"):
        approve(claim, agent=other, house=lobby.house)
    with pytest.raises(ClaimError, match="Ask a supervisor"):
        withdraw(claim, agent=other, house=lobby.house)


@pytest.mark.parametrize(
    "words", ["You are lying, and you know it.", "Send us your card number and we will prove it.", "Shut up, you liar."]
)
def test_words_the_guard_holds_are_not_approved(lobby: Lobby, words: str) -> None:
    claim = proposed(lobby, en=OURS["en"], de=words)
    with pytest.raises(ClaimError, match="The guard holds back the words in de"):
        approve(claim, agent=lobby.ben, house=lobby.house)
    claim.refresh_from_db()
    assert (claim.approved_at, len(verbs(claim))) == (None, 1)


@pytest.mark.parametrize(
    ("claim", "wording", "days"),
    [("", OURS, 1), (SAID, {"en": " "}, 1), (SAID, OURS, 0), (SAID, OURS, 400), ("x" * 2001, OURS, 1)],
)
def test_an_incomplete_claim_is_refused(lobby: Lobby, claim: str, wording: dict[str, str], days: int) -> None:
    with pytest.raises(ClaimError):
        propose(
            lobby.brand, agent=lobby.ada, claim=claim, wording=wording,
            expires_at=lobby.clock() + timedelta(days=days), house=lobby.house,
        )  # fmt: skip
    assert Claim.objects.count() == 0


def test_words_are_offered_to_whom_they_answer(lobby: Lobby) -> None:
    claim = approved(lobby)
    case = lobby.case(text="So you sell our data to advertisers?", language="de-AT")
    (answer,) = matching(case, house=lobby.house)
    assert (answer.claim, answer.words) == (claim, OURS["de"])
    assert suggest_answer(case, claim.pk, house=lobby.house) == OURS["de"]
    assert matching(lobby.case(text="Where is my parcel?"), house=lobby.house) == []
    other = lobby.case(lobby.person("tom"), text="Hello there")
    lobby.post(other, "You sell data to advertisers!", by=lobby.person("kim"))
    assert matching(other, house=lobby.house) == []


@pytest.mark.parametrize("how", ["waits", "expired", "withdrawn"])
def test_what_may_not_be_used_is_not_offered(lobby: Lobby, how: str) -> None:
    claim = proposed(lobby) if how == "waits" else approved(lobby)
    case = lobby.case(text="You sell data to advertisers")
    if how == "withdrawn":
        withdraw(claim, agent=lobby.ben, house=lobby.house)
    lobby.clock.forward(30 * 86400 if how == "expired" else 1)
    assert matching(case, house=lobby.house) == []
    assert suggest_answer(case, claim.pk, house=lobby.house) == ""


def test_the_owner_of_expired_words_is_told_once(lobby: Lobby) -> None:
    claim = approved(lobby)
    assert tell_expired(lobby.house) == 0
    lobby.clock.forward(30 * 86400)
    assert (tell_expired(lobby.house), tell_expired(lobby.house)) == (1, 0)
    notice = Notice.objects.get()
    assert (notice.agent, notice.about, "sell customer data" in notice.text) == (lobby.ada, f"claim:{claim.pk}", True)
    withdraw(claim, agent=lobby.ada, house=lobby.house)
    notice.refresh_from_db()
    assert notice.closed_at is not None
    assert [verb for verb, _ in verbs(claim)] == ["proposed", "approved", "expired", "withdrawn"]
    assert sheet(lobby.brand) == []


def test_what_was_decided_stays_decided(lobby: Lobby) -> None:
    claim = approved(lobby)
    with pytest.raises(ClaimError, match="meanwhile"):
        approve(claim, agent=lobby.sue, house=lobby.house)
    withdraw(claim, agent=lobby.ada, house=lobby.house)
    with pytest.raises(ClaimError, match="already"):
        withdraw(claim, agent=lobby.ben, house=lobby.house)
    late = proposed(lobby, days=1)
    lobby.clock.forward(86400)
    with pytest.raises(ClaimError, match="expired"):
        approve(late, agent=lobby.ben, house=lobby.house)


@pytest.mark.parametrize(("language", "words"), [("de", OURS["de"]), ("es", OURS["en"]), ("", OURS["en"])])
def test_words_in_a_language(lobby: Lobby, language: str, words: str) -> None:
    assert words_in(proposed(lobby), language) == words
    assert words_in(proposed(lobby, de="Nein."), "es") == "Nein."
