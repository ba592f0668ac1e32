"""What counts as an account in a text, and what only resembles one."""

import pytest

from tests.core.personal_data.marked import found, read

MARKED = (
    "acct ⟦2403 1323⟧ still open",
    "nº cliente ⟦1.448.920-K⟧",
    "account number ⟦00123456⟧",
    "Kundennummer: ⟦448123⟧",
    "cliente número ⟦77123⟧",
    "invoice ⟦INV-20231⟧",
    "account number ⟦839201748⟧",
    "Customer ID ⟦83920174⟧",
    "my account is ⟦8392017⟧",
    "Kundennummer ⟦839201748⟧",
    "consumer number ⟦839201748392⟧",
    "UTR ⟦SBIN83920174839⟧ not credited",
    "transaction id ⟦T83920174839201⟧",
    "UPI ref ⟦839201748392⟧",
    "txn id ⟦83920174839⟧",
    "my bank number is ⟦0183362238⟧",
    "KTN is ⟦98TX1234K⟧",
    "Rechnung ⟦34999⟧, 50 Euro zu viel",
    "account ⟦12345678⟧ customers of yours",
    "sort code ⟦20-45-33⟧",
    "sort code ⟦20-45-33⟧ acc ⟦12345678⟧",
    "sort code: ⟦204533⟧, account ⟦12345678⟧",
    "sort code and account number ⟦20-45-33 12345678⟧",
    "my sort code is ⟦20-45-33 12345678⟧",
    "account ⟦482199⟧ people asked",
    "Your account ⟦12345678⟧ euros",
    "Your account ⟦12345678⟧ $ is due",
    "account ⟦48213⟧ dollars short",
    "account ⟦2403 1323⟧ people asked",
)
NEAR_MISSES = (
    "customer 12 11 2025",
    "Atención al cliente: 900 123 456",
    "my account 1 200 000 followers gone",
    "customer on 12 11 2025",
    "customer 5 in the queue",
    "account since 2012",
    "two accounts, 12345 followers",
    "account for 50000 people",
    "customer of 25 years",
    "customers 10000 strong",
    "bank holiday 2019",
    "http://ads.example/?client=ca-pub-8252267209931889",
    "the bank 12345 km away",
    "Rechnung war 349,99 Euro",
    "transfer 10000 dollars",
    "sort code 12/03/24",
    "sort code 2024-01-01",
    "sort code is wrong 20 times",
    "please sort out code 20-45-33",
    "account 10000 euros in the red",
    "account 1200 times",
    "account was 12345,50 euros",
    "transfer 12345 dollars",
    "my account 1 200 000 people",
)


@pytest.mark.parametrize("marked", MARKED)
def test_account_is_found_exactly(marked: str) -> None:
    text, spans = read(marked)
    assert found("account", text) == spans


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_account_is_not_seen_in(text: str) -> None:
    assert found("account", text) == []
