"""Words that call a matter solved, and words beside them that do not."""

import pytest

from parlour.core.moves.solved import says_solved
from parlour.core.moves.words import closure, follow_up, invitation, offer, offer_again, open_end, unverified

SOLVED = (
    "Thank you for your patience. This is taken care of. Ada",
    "All sorted now, have a nice day.",
    "We have resolved this with you in private.",
    "The issue is fixed.",
    "Solved!",
    "It is sorted, and you can reach us any time.",
    "All is well now.",
    "We found a solution together.",
    "Your router works again.",
    "Das ist erledigt.",
    "Ihr Anliegen ist nun geklärt.",
    "Wir haben das Problem gelöst.",
    "Alles gut, danke für Ihre Geduld!",
    "Wir haben eine Lösung gefunden.",
    "Ya está solucionado.",
    "Hemos resuelto su caso.",
    "Todo en orden. Gracias.",
    "C'est réglé, merci de votre patience.",
    "Votre problème est résolu.",
    "Nous avons trouvé une solution.",
)
NOT_SOLVED = (
    "Our door stays open whenever you would like to talk.",
    "We could not solve this, and we are sorry.",
    "This is not taken care of yet.",
    "We would like to get this sorted with you.",
    "We are here until it is solved.",
    "Is it solved for you?",
    "Once this is fixed we tell you here.",
    "It is still unresolved.",
    "We care about this.",
    "We take care of our people.",
    "Das ist leider noch nicht geklärt.",
    "Wir möchten das gern mit Ihnen klären.",
    "Sobald es erledigt ist, melden wir uns.",
    "Lamentamos que no esté resuelto.",
    "Aún no está solucionado.",
    "Ce n'est pas encore réglé.",
    "Nous sommes là tant que ce n'est pas résolu.",
)


@pytest.mark.parametrize("text", SOLVED)
def test_what_is_called_solved_is_heard(text: str) -> None:
    assert says_solved(text)


@pytest.mark.parametrize("text", NOT_SOLVED)
def test_what_is_denied_hoped_or_asked_is_not(text: str) -> None:
    assert not says_solved(text)


@pytest.mark.parametrize("language", ["en", "de", "es"])
def test_our_own_words_are_known_apart(language: str) -> None:
    assert says_solved(closure(language))
    kind = (open_end(language), follow_up(language), invitation(language, "x"), offer(language))
    assert not any(map(says_solved, (*kind, offer_again(language), unverified(language))))
