"""What a machine sent is told from what a human wrote."""

import pytest

from parlour.channels.mail.automatic import why_automatic
from tests.channels.mail.letters import letter

OURS = "replies.care.example"
MACHINES = [
    {"Auto_Submitted": "auto-replied"},
    {"Auto_Submitted": "auto-generated; type=x"},
    {"Precedence": "bulk"},
    {"Precedence": "Auto_Reply"},
    {"List_Id": "<news.shop.example>"},
    {"Return_Path": "<>"},
    {"Return_Path": "< >"},
    {"From": "MAILER-DAEMON@mx.example"},
    {"From": "No Reply <noreply@shop.example>"},
    {"X_Autoreply": "yes"},
    {"From": f"Ada <ada.abc@{OURS}>"},
]
HUMANS = [
    {},
    {"Auto_Submitted": "no"},
    {"Precedence": "first-class"},
    {"Return_Path": "<mara@reeds.example>"},
    {"From": "Mara <mailer-daemons@reeds.example>"},
    {"List_Unsubscribe": "<https://x.example>"},
    {"Subject": "Out of office was your answer, and it did not help"},
    {"From": f"Mara <mara@not-{OURS}>"},
]


@pytest.mark.parametrize("headers", MACHINES, ids=str)
def test_machines_are_known_by_their_headers(headers: dict[str, str]) -> None:
    assert why_automatic(letter(**headers), domain=OURS)


@pytest.mark.parametrize("headers", HUMANS, ids=str)
def test_humans_are_not_taken_for_machines(headers: dict[str, str]) -> None:
    assert why_automatic(letter(**headers), domain=OURS) == ""


def test_bounce_is_a_report() -> None:
    message = letter()
    del message["Content-Type"]
    message["Content-Type"] = "multipart/report; report-type=delivery-status; boundary=x"
    assert why_automatic(message, domain=OURS) == "it is a report of a mail server"
