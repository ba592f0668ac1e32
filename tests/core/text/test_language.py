"""Which language a text is in, and where that is sure."""

import pytest

from parlour.core.text.fold import fold
from parlour.core.text.language import sure_language
from parlour.core.text.tokens import tokens


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Your order is on hold", "en"),
        ("Thank you", "en"),
        ("Ihre Bestellung", "de"),
        ("Der Pin ist da", "de"),
        ("Su pedido", "es"),
        ("Hola", "es"),
        ("Votre commande est prête", "fr"),
        ("Merci", "fr"),
        ("Order on hold", ""),
        ("Card on file", ""),
        ("A die on a plan", ""),
        ("Por favor, espere para que chegue mais", ""),
        ("Het is onderweg, we sturen het", ""),
        ("Ajudá-los e contactá-las não é possível", ""),
        ("Con una e-mail del cliente", ""),
        ("Danke, thanks", ""),
        ("", ""),
    ],
)
def test_a_language_is_sure_by_words_that_no_other_has(text: str, code: str) -> None:
    assert sure_language(token.word for token in tokens(fold(text).text)) == code
