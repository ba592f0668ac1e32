"""Words of a claim that no longer stands are not said: at approval, at release, and in the undo time."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from parlour.store.models import Case, Claim, Notice, Outbox, OutboxState, SavedDraft
from parlour.usecases import claims
from parlour.usecases.approve import NoWayThere
from parlour.usecases.past_claims import why_not_any_more
from parlour.usecases.release import Voided, release
from parlour.usecases.send import send_due
from tests.usecases.lobby import Lobby
from tests.usecases.test_moves import invite, says

OURS = "We do not sell data to anybody. Our privacy page says what we keep and why."
CLAIM = "You sell customer data to advertisers."
DAY = 86_400


def on_the_sheet(lobby: Lobby, words: str = OURS, *, days: int = 1, approved: bool = True) -> Claim:
    made = claims.propose(
        lobby.brand, agent=lobby.ada, claim=CLAIM, wording={"en": words},
        expires_at=lobby.clock() + timedelta(days=days), house=lobby.house,
    )  # fmt: skip
    return claims.approve(made, agent=lobby.ben, house=lobby.house) if approved else made


def nothing(lobby: Lobby, claim: Claim) -> None:
    """It stands."""


def withdraw(lobby: Lobby, claim: Claim) -> None:
    claims.withdraw(claim, agent=lobby.ben, house=lobby.house)


def expire(lobby: Lobby, claim: Claim) -> None:
    lobby.clock.now = claim.expires_at


Meanwhile = Callable[[Lobby, Claim], None]


@pytest.fixture
def case(lobby: Lobby) -> Case:
    return lobby.case(text="You sell our data to advertisers!")


@pytest.fixture
def claim(lobby: Lobby) -> Claim:
    return on_the_sheet(lobby)


@pytest.mark.parametrize(("meanwhile", "sent"), [(nothing, "confirmed"), (withdraw, "recalled"), (expire, "recalled")])
def test_they_do_not_leave_in_the_undo_time(
    lobby: Lobby, case: Case, claim: Claim, meanwhile: Meanwhile, sent: str
) -> None:
    row = lobby.submit(case, f"Hello Mara, {OURS}")
    meanwhile(lobby, claim)
    lobby.clock.forward(11)
    send_due(lobby.house)
    row.refresh_from_db()
    assert (row.state, len(lobby.network.texts)) == (sent, int(sent == "confirmed"))
    if sent == "recalled":
        assert "Say it in words that stand on the claim sheet" in Notice.objects.get(kind="not_sent").text
        assert SavedDraft.objects.get(case=case, agent=lobby.ada).text == f"Hello Mara, {OURS}"


@pytest.mark.parametrize(("meanwhile", "why"), [(withdraw, "were withdrawn"), (expire, "have expired")])
def test_nobody_approves_or_releases_them(
    lobby: Lobby, case: Case, claim: Claim, meanwhile: Meanwhile, why: str
) -> None:
    row = lobby.submit(case, OURS)
    waiting = {"state": OutboxState.PROPOSED, "approved_at": None, "approved_by": None, "not_before": None}
    Outbox.objects.filter(pk=row.pk).update(**waiting)
    meanwhile(lobby, claim)
    with pytest.raises(Voided, match=why):
        release(row.pk, agent=lobby.sue, reason="ok", house=lobby.house)
    with pytest.raises(NoWayThere, match=why):
        lobby.submit(case, OURS.replace(". Our", " - our"))


def test_nor_in_private(lobby: Lobby, case: Case, claim: Claim) -> None:
    invite(lobby, case)
    says(lobby, case, "Hello, it is about my data.", private=True)
    lobby.clock.forward(1)
    talk = Case.objects.get(pk=case.pk)
    withdraw(lobby, claim)
    with pytest.raises(NoWayThere, match="were withdrawn"):
        lobby.submit(talk, OURS, purpose="private")
    assert lobby.submit(talk, "We looked into it together with you.", purpose="private").state == "approved"


@pytest.mark.parametrize(
    "said",
    [
        "Our privacy page says what we keep and why.",
        "We do not sell data to anybody.",
        "We do not sell tickets to anybody yet. Our news page says when we open, and where.",
    ],
)
def test_whoever_shares_a_phrase_with_them_may_speak(lobby: Lobby, case: Case, claim: Claim, said: str) -> None:
    withdraw(lobby, claim)
    assert lobby.submit(case, said).state == "approved"


def test_words_proposed_again_stand_once_they_are_approved(lobby: Lobby, case: Case, claim: Claim) -> None:
    withdraw(lobby, claim)
    again = on_the_sheet(lobby, approved=False)
    with pytest.raises(NoWayThere, match="were withdrawn"):
        lobby.submit(case, OURS)
    claims.approve(again, agent=lobby.ben, house=lobby.house)
    assert lobby.submit(case, OURS).state == "approved"


def test_mended_words_stand_beside_those_they_replaced(lobby: Lobby, case: Case, claim: Claim) -> None:
    withdraw(lobby, claim)
    mended = OURS.replace("anybody", "advertisers")
    with pytest.raises(NoWayThere, match="were withdrawn"):
        lobby.submit(case, mended)
    on_the_sheet(lobby, mended)
    with pytest.raises(NoWayThere, match="were withdrawn"):
        lobby.submit(case, OURS)
    assert lobby.submit(case, mended).state == "approved"


def test_words_nobody_approved_never_stood(lobby: Lobby, case: Case) -> None:
    withdraw(lobby, on_the_sheet(lobby, approved=False))
    assert lobby.submit(case, OURS).state == "approved"


def test_every_language_of_a_claim_counts(lobby: Lobby, claim: Claim) -> None:
    other = claims.propose(
        lobby.brand, agent=lobby.ada, claim=CLAIM, wording={"en": "No.", "de": "Wir verkaufen keine Daten."},
        expires_at=lobby.clock() + timedelta(days=1), house=lobby.house,
    )  # fmt: skip
    withdraw(lobby, claims.approve(other, agent=lobby.ben, house=lobby.house))
    asked = [
        why_not_any_more(lobby.brand.pk, said, now=lobby.clock())
        for said in ("Hallo Mara, wir verkaufen keine Daten!", "Wir verkaufen keine Router.", "No, not yet, but soon.")
    ]
    assert [bool(answer) for answer in asked] == [True, False, False]


def test_of_other_brands_nothing_counts(lobby: Lobby, claim: Claim) -> None:
    withdraw(lobby, claim)
    assert why_not_any_more(lobby.brand.pk + 1, OURS, now=lobby.clock()) == ""


@pytest.mark.parametrize("words", [OURS, "Our answer to number 7 is that nobody does such a thing here."])
def test_they_are_found_on_a_long_sheet_under_their_own_name(lobby: Lobby, claim: Claim, words: str) -> None:
    withdraw(lobby, claim)
    for number in range(40):
        withdraw(lobby, on_the_sheet(lobby, f"Our answer to number {number} is that nobody does such a thing here."))
    Claim.objects.filter(wording__en=words).update(claim="It is this one.")
    assert "“It is this one.”, and they were withdrawn" in why_not_any_more(lobby.brand.pk, words, now=lobby.clock())


def test_among_equals_the_newest_is_named(lobby: Lobby, claim: Claim) -> None:
    withdraw(lobby, claim)
    again = on_the_sheet(lobby)
    Claim.objects.filter(pk=again.pk).update(claim="Said again.")
    lobby.clock.now = again.expires_at
    assert "“Said again.”, and they have expired" in why_not_any_more(lobby.brand.pk, OURS, now=lobby.clock())
