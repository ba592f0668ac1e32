"""What counts as an email in a text, and what only resembles one."""

import pytest

from tests.core.personal_data.marked import found, read

MARKED = (
    "write to ⟦ana.lopez+shop@mail.example.org⟧, please",
    "⟦a@b.co⟧",
    "it is ⟦ana (at) example (dot) com⟧",
    "⟦ana [at] example.com⟧ is best",
    "⟦ana.lopez at example dot org⟧",
    "schreib an ⟦ana at beispiel punkt de⟧",
    "escríbeme a ⟦ana arroba ejemplo punto es⟧",
    "⟦ana\u200b@exa\u200bmple.com⟧",
    "two: ⟦a@example.org⟧; ⟦b@example.org⟧",
    "⟦ana.lopez at gmail.com⟧ please",
    "⟦ana77@gmailcom⟧",
    "⟦ana @ hotmail.com⟧",
    "it is ⟦ana at yahoo.co.uk⟧",
    "⟦sean.o'brien@example.co.uk⟧ is mine",
    "écris à l'adresse d'⟦ana@example.org⟧",
    "it says '⟦ana@example.org⟧' there",
    "⟦sarah underscore k at yahoo dot co dot uk⟧",
    "⟦luc point martin arobase orange point fr⟧",
    "⟦mario chiocciola libero punto it⟧",
    "⟦ana guion bajo lopez arroba ejemplo punto es⟧",
    "⟦info@gmail.com⟧ is my own",
    "⟦support.ana@firm.example⟧ has it",
    "write to ⟦infomaria@firm.example⟧",
    "à ⟦m point hale tiret bas 84 arobase postbox point example⟧",
    "⟦billing@comcast.net⟧ is mine",
    "⟦info@btinternet.com⟧ is mine",
    "⟦press@qq.com⟧ is mine",
    "⟦info@arcor.de⟧ is mine",
    "⟦support@bluewin.ch⟧ is mine",
    "⟦help@fastmail.com⟧ is mine",
    "⟦service@yandex.ru⟧ is mine",
    "⟦care@verizon.net⟧ is mine",
    "⟦contact.jo@company.com⟧ is mine",
    "⟦news.al@company.com⟧ is mine",
    "my email is ⟦info@annamueller.de⟧",
    "meine E-Mail-Adresse: ⟦info@annamueller.de⟧",
    "mi correo electrónico es ⟦info@annalopez.es⟧",
    "mon mail est ⟦contact@annaroux.fr⟧",
)
NEAR_MISSES = (
    "@marlowcare@lobby.example are you there?",
    "@ana hello",
    "meet us at example.com",
    "find us at example dot com",
    "ana@localhost",
    "5 @ 3.50 each",
    "I was at home. com on!",
    "look at this dot com bubble",
    "email me at gmail.com",
    "my account at outlook.com is locked",
    "look at web.de",
    "info@ikea.de is useless",
    "help@company.example never replies",
    "I wrote to customer.service@delta.example and no-reply@delta.example",
    "kundenservice@lampen.example antwortet nicht",
    "look at that point in time",
    "stop at some point fr",
    "the hyphen at the end of the line dot com or not",
    "contact.de@company.com",
    "news_uk@company.com",
    "support@verizon.com is slow",
    "press@qqmusic.example",
    "my email to info@annamueller.de bounced",
    "the email is info@annamueller.de",
    "your email is info@ikea.de",
    "you got my email. info@ikea.de never replies",
    "I forwarded my mail to help@company.example",
)


@pytest.mark.parametrize("marked", MARKED)
def test_email_is_found_exactly(marked: str) -> None:
    text, spans = read(marked)
    assert found("email", text) == spans


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_email_is_not_seen_in(text: str) -> None:
    assert found("email", text) == []
