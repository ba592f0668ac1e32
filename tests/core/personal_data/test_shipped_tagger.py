"""The tagger that ships: names it has to find in posts and chats, and words that only look like names."""

from importlib import resources

import pytest

from parlour.core.personal_data import find_all
from parlour.knowledge.personal_data import load_tagger
from tests.core.personal_data.marked import read

MARKED = (
    "@brightwave I spoke to ⟦Sarah⟧ yesterday and she never called back",
    "Thank you ⟦Michael⟧ for the great service in Leeds!",
    "your colleague ⟦Priya Sharma⟧ hung up on me",
    "my daughter ⟦Emily⟧ is still waiting for her order",
    "sure i am ⟦robert porter⟧",
    "hi this is ⟦kavya⟧",
    "⟦Angela Merkel⟧ spoke about it last night",
    "RT @newsdesk: ⟦John Kerry⟧ arrives in Cairo",
    "cheers, ⟦Tom⟧",
)
NEAR_MISSES = (
    "@AnaLopez can you help me? #JohnLewis",
    "my Gmail account was hacked",
    "lost my Galaxy on the train to Washington",
    "Tesco in Leeds was closed on Monday",
    "is Netflix down again?",
    "how much is the fee for a transfer to France",
    "Windows 10 and Office 365 keep crashing",
    "error code 0x30005001 when I log in",
    "I paid 249.99 for 2 tickets in 2019",
    "HELP my internet is so slow today!!!",
    "happy new year everyone",
    "Dr. Martens boots fell apart",
    "Mr Muscle does not clean",
)
CHAT = (
    ("8977", "national_id"),
    ("kavya 4587", "person"),
    ("last four 6758", "national_id"),
    ("account number 3456 please", "account"),
    ("sankarigmailcom", "email"),
    ("88 albany drive suwanee ga 30024", "address"),
    ("booking confirmation number is hgj 478", "booking"),
)


def names(text: str) -> list[tuple[int, int]]:
    (data,) = find_all([text], load_tagger())
    return [(datum.start, datum.end) for datum in data if datum.kind == "person"]


@pytest.mark.parametrize("marked", MARKED)
def test_a_name_is_found_exactly(marked: str) -> None:
    text, spans = read(marked)
    assert names(text) == spans


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_nobody_is_named_in(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(("text", "kind"), CHAT)
def test_details_given_in_passing_are_found(text: str, kind: str) -> None:
    (data,) = find_all([text], load_tagger())
    assert kind in {datum.kind for datum in data}


def test_all_that_is_written_in_the_tables_is_found_with_the_tagger_as_without() -> None:
    text, spans = read("write to ⟦ana@example.org⟧ or call ⟦+44 20 7946 0958⟧")
    (data,) = find_all([text], load_tagger())
    assert [(datum.start, datum.end) for datum in data] == spans


def test_results_do_not_depend_on_the_batch() -> None:
    texts = [read(marked)[0] for marked in MARKED] + list(NEAR_MISSES) + [text for text, _ in CHAT]
    assert find_all(texts * 3, load_tagger()) == [find_all([text], load_tagger())[0] for text in texts] * 3


def test_weights_stay_small() -> None:
    weights = resources.files("parlour.knowledge.personal_data").joinpath("weights.npz").read_bytes()
    assert len(weights) <= 1_000_000
