"""A customer on file may be more than one person: the mail of one is not the consent of another."""

from parlour.store.models import Case, Handle, Move
from tests.usecases.lobby import Lobby
from tests.usecases.mails import arrives, case, invite
from tests.usecases.test_moves import says

__all__ = ["case"]


def his(lobby: Lobby, case: Case) -> Case:
    tom: Handle = lobby.person("tom")
    tom.customer, tom.link_evidence = case.person.customer, "exact"
    tom.save()
    return lobby.case(tom, "My bill")


def test_a_mail_of_a_household_is_not_the_consent_of_both(lobby: Lobby, case: Case) -> None:
    other = his(lobby, case)
    invite(lobby, other)
    assert arrives(lobby, other, "Yes please, tell me about Tom").kind == "person"
    assert Move.objects.get(case=other).state == "offered"


def test_a_mail_of_somebody_alone_on_file_is(lobby: Lobby, case: Case) -> None:
    invite(lobby, case)
    arrives(lobby, case, "Yes please, tell me")
    assert Move.objects.get(case=case).state == "open"


def test_a_refusal_of_a_household_counts(lobby: Lobby, case: Case) -> None:
    other = his(lobby, case)
    invite(lobby, other)
    arrives(lobby, other, "No thanks, not in private.")
    assert Move.objects.get(case=other).state == "declined"


def test_after_their_own_word_the_talk_goes_on_by_mail(lobby: Lobby, case: Case) -> None:
    other = his(lobby, case)
    invite(lobby, other)
    says(lobby, other, "Yes please")
    arrives(lobby, other, "It is about my bill.")
    assert Move.objects.get(case=other).state == "open"
