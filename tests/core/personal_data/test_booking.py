"""What counts as a booking in a text, and what only resembles one."""

import pytest

from tests.core.personal_data.marked import found, read

MARKED = (
    "code de réservation ⟦QT7WLM⟧",
    "ref ⟦QT7WLM⟧ two seats, still nothing",
    "⟦RB4KNT⟧",
    "dossier ⟦TX5KQM⟧, vol annulé",
    "can you add it? ⟦4RTWKC⟧",
    "reserva ⟦4417.882.031⟧, el piso no existe",
    "booking ⟦XK4P2Q⟧",
    "booking code ⟦KLMNOP⟧",
    "Buchungsnummer ⟦998123⟧",
    "reserva número ⟦88123⟧",
    "my booking ref is ⟦K3LM9Q⟧ please help",
    "Booking reference: ⟦ABCDEF⟧",
    "@VirginTrains booking ref ⟦8BVWJ2PR⟧ train cancelled",
    "PNR ⟦4512378964⟧ coach S5 no water @RailMinIndia",
    "PNR - ⟦8456123790⟧ dirty toilet",
    "PNR No.⟦2456789123⟧ berth not clean",
    "pnr:⟦6512348790⟧",
    "confirmation # ⟦GHJ7KL⟧ for tomorrow",
    "conf # is ⟦GHJ7KL⟧",
    "confirmation number ⟦FKQZTR⟧",
    "my conf number is ⟦3948572611⟧",
    "reservation ⟦8843921⟧ at your Madrid hotel",
    "record locator ⟦JX9ZQP⟧",
    "itinerary number ⟦72038472938472⟧",
    "itinerary # ⟦7204839201⟧ on expedia",
    "Buchungscode ⟦X7K9P2⟧ seit Stunden warten",
    "Buchungsnummer lautet ⟦84930284⟧",
    "localizador ⟦R7XK2P⟧ sin respuesta",
    "número de reserva ⟦8459302⟧",
    "code de réservation ⟦QW3RT5⟧",
    "reservation code is ⟦HM4XQZ9RTA⟧ on airbnb",
    "flight BA249, booking ⟦YT5R2K⟧, still no bag",
    "My confirmation code ⟦LKJHGF⟧",
    "booking id ⟦NF7821943829⟧ makemytrip refund",
    "Booking ID - ⟦CRN4839201847⟧",
    "Ola CRN ⟦2839471023⟧ driver refused",
    "@easyJet booking ⟦EQ7XK2M⟧ not showing in app",
    "record loc is ⟦HNMTRS⟧",
    "Buchung war ⟦12004⟧",
    "PNR ⟦QWERTY⟧",
    "record locator: ⟦LMNOPQ⟧",
    "PNR NUMBER ⟦QWERTY⟧",
    "The booking reference you gave me, ⟦K8LM2P⟧, does not work",
    "the booking code they sent us is ⟦K8LM2P⟧",
)
NEAR_MISSES = (
    "Use code SAVE10NOW at checkout",
    "error code 0XC00000E again",
    "code AB12CD in the example",
    "the ref is 2weeks old",
    "bookings 2024/25 and 2025/26 are open",
    "Booking: 020 7946 0000",
    "code WELCOME20 does not work",
    "SAVE20",
    "ref was blind today",
    "code de la route 2024",
    "booking for 2",
    "booking refund now",
    "BOOKING REFUND NOW",
    "reservation at 19:30",
    "confirmation in 2025",
    "flight BA249 delayed 3 hours",
    "flight number DL1234 to ATL",
    "reservation for 4 at 1930",
    "booking a table for 1900",
    "room 1408 was dirty",
    "gate 12345? no gate B42",
    "train 12951 is late by 4 hrs",
    "confirmation email never came",
    "the booking was for 24/12/2019",
    "the booking for 12x34 tiles",
    "la reserva es de 300 euros",
    "Buchung war 1200 Euro",
    "PNR PLEASE",
    "PNR STATUS",
    "booking reference NUMBER",
    "confirmation number PLEASE",
    "booking QWERTY keyboards",
    "the booking code you gave me, SAVE20, does not work",
    "the booking reference you gave me is wrong, GATE22 is closed",
)


@pytest.mark.parametrize("marked", MARKED)
def test_booking_is_found_exactly(marked: str) -> None:
    text, spans = read(marked)
    assert found("booking", text) == spans


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_booking_is_not_seen_in(text: str) -> None:
    assert found("booking", text) == []
