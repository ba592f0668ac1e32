"""How people understand what a brand says."""

import pytest

from parlour.simulator.reading import reads_as_invitation, reference_code


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("Sorry about that. Please send us a direct message.", True, True),
        ("Could you DM us?", True, True),
        ("We would like to sort this out in private.", True, False),
        ("Bitte schreib uns eine Nachricht.", True, True),
        ("Escríbenos por privado, por favor.", True, True),
        ("Thanks for your message, all is settled now.", True, False),
        ("Sorted. Thank you for your patience.", False, False),
        ("We open at nine.", False, False),
        ("The messenger came late, a privateer by trade.", False, False),
    ],
)
def test_invitation(text: str, before: bool, after: bool) -> None:
    assert reads_as_invitation(text, talked_before=False) == before
    assert reads_as_invitation(text, talked_before=True) == after


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Message us and quote amber kite.", "amber kite"),
        ("Please quote the code amber kite so we know it is you", "amber kite"),
        ('Your reference is "amber-kite".', "amber-kite"),
        ("Code: K7-22, any time.", "K7-22"),
        ("Kennwort: blauer Anker. Danke", "blauer Anker"),
        ("código mar azul", "mar azul"),
        ("Send us a message.", ""),
        ("We decode things.", ""),
        ("Send us a private message with the word lusab-gitof, please.", "lusab-gitof"),
        ("Schreiben Sie uns mit dem Wort lusab-gitof.", "lusab-gitof"),
        ("Envíenos un mensaje privado con la palabra lusab-gitof.", "lusab-gitof"),
    ],
)
def test_code_of_an_invitation(text: str, code: str) -> None:
    assert reference_code(text) == code
