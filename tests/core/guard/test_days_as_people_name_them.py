"""Days, hours and sums as people name them from today, each with what only looks like it."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from parlour.core.guard import judge
from parlour.core.nouns.fact import Fact
from parlour.core.nouns.verdict import Decision, Severity
from tests.core.guard.desk import BARE, KNOWLEDGE, payload

NOW = datetime(2026, 3, 4, 10, 0, tzinfo=UTC)  # a Wednesday
VISIT, TOMORROW, MONTH_AGO = (
    ("appointment", "2026-03-12 14:30"), ("appointment", "2026-03-05 09:15"), ("appointment", "2026-02-04 11:00"),
)  # fmt: skip
FRIDAY, SURGERY, STAY, FEAST = (
    ("appointment", "2026-03-06 11:00"), ("text", "surgery on 2026-03-18"), ("booking", "check-in 2026-07-18"),
    ("booking", "2026-12-24 to 2026-12-27"),
)  # fmt: skip
BORN, DUE, RENT, COVER = (
    ("birth_date", "1984-03-09"), ("payment", "due 2026-03-31"), ("debt", "due 2026-03-31"),
    ("policy", "expires 2026-05-01"),
)  # fmt: skip
FLAT = ("balance", "1.240 €")
PAY, WAGE, OWED, PAID, PHONE = (
    ("salary", "$54,000 a year"), ("salary", "4.500 € im Monat"), ("balance", "1.240,50 €"), ("refund", "89,99 €"),
    ("phone", "+44 7700 900142"),
)  # fmt: skip
EMAIL, HOUSE, PHONE_MODEL = (
    ("email", "m.hale_84@postbox.example"), ("address", "14 Fernhill Road, Leeds LS6 2AB"),
    ("device", "iPhone 13, IMEI 490154203237518"),
)  # fmt: skip
SAID = [
    (VISIT, "We have you down for 14h30."),
    (VISIT, "Two thirty in the afternoon is still yours."),
    (VISIT, "We are ready for you mid-March."),
    (VISIT, "14 Uhr 30 bleibt für Sie frei."),
    (VISIT, "Halb drei bleibt für Sie frei."),
    (VISIT, "À jeudi prochain !"),
    (VISIT, "On vous attend à la mi-mars."),
    (TOMORROW, "See you first thing in the morning!"),
    (TOMORROW, "Bis Donnerstag!"),
    (MONTH_AGO, "When you came a month ago all was well."),
    (MONTH_AGO, "Als Sie vor einem Monat bei uns waren, war alles gut."),
    (MONTH_AGO, "Cuando vino hace un mes todo iba bien."),
    (MONTH_AGO, "Lors de votre visite il y a un mois tout allait bien."),
    (FRIDAY, "Your Friday delivery is safe."),
    (FRIDAY, "Have a great Friday appointment!"),
    (FRIDAY, "Schönen Freitag bei Ihrem Besuch!"),
    (FRIDAY, "Have a lovely Friday with us at 11:00."),
    (FEAST, "Enjoy your Christmas stay with us!"),
    (SURGERY, "Good luck on the 18th!"),
    (STAY, "Your mid-July stay is safe."),
    (STAY, "Your July trip is safe."),
    (STAY, "Wir freuen uns auf Sie Mitte Juli."),
    (FEAST, "Your Christmas stay is safe."),
    (FEAST, "Your room on Christmas Eve is safe."),
    (FEAST, "Ihr Zimmer an Heiligabend ist sicher."),
    (FEAST, "Ihr Zimmer über Weihnachten ist sicher."),
    (FEAST, "Votre chambre de Noël est gardée."),
    (FEAST, "Your room on Boxing Day is safe."),
    (BORN, "A March baby like you gets 10 % off."),
    (BORN, "¡Felices 42 la semana que viene!"),
    (BORN, "Joyeux 42 ans la semaine prochaine !"),
    (BORN, "Vorab alles Gute zum 42.!"),
    (DUE, "Sie haben bis Monatsende Zeit."),
    (DUE, "Tiene hasta fin de mes."),
    (DUE, "Tiene hasta el 31."),
    (DUE, "Vous avez jusqu'à la fin du mois."),
    (RENT, "Please pay by the end of the month."),
    (COVER, "Your cover runs out on the first of May."),
    (COVER, "Your cover runs out in two months' time."),
    (PAY, "On 4.5k a month you can afford it."),
    (WAGE, "Mit 54 Mille im Jahr geht das."),
    (OWED, "Quedan 1240 con 50."),
    (FLAT, "Quedan 1240 con 24 horas de retraso en la cuenta."),
    (PAID, "Los 89 con 99 van de camino."),
    (PHONE, "900142 did not pick up."),
    (EMAIL, "Escribimos a m punto hale guion bajo 84 arroba postbox punto example."),
    (EMAIL, "Nous avons écrit à m point hale tiret bas 84 arobase postbox point example."),
    (HOUSE, "We'll send it to your place in Leeds."),
    (PHONE_MODEL, "Your iPhone is unlocked now."),
]
UNSAID = [
    (VISIT, "Our shop closes at 14:30 today."),
    (VISIT, "You can call us any day from 9:00 to 14:30."),
    (VISIT, "15 Uhr 30 bleibt für Sie frei."),
    (VISIT, "The app launched two thirty versions ago."),
    (DUE, "The outage will be fixed by the end of the month."),
    (DUE, "Our spring sale runs until the end of the month!"),
    (DUE, "La oferta vale hasta fin de mes."),
    (DUE, "Die Aktion gilt bis Monatsende."),
    (FEAST, "Merry Christmas!"),
    (FEAST, "Merry Christmas to you and yours!"),
    (FEAST, "Our Christmas menu is online."),
    (FEAST, "We're closed over Christmas."),
    (STAY, "Your July newsletter is on its way."),
    (STAY, "Have a lovely July!"),
    (STAY, "Your August trip is safe."),
    (FRIDAY, "Enjoy your Friday!"),
    (FRIDAY, "Have a great Friday everyone!"),
    (FEAST, "Thank you for your Christmas wishes!"),
    (FEAST, "Your Christmas jumper is fabulous!"),
    (VISIT, "You can call us until 14:30 on weekdays."),
    (VISIT, "Our live stream starts at 14:30, hope you join!"),
    (VISIT, "Thanks for your message at 14:30."),
    (DUE, "You have until the end of the month to join the raffle."),
    (DUE, "Our sale runs until the end of the month, see you there!"),
    (PAY, "Win $4,500 in our contest, you can join."),
    (FRIDAY, "Enjoy your Friday and the weekend!"),
    (MONTH_AGO, "We launched the app a month ago."),
    (HOUSE, "How is the weather in Leeds?"),
    (PAY, "On 3.5k a month you can afford it."),
]


def _decided(fact: tuple[str, str], draft: str) -> Decision:
    context = replace(BARE, now=NOW, private_facts=(Fact(*fact, "crm"),))
    return judge(payload(draft), context, KNOWLEDGE).decision


@pytest.mark.parametrize(("fact", "draft"), SAID)
def test_a_day_or_sum_is_noticed_as_it_is_named(fact: tuple[str, str], draft: str) -> None:
    assert _decided(fact, draft) is not Decision.ALLOW


@pytest.mark.parametrize(("fact", "draft"), UNSAID)
def test_what_only_looks_like_it_passes(fact: tuple[str, str], draft: str) -> None:
    assert _decided(fact, draft) is Decision.ALLOW


def test_the_day_a_passport_ends_on_is_private_and_its_number_is_never_sent() -> None:
    assert _decided(("passport", "expires 2026-08-15"), "Your passport ends on 15 August 2026.") is Decision.BLOCK
    assert _found(("passport", "expires 2026-08-15"), "Your passport ends on 15 August 2026.") is Severity.BLOCK
    assert _found(("passport", "C01X00T47"), "Your passport is C01X00T47.") is Severity.NEVER


def _found(fact: tuple[str, str], draft: str) -> Severity:
    context = replace(BARE, now=NOW, private_facts=(Fact(*fact, "crm"),))
    found = judge(payload(draft), context, KNOWLEDGE).findings
    return max(finding.severity for finding in found if finding.rule == f"fact.{fact[0]}")
