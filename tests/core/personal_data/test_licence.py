"""What counts as a licence in a text, and what only resembles one."""

import pytest

from tests.core.personal_data.marked import found, read

MARKED = (
    "permis ⟦L1234-150685-04⟧",
    "licence number ⟦D123-4567-8901⟧",
    "⟦MORGA657054SM9IJ⟧",
    "Kennzeichen ⟦HH-AB 1234⟧",
    "matrícula ⟦1234 BCD⟧",
    "my driver's license number is ⟦a56319335⟧",
    "targa ⟦AB123CD⟧",
    "patente di guida ⟦U1234567A⟧",
    "plaque ⟦AB-123-CD⟧",
    "plate number is ⟦7abc123⟧",
    "license plate is ⟦abc-1234⟧",
    "matrícula ⟦1234bcd⟧",
    "kenteken ⟦12-ABC-3⟧",
    "rijbewijs ⟦1234567890⟧",
    "REG ⟦AB12 CDE⟧",
    "my number plate is ⟦AB12 MAX⟧",
    "number plate ⟦AB12 NOW⟧",
    "license plate: ⟦MIN 4821⟧",
    "plate number is ⟦FOR1234⟧",
    "Kennzeichen ⟦FOR-AB 123⟧",
    "your white van ⟦LM21 KTD⟧ blocks my drive",
    "der Lieferwagen mit ⟦B-KX 4410⟧ parkt auf dem Radweg",
    "une camionnette ⟦FT-402-QX⟧ sur le trottoir",
    "la furgoneta ⟦3382 LRT⟧ casi atropella a un niño",
    "PCN for ⟦LD21 KXW⟧, sold it in May",
    "Strafzettel für ⟦M-KT 2281⟧, stand in der Garage",
    "la multa a ⟦4471 KLM⟧ no es mía",
    "une amende pour ⟦GH-218-KT⟧, vendue",
)
NEAR_MISSES = (
    "my driving licence",
    "licence costs 30",
    "registration in 2024 was easy",
    "plate of food 12",
    "driving licence 5 years",
    "REG 40 NOW 20",
    "targa 4x4",
    "Porsche targa gt300",
    "plaque 2024edition",
    "plate number is 12th",
    "rijbewijs 10 weken",
    "patente di guida scaduta nel 2024",
    "REG 40 NOW 20 MAX",
    "NUMBER PLATE 40 NOW 20",
    "LICENSE PLATE: ONLY 20",
    "NUMBER PLATE FOR 2024 CARS",
    "REG: MIN 4821",
    "REG NOW 2000",
    "LICENSE PLATE: FOR 2024 CARS",
    "the car park in SW19 costs 8",
    "Auto A-Z 2024",
    "your van came at 1430 BST",
    "LK19 is not a place for a van",
    "la furgoneta vino a las 1430 con 2 horas",
    "une voiture AB-12",
    "PCN for 60 quid in a free bay",
    "Strafzettel für 40 EUR am Sonntag",
    "la multa de 2000 euros",
    "an amende for the EN 13 norm",
)


@pytest.mark.parametrize("marked", MARKED)
def test_licence_is_found_exactly(marked: str) -> None:
    text, spans = read(marked)
    assert found("licence", text) == spans


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_licence_is_not_seen_in(text: str) -> None:
    assert found("licence", text) == []
