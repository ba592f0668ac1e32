"""The names of sectors and networks, and how long a network takes a text to be."""

import pytest

from parlour.core.nouns.surface import Surface
from parlour.knowledge.guard.closed_lists import jurisdiction, network, sector
from parlour.knowledge.guard.load import load_guard


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("health", "health"),
        ("Dental", "health"),
        ("debt collection", "debt"),
        ("Law-Firm", "legal"),
        ("HR", "employment"),
    ],
)
def test_a_sector_goes_by_many_names(name: str, known: str) -> None:
    assert sector(name) == known


def test_every_regulated_sector_is_one() -> None:
    assert {sector(name) for name in load_guard().regulated} == load_guard().regulated


def test_every_sector_of_a_rule_is_one() -> None:
    used = {name for rule in load_guard().rules for name in (*rule.sectors, *rule.except_sectors)}
    assert {sector(name) for name in used} == used


@pytest.mark.parametrize("name", ["", "helth", "moon"])
def test_an_unknown_name_is_told_with_those_there_are(name: str) -> None:
    with pytest.raises(ValueError, match=rf"^'{name}' is no sector there is\. Use one of: health, .*, other\.$"):
        sector(name)
    with pytest.raises(ValueError, match=r"is no network there is\. Use one of: x, mastodon, "):
        network(name)


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("us", "us"),
        ("US", "us"),
        ("us-ca", "us-ca"),
        ("US_CA", "us-ca"),
        ("ca", "ca"),
        ("ca-on", "ca-on"),
        ("uk", "uk"),
        ("de", "eu-de"),
        ("EU-DE", "eu-de"),
        ("us-de", "us-de"),
        ("other", "other"),
        ("USA", "us"),
        ("gb", "uk"),
        ("GB", "uk"),
        ("Canada", "ca"),
        ("br", "other"),
        ("jp", "other"),
    ],
)
def test_a_jurisdiction_goes_by_its_code(name: str, known: str) -> None:
    assert jurisdiction(name) == known


@pytest.mark.parametrize("name", ["", "UAS", "usca", "us-xx", "uk-de", "ny", "e u", "germany", "xx", "ma"])
def test_an_unknown_jurisdiction_is_told_with_those_there_are(name: str) -> None:
    with pytest.raises(
        ValueError, match=r"is no jurisdiction there is\. Use one of: us, eu, uk, ca, other, or a part "
    ):
        jurisdiction(name)


def test_every_jurisdiction_of_a_rule_is_one() -> None:
    used = {name for rule in load_guard().rules for name in rule.jurisdictions}
    assert {jurisdiction(name) for name in used} == used


@pytest.mark.parametrize("name", ["de", "eu-de", "fr"])
def test_the_law_of_the_union_counts_in_its_members(name: str) -> None:
    european = [rule for rule in load_guard().rules if "eu" in rule.jurisdictions]
    assert european
    assert all(rule.applies(rule.sectors, rule.surface or Surface.PUBLIC, (jurisdiction(name),)) for rule in european)


@pytest.mark.parametrize(
    ("name", "text", "length"),
    [
        ("mastodon", "see https://a.example/very/long/path?with=things now", 4 + 23 + 4),
        ("x", "see https://a.example/very/long/path?with=things now", 4 + 23 + 4),
        ("twitter", "日本 ok", 2 + 2 + 3),
        ("x", "👨‍👩‍👧‍👦 👍🏽 🇩🇪", 2 + 1 + 2 + 1 + 2),
        ("x", "👍🏽 https://a.example/👍🏽 ok", 2 + 1 + 23 + 3),
        ("bluesky", "👨‍👩‍👧‍👦👍🏽🇩🇪\r\n", 4),
        ("bluesky", "👩‍👩‍👧 é", 3),
        ("bluesky", "e\u0301", 1),
        ("google", "für", 4),
        ("facebook", "für", 3),
        ("email", "für", 3),
    ],
)
def test_each_network_counts_its_own_way(name: str, text: str, length: int) -> None:
    assert network(name).length(text) == length


def test_limits_differ_by_surface() -> None:
    assert [network("Instagram").limit(surface) for surface in (Surface.PUBLIC, Surface.PRIVATE)] == [2200, 1000]
    assert network("email").limit(Surface.PRIVATE) == 0
