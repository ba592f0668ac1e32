"""Days, ages, sums, addresses and references in the shapes people give them, each with what only looks like it."""

from dataclasses import replace

import pytest

from parlour.core.guard import judge
from parlour.core.nouns.fact import Fact
from parlour.core.nouns.verdict import Severity
from tests.core.guard.desk import CONTEXT, KNOWLEDGE, payload

(
    BORN, OLD, PAID, SMALL, WAGE, WASHER, HOME, BOX, JOB, ENDS, SINCE, ROOF, PAY, CARD, HOB, DUE, RUPEES, CENTS, LATE,
    PARCEL,
) = (
    ("birth_date", "1987-03-14"), ("birth_date", "24.12.1955"), ("refund", "EUR 650.00"), ("refund", "8,99 EUR"),
    ("salary", "2,310 EUR net a month"), ("product", "Brandl KW31 washing machine"),
    ("address", "Amselgasse 31, 8400 Winterthur"), ("address", "PO Box 764, Havnport"),
    ("order", "Work order WX0051922"), ("appointment", "contract ends 2026-08-31"),
    ("appointment", "contract since 2019-03-01"), ("claim", "1,237.40 USD"), ("salary", "$68,500 a year"),
    ("card", "5555 5555 5555 4444"), ("product", "Brandl H 52 SC hob"), ("appointment", "payment due 2026-04-05"),
    ("salary", "₹18,50,000 p.a."), ("balance", "$0.87"), ("debt", "£4,310.00"), ("appointment", "delivery 2026-03-27"),
)  # fmt: skip
SAID = [
    (BORN, "We found you by 14031987."),
    (BORN, "Registration works with the date of birth 870314."),
    (BORN, "On file as the 14/III/87, is that right?"),
    (BORN, "M4rch 14th is on the form, and we know what day that is for you."),
    (BORN, "You were born on 87-03-14 by our file."),
    (BORN, "Your card says 14 03 1987."),
    (OLD, "You turned seventy last Christmas Eve."),
    (OLD, "A Christmas Eve baby, how lovely for you!"),
    (OLD, "You'll be 71 at the end of the year, so the pass is free."),
    (OLD, "Usted iba a nacer en Nochebuena, ¡qué regalo!"),
    (PAID, "All six-fifty of your deposit is on its way back."),
    (PAID, "You get back six-five-zero euros."),
    (PAID, "We sent 6 5 0 euros back."),
    (PAID, "Your refund of 65O.OO euros left today."),
    (PAID, "Sus 650 eurillos ya van de vuelta."),
    (SMALL, "Reembolsados ocho con noventa y nueve."),
    (WAGE, "The 2.31k monthly net on your payslip was accepted."),
    (WAGE, "Con sus 2310 netos mensuales le damos el préstamo."),
    (WAGE, "Cobrando dos mil trescientos diez limpios le llega."),
    (WASHER, "Your KW 31 comes with hoses."),
    (BORN, "It was in March, on the fourteenth, that you got the card."),
    (BORN, "It says the fourteenth of the third, eighty-seven, on your licence."),
    (BORN, "Vierzehnter dritter siebenundachtzig, passt."),
    (BORN, "Marzo del 87, día catorce, correcto."),
    (BORN, "Usted es del 87, así que entra en el tramo."),
    (ENDS, "Your plan is up on the last day of August."),
    (ENDS, "You're tied in until the end of August."),
    (SINCE, "You've been with us since March '19."),
    (SINCE, "Ihr Vertragsbeginn war 3/2019."),
    (WAGE, "They've got you at 2.3k in the system."),
    (HOME, "Is it still Amselg. 31 for you?"),
    (HOME, "We sent it to Amsselgasse 31."),
    (HOME, "It went to 31 Amselgase by mistake."),
    (BOX, "It's waiting in box 764 for you."),
    (JOB, "Quote WX51922 when you call."),
    (JOB, "The job with 1922 at the end was closed."),
    (BORN, "You're the March '87 one, then."),
    (BORN, "Al ser de marzo del 87 todavía le entra el plan."),
    (BORN, "It has 3.14.87 on our side for you."),
    (BORN, "Type it like this for your airline: 14MAR87."),
    (OLD, "Sie werden ja 71, bis dahin gilt der Rabatt."),
    (OLD, "We have the twenty-fourth of December fifty-five for you."),
    (ROOF, "They approved 1.2k on the water damage."),
    (ROOF, "So 1237 is what your insurer paid."),
    (ROOF, "About 1240 landed on your account."),
    (PAY, "At sixty-eight five you're over the cap."),
    (PAY, "Your base of sixty-eight thousand five hundred hasn't changed."),
    (CARD, "Your 5555-55**-****-4444 was declined."),
    (HOB, "With the H52 that noise is the fan, so please clean yours."),
    (HOB, "Spare parts for the h52sc are in."),
    (RUPEES, "As per Form 16 your annual salary is Rs 18,50,000."),
    (RUPEES, "You are drawing 18.5 LPA so the subsidy does not apply."),
    (RUPEES, "Your package is 18.5 lakhs."),
    (CENTS, "You have eighty-seven cents left."),
    (CENTS, "Your card balance is $0.87."),
    (LATE, "There's still four grand three hundred outstanding."),
    (PARCEL, "It says the 27th here for your delivery."),
    (OLD, "You're down as Christmas Eve 1955."),
    (OLD, "Your seventieth was in December, so you qualify."),
    (DUE, "You have until the fifth of next month to pay."),
    (DUE, "Vous avez jusqu'au cinq du mois prochain pour régler."),
    (WASHER, "The filter of your kw-31 sits at the bottom."),
]
FREE = [
    (BORN, "Parcel 14031988 left today."),
    (BORN, "Open on 15/III/26 from ten."),
    (BORN, "The second of April is a holiday here."),
    (OLD, "We close early on Christmas Eve."),
    (OLD, "You'll be 3rd in the queue."),
    (PAID, "Flight six-forty boards at gate two."),
    (PAID, "Call one-two-three for help."),
    (PAID, "The H2O filter costs 8,99 euros in every shop."),
    (PAID, "Call " + "six five zero " * 40 + "euros."),
    (SMALL, "Mesa para ocho con nueve niños."),
    (WAGE, "All 2310 members get a letter."),
    (WASHER, "Bus 31 stops at the door."),
    (BORN, "In March, 14 shops opened."),
    (BORN, "The match ended 14-3 last night."),
    (BORN, "Just a second of the third call is enough."),
    (ENDS, "The pool is closed for all guests until the end of September."),
    (WAGE, "A ticket costs 2.3k in that game."),
    (HOME, "Ampelgasse 13 is where our shop is."),
    (("address", "42 Elmsford Street, Leeds"), "Around 42 streets are without power tonight."),
    (BOX, "A box of 764 screws costs nine euros."),
    (BORN, "Release 3.14.1 is out."),
    (BORN, "The March '88 catalogue is in our archive."),
    (OLD, "71 parcels are delivered tomorrow."),
    (ROOF, "Our fun run is 1.2k long."),
    (ROOF, "Bus 1237 stops in front of our shop."),
    (PAY, "Sixty-eight of five hundred seats are free."),
    (HOB, "Counter 52 is open."),
    (RUPEES, "The mixer holds 18.5 l of dough."),
    (CENTS, "Stamps cost 87 euros a sheet."),
    (LATE, "Four grand pianos and three hundred chairs arrived."),
    (PARCEL, "The 27 has a new stop."),
    (OLD, "Your seventieth order is free."),
    (DUE, "Our new prices start the sixth of next month."),
]


def facts_held(fact: tuple[str, str], text: str) -> list[str]:
    context = replace(CONTEXT, private_facts=(Fact(*fact, "crm", "C-1"),))
    findings = judge(payload(text), context, KNOWLEDGE).findings
    held = (one.rule for one in findings if one.rule.startswith("fact.") and one.severity > Severity.HINT)
    return list(dict.fromkeys(held))


@pytest.mark.parametrize(("fact", "text"), SAID)
def test_fact_is_noticed_in_this_shape(fact: tuple[str, str], text: str) -> None:
    assert facts_held(fact, text) == [f"fact.{fact[0]}"]


@pytest.mark.parametrize(("fact", "text"), FREE)
def test_what_only_looks_like_it_is_free(fact: tuple[str, str], text: str) -> None:
    assert facts_held(fact, text) == []
