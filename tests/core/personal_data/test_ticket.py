"""What counts as a ticket in a text, and what only resembles one."""

import pytest

from tests.core.personal_data.marked import found, read

MARKED = (
    "tickets ⟦424717⟧ AND ⟦404146⟧",
    "cases ⟦1-839204857⟧ and ⟦1-839204858⟧",
    "tickets: ⟦552017⟧, ⟦552983⟧ and ⟦553110⟧",
    "#⟦SUP-30417⟧ again",
    "⟦RQX-55172⟧ is open",
    "world tracer file ⟦LHRQF60218⟧",
    "mi folio es ⟦G7718204⟧",
    "ticket #⟦88121⟧",
    "case number ⟦2024-5512⟧",
    "Vorgangsnummer ⟦A77123⟧",
    "expediente ⟦99123⟧",
    "case number ⟦06348291⟧ no reply for a week",
    "case # ⟦1-839204857⟧",
    "my case id is ⟦500-8K2-L91⟧",
    "Case ID ⟦4829103⟧, ticket raised last week",
    "ticket #⟦482910⟧ still open",
    "ticket no ⟦INC0048291⟧",
    "complaint number ⟦SR-48291038⟧",
    "complaint ref ⟦CAS-839201-X7K2P9⟧",
    "ref no. ⟦8492018⟧ from your call centre",
    "Ref: ⟦12-4839201⟧",
    "reference number is ⟦839201748⟧",
    "reference ⟦VF-839201⟧ two weeks no answer",
    "my ref is ⟦83920174⟧",
    "SR ⟦1-48391029⟧ unresolved",
    "SR number ⟦48391029⟧ unresolved",
    "service request ⟦839201845⟧",
    "Incident ⟦INC8839201⟧",
    "They gave me this ticket number to give to you. ⟦8783224037⟧",
    "complaint no.⟦DEL2839201847⟧ registered",
    "docket number ⟦48392019283⟧",
    "interaction id ⟦839201847⟧",
    "Request ID: ⟦83920184⟧",
    "Vorgangsnummer: ⟦2019-48392⟧",
    "Ticketnummer ⟦4839201⟧",
    "Aktenzeichen ⟦48392-19⟧",
    "número de incidencia ⟦4839201⟧",
    "mi expediente es ⟦2019/48392⟧",
    "numéro de dossier ⟦4839201⟧",
    "my claim? no, query ref ⟦QRY48392⟧",
    "@British_Airways ref is ⟦LX9PQ3⟧, please help",
    "fault ref ⟦VOL012-123456789012⟧",
    "fault report ⟦12345678⟧",
    "can someone look at ⟦4-9402357718673⟧ ?",
    "any update on ⟦1-839204857⟧",
    "http://shop.example/x and case ⟦4829103⟧",
)
NEAR_MISSES = (
    "Hauptstraße 5, D-10115 Berlin",
    "Fall 2024/25 collection is out",
    "prices fall 20000 dollars",
    "fine 2024/2025",
    "error CE-118255-1 on the console",
    "ISO-27001 certified",
    "CVE-2024-12345 is fixed",
    "#100 days of code",
    "KB-50315 update",
    "&#128544; sigh",
    "parcel #7718820413 is lost",
    "a ticket for 12 euros",
    "in that case 2024 was better",
    "ticket prices 2024",
    "case of 24 beers for 1999",
    "ticket prices up 2018",
    "2 tickets for £45.50",
    "error code 0x30005001",
    "error 80070057 when updating",
    "call 999 in an emergency",
    "ticket cost 2500 rupees",
    "case in point: 2020",
    "incident in 2017",
    "my ticket says 17:45",
    "request denied 403",
    "reference to 1984 by Orwell",
    "sr citizens 65000",
    "issue 12345 people face",
    "fault code P0420 again",
    "http://example.com/?ref=4604617 look at this",
    "www.example.com/page?ref=2tGgp3pV6L",
    "any update on KB5034441",
    "look into CE-34878-0 please",
    "chasing 10-20 people for 24-48 hours",
)


@pytest.mark.parametrize("marked", MARKED)
def test_ticket_is_found_exactly(marked: str) -> None:
    text, spans = read(marked)
    assert found("ticket", text) == spans


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_ticket_is_not_seen_in(text: str) -> None:
    assert found("ticket", text) == []
