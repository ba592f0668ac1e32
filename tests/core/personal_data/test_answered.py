"""What somebody answers who says nothing else, and what only resembles such an answer."""

import pytest

from parlour.core.personal_data import find
from tests.core.personal_data.marked import read

MARKED = (
    # A place with its postcode
    "⟦pune 411038⟧",
    "⟦Dayton 45402⟧",
    "⟦baton rouge 70801⟧",
    "⟦san marcos 78666⟧",
    "⟦new haven 06511⟧",
    "⟦los altos 94022⟧",
    "⟦lucknow and 226010⟧",
    "⟦bengaluru 560 034⟧",
    "⟦ny 10458⟧",
    "⟦goa 403001⟧",
    "⟦Ulm 89073⟧",
    "yes, ⟦tampa 33602⟧",
    "i am from ⟦akron 44308⟧",
    "city ⟦denver zipcode 80203⟧",
    "my city is ⟦yuma 85364⟧ thanks",
    "ich wohne in ⟦Köln 50667⟧",
    "vivo en ⟦Getafe 28901⟧",
    "@BankHelp ⟦reno 89501⟧",
    "⟦tucson 85701⟧ thru 85719",
    "⟦04109 Leipzig⟧",
    "⟦33200 Bordeaux⟧",
    "⟦643001 kotagiri⟧",
    # A code told in pieces
    "⟦kd 47 jh⟧",
    "⟦fg 7 rt 9⟧",
    "⟦3 mk 8 kd⟧",
    "ok it is ⟦vk 318 p⟧",
    "larry ⟦kv 4 hh 9⟧",
    "⟦wkf 417⟧ is this correct",
    "yes the confirmation number is ⟦wdfk 71⟧",
    "Buchungsnummer ist ⟦hk 3391⟧",
    "and account number is ⟦bf 2217⟧",
    # Figures that are named
    "my ssn number is ⟦318⟧",
    "ssn last 4 digit is ⟦7702⟧",
    "larryssn num ⟦4417⟧",
    "my debit card number is ⟦9921⟧",
    "my account number should read ⟦4417⟧",
    "⟦4417 2203 1187 2219⟧",
    # Passwords and names in small letters
    "my password is ⟦larrypet⟧",
    "das Passwort ist ⟦sonnenblume⟧",
    "⟦k 4 wdf⟧ my password",
    "my name is ⟦oriol⟧",
    "hi my name is ⟦tanvi rao⟧",
    "me llamo ⟦nuria⟧",
    "ich heiße ⟦swantje⟧",
)
NEAR_MISSES = (
    # Months, talk and little words before figures
    "sep 82018",
    "yes 60719",
    "thanks 10126",
    "since 20091",
    "about 45217",
    "only 12345",
    "mai 12018",
    # Counts, prices, measures
    "total 48217",
    "top 10005",
    "price 45217",
    "Zählerstand 48213",
    "odometer 45217",
    "mileage was 45217",
    "salary 45000",
    "punkte 12345",
    "lectura 48213",
    "relevé 48213",
    "45217 followers",
    "10126 Schritte",
    "10126 pasos",
    "48213 miles",
    "20000 Leute",
    "12345 thanks",
    "45217 km",
    # Rooms, faults, models and lines
    "room 10126",
    "Zimmer 10126",
    "windows 11500",
    "error 50013",
    "Fehler 50013",
    "fallo 50013",
    "train 10126",
    "vol 10126",
    "tgv 10126",
    "section 45217",
    "toner 45217",
    "toyota 45217",
    "route 45217",
    # More than an answer
    "dayton 45402 has no signal since noon and nobody cares",
    "your shop in dayton 45402 is closed",
    # Little words, units and short names between figures
    "at 6 pm",
    "in 2 hrs",
    "5 to 9",
    "10 x 10",
    "5 gb is ok",
    "22 th 600",
    "gta 5 pc",
    "ps 4 pro",
    "win 11 pro",
    "top 10 uk",
    "bmw 3 er",
    "2 for 1 deal",
    "12 eur 50",
    "9 am 5 pm",
    "day 3 of 5",
    "my flight number is ba 117",
    "seat number is row 12",
    "order number is not 12",
    "account number is only 12",
    "case number after 20",
    # Named, and no figures of anybody
    "my ssn is 9 digits",
    "the ssn thing took 2024",
    "my card number is 16 digits",
    "our account number should be longer",
    # Sentences about passwords and names
    "my password is wrong",
    "the password is expired",
    "password is required",
    "das Passwort ist falsch",
    "mi contraseña es incorrecta",
    "le mot de passe est invalide",
    "my name is misspelled",
    "my name is not there",
    "my name is still wrong",
    "my name is mud",
    "my name is everywhere",
    "my name is under review",
    # Heights, markets and wishes
    "mount elbrus 18510",
    "bitcoin 65432",
    "dax 18231",
    "happy birthday 10126",
)


@pytest.mark.parametrize("marked", MARKED)
def test_an_answer_is_found_exactly(marked: str) -> None:
    text, spans = read(marked)
    assert [(datum.start, datum.end) for datum in find(text)] == spans


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_no_answer_is_seen_in(text: str) -> None:
    assert find(text) == ()
