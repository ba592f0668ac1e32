"""What the cast of the make-believe network promises to whoever plays or measures with it."""

from __future__ import annotations

import csv
import re
import tomllib
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from rapidfuzz import fuzz, process

CAST = Path(__file__).parents[2] / "src" / "parlour" / "simulator" / "cast"
SCENES = {path.name: tomllib.loads(path.read_text("utf-8")) for path in sorted((CAST / "scenes").glob("*.toml"))}
PILE_ON = "pile_on"

LANGUAGES = {"en", "de", "es"}
SENSITIVE = {"health", "personal_care", "finance", "legal", "employment", "minors", "safety"}
PERSONAL_DATA = {
    "person",
    "email",
    "phone",
    "address",
    "card",
    "iban",
    "account",
    "national_id",
    "birth_date",
    "ip",
    "licence",
    "order",
    "booking",
    "ticket",
    "loyalty",
    "policy",
    "claim",
    "device",
    "handle",
    "secret",
}
FLAGS = ("complaint", "toxic", "threat", "spam", "one_reply", "addressed")
LABELS = {*FLAGS, "language", "heat", "sentiment", "sensitive", "personal_data"}
SPOKEN_TO = {"public_reply", "invitation", "room_invitation", "direct_message", "closure", "any"}
TRIGGERS = SPOKEN_TO | {"room_message", "shut_door", "called"}
DEEDS = {"direct", "reply", "room", "favourite", "silence", "edit", "delete"}
WORDED = {"direct", "reply", "edit"}
FACT_KINDS = {
    "condition",
    "appointment",
    "treatment",
    "balance",
    "payment",
    "order",
    "policy",
    "claim",
    "account",
    "address",
    "birth_date",
    "phone",
    "email",
    "medicine",
    "note",
    "product",
}
BRANDS = {"marlowcare", "marlowhome"}


def entries(kind: str) -> list[dict[str, Any]]:
    """All `[[kind]]` tables of all scenes, in file order."""
    return [entry for scene in SCENES.values() for entry in scene.get(kind, [])]


def rows(name: str) -> list[dict[str, str]]:
    with (CAST / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def texts_outside_pile_on() -> list[str]:
    """Every worded post, edit and reaction, case-folded, except those of the pile-on."""
    scenes = [scene for scene in SCENES.values() if scene["scene"]["id"] != PILE_ON]
    said = [entry for scene in scenes for kind in ("post", "reaction") for entry in scene.get(kind, [])]
    edits = [edit for entry in said for edit in entry.get("edits", [])]
    return [entry["text"].casefold() for entry in said + edits if "text" in entry]


def labelled() -> list[dict[str, Any]]:
    return [entry for entry in entries("post") + entries("reaction") if "labels" in entry]


def people() -> dict[str, dict[str, Any]]:
    return {person["handle"]: person for person in entries("person")}


def test_the_cast_is_large_enough_to_fill_a_city() -> None:
    posts = entries("post")
    assert len(SCENES) >= 25
    assert len(entries("person")) >= 90
    assert len([p for p in entries("person") if p["created_at"] < "2026-11-01"]) >= 60
    assert len(posts) >= 600
    assert len([r for r in entries("reaction") if "text" in r]) >= 150
    assert len(rows("customers.csv")) >= 30
    assert len(rows("facts.csv")) >= 110


@pytest.mark.parametrize(("language", "least"), [("en", 300), ("de", 60), ("es", 60)])
def test_each_language_has_enough_posts(language: str, least: int) -> None:
    assert Counter(post["labels"]["language"] for post in entries("post"))[language] >= least


def test_every_label_occurs_on_both_sides() -> None:
    labels = [post["labels"] for post in entries("post")]
    for flag in FLAGS:
        assert {entry[flag] for entry in labels} == {True, False}, flag
    assert {entry["heat"] for entry in labels} == {0, 1, 2}
    assert {entry["sentiment"] for entry in labels} == {"negative", "neutral", "positive"}
    assert {domain for entry in labels for domain in entry["sensitive"]} == SENSITIVE
    assert sum(not entry["addressed"] for entry in labels) >= 60


@pytest.mark.parametrize("name", SCENES)
def test_a_scene_says_what_it_is_about_and_uses_known_fields(name: str) -> None:
    scene = SCENES[name]
    assert set(scene) <= {"scene", "person", "post", "reaction"}
    assert set(scene["scene"]) == {"id", "about"}
    assert name[3:] == scene["scene"]["id"] + ".toml"
    assert len((CAST / "scenes" / name).read_text("utf-8").splitlines()) <= 400


def test_ids_and_handles_are_unique() -> None:
    for values in (
        [scene["scene"]["id"] for scene in SCENES.values()],
        [post["id"] for post in entries("post")],
        [person["handle"] for person in entries("person")],
        [person["customer_id"] for person in entries("person") if "customer_id" in person],
    ):
        assert [value for value, count in Counter(values).items() if count > 1] == []


@pytest.mark.parametrize("person", entries("person"), ids=lambda person: person["handle"])
def test_a_person_is_complete(person: dict[str, Any]) -> None:
    required = {"handle", "name", "language", "bio", "followers", "following", "created_at"}
    assert required <= set(person) <= required | {"customer_id"}
    assert person["language"] in LANGUAGES
    assert re.fullmatch(r"[a-z0-9_]+(@[a-z0-9.-]+\.example)?|[a-z0-9_.]+@[a-z0-9.-]+\.example", person["handle"])
    assert date.fromisoformat(person["created_at"]) < date(2026, 11, 18)
    assert person["followers"] >= 0 <= person["following"]


def test_everyone_who_speaks_exists_and_everyone_who_exists_speaks() -> None:
    speakers = {entry["by"] for entry in entries("post") + entries("reaction")}
    assert speakers - set(people()) == set()
    assert set(people()) - {post["by"] for post in entries("post")} == set()


@pytest.mark.parametrize("scene", SCENES.values(), ids=SCENES)
def test_replies_answer_an_earlier_post_of_their_scene_so_that_it_can_be_played_alone(scene: dict[str, Any]) -> None:
    seen: set[str] = set()
    for post in scene["post"]:
        assert post.get("reply_to") in {None} | seen, post["id"]
        seen.add(post["id"])


def test_posts_stand_in_the_order_of_their_time() -> None:
    for scene in SCENES.values():
        times = [post["after"] for post in scene.get("post", [])]
        assert times == sorted(times)


@pytest.mark.parametrize("post", entries("post"), ids=lambda post: post["id"])
def test_a_post_uses_known_fields_and_fits(post: dict[str, Any]) -> None:
    optional = {"reply_to", "visibility", "edits", "deletes_after", "pictures"}
    assert {"id", "by", "after", "text", "labels"} <= set(post) <= {"id", "by", "after", "text", "labels"} | optional
    assert post.get("visibility", "public") in {"public", "unlisted", "direct"}
    for text in [post["text"], *(edit["text"] for edit in post.get("edits", []))]:
        assert 1 <= len(text) <= 500


def test_some_people_show_what_they_mean_and_some_describe_it() -> None:
    shown = [each for entry in entries("post") + entries("reaction") for each in entry.get("pictures", [])]
    private = [post for post in entries("post") if post.get("visibility") == "direct" and "pictures" in post]
    assert {"description" in each for each in shown} == {True, False}
    assert {each.get("sensitive", False) for each in shown} == {True, False}
    assert len(private) >= 1


def test_labels_are_complete_and_closed() -> None:
    for entry in labelled():
        labels, where = entry["labels"], entry["text"]
        assert LABELS <= set(labels) <= LABELS | {"consent"}, where
        assert labels["language"] in LANGUAGES, where
        assert labels["heat"] in {0, 1, 2}, where
        assert labels["sentiment"] in {"negative", "neutral", "positive"}, where
        assert all(isinstance(labels[flag], bool) for flag in FLAGS), where
        assert set(labels["sensitive"]) <= SENSITIVE, where
        assert set(labels["personal_data"]) <= PERSONAL_DATA, where
        assert labels.get("consent", "yes") in {"yes", "no", "withdrawn"}, where


def test_labels_do_not_contradict_each_other() -> None:
    for entry in labelled():
        labels = entry["labels"]
        assert not (labels["one_reply"] and not labels["addressed"]), entry["text"]
        assert not (labels["threat"] and labels["heat"] == 0), entry["text"]
        if labels["personal_data"] and {"card", "iban"} & set(labels["personal_data"]):
            assert "finance" in labels["sensitive"], entry["text"]


def test_reactions_use_known_triggers_and_deeds() -> None:
    slots: Counter[tuple[str, str, int]] = Counter()
    for reaction in entries("reaction"):
        assert reaction["on"] in TRIGGERS, reaction
        assert reaction["does"] in DEEDS, reaction
        assert min(reaction["at"], reaction["after"] - 1) >= 0, reaction
        assert ("text" in reaction) == ("labels" in reaction), reaction
        # Whoever goes into a room may say nothing there.
        assert ("text" in reaction) == (reaction["does"] in WORDED) or reaction["does"] == "room", reaction
        assert len(reaction.get("text", "")) <= 500, reaction
        slots[reaction["by"], reaction["on"], reaction["at"]] += 1
    assert [slot for slot, count in slots.items() if count > 1] == []


def test_every_answer_to_an_invitation_in_private_quotes_the_code() -> None:
    moves = [r for r in entries("reaction") if r["on"] == "invitation" and r["does"] == "direct"]
    assert len(moves) >= 25
    assert all("{code}" in move["text"] for move in moves)


def test_at_least_twelve_people_show_how_consent_can_go() -> None:
    worded = [r for r in entries("reaction") if "consent" in r.get("labels", {})]
    assert len({reaction["by"] for reaction in worded}) >= 12
    counts = Counter(reaction["labels"]["consent"] for reaction in worded)
    assert counts["yes"] >= 20
    assert counts["no"] >= 6
    assert counts["withdrawn"] >= 2
    assert {r["labels"]["language"] for r in worded} == LANGUAGES
    silent = [r for r in entries("reaction") if r["on"] == "invitation" and r["does"] == "silence"]
    assert len({reaction["by"] for reaction in silent}) >= 3


def test_every_way_to_answer_a_room_s_link_is_shown() -> None:
    ways = [r for r in entries("reaction") if r["on"] == "room_invitation"]
    entered = [r for r in ways if r["does"] == "room"]
    assert {r["labels"]["consent"] for r in ways if r["does"] == "reply" and "consent" in r["labels"]} == {"yes", "no"}
    assert any("{link}" in r.get("text", "") for r in ways if r["does"] == "reply")
    assert {"text" in r for r in entered} == {True, False}
    assert {r.get("proves", "message") for r in entered} == {"message", "post"}
    assert any("proves_as" in r for r in entered)
    lapse, bell = 72 * 3600, 7 * 86_400
    assert {r["after"] > lapse for r in entered} == {r["after"] > bell for r in entered} == {True, False}
    assert {r["does"] for r in entries("reaction") if r["on"] == "called"} == {"room", "reply"}


def test_the_demo_story_can_be_played_to_its_end() -> None:
    mara = [r for r in entries("reaction") if r["by"] == "mara_lindqvist"]
    steps = {(r["on"], r["at"]): r for r in mara}
    assert "{code}" in steps["invitation", 1]["text"]
    assert steps["direct_message", 1]["labels"]["consent"] == "yes"
    assert [steps["direct_message", turn]["does"] for turn in (2, 3)] == ["direct", "direct"]
    closure = steps["closure", 1]
    assert (closure["does"], closure["labels"]["sentiment"]) == ("reply", "positive")


def test_no_two_texts_outside_the_pile_on_are_near_duplicates() -> None:
    texts = texts_outside_pile_on()
    ratios = process.cdist(texts, texts, scorer=fuzz.ratio, score_cutoff=85.01)
    pairs = [(texts[i], texts[j]) for i, j in zip(*ratios.nonzero(), strict=True) if i < j]
    assert pairs == []


def test_the_pile_on_is_many_new_accounts_with_nearly_one_text() -> None:
    scene = next(scene for scene in SCENES.values() if scene["scene"]["id"] == PILE_ON)
    born = {person["handle"]: person["created_at"] for person in scene["person"]}
    texts = [post["text"] for post in scene["post"] if born.get(post["by"], "") >= "2026-11-01"]
    assert len(texts) >= 30
    assert all(fuzz.ratio(texts[0].casefold(), text.casefold()) > 85 for text in texts)


def test_customers_and_people_point_at_each_other() -> None:
    customers = {row["customer_id"]: row for row in rows("customers.csv")}
    claimed = {person["customer_id"]: handle for handle, person in people().items() if "customer_id" in person}
    assert set(customers) == set(claimed)
    for customer_id, handle in claimed.items():
        assert customers[customer_id]["handles"] == f"mastodon:{handle}@lobby.example"
        assert customers[customer_id]["email"].endswith(".example")
        assert float(customers[customer_id]["value"]) > 0


def test_facts_belong_to_customers_and_have_known_kinds() -> None:
    facts = rows("facts.csv")
    per_customer = Counter(fact["customer_id"] for fact in facts)
    assert set(per_customer) == {row["customer_id"] for row in rows("customers.csv")}
    assert all(3 <= count <= 6 for count in per_customer.values())
    for fact in facts:
        assert fact["kind"] in FACT_KINDS, fact
        assert fact["value"], fact
        assert fact["source"] in {"crm", "phone", "dm", "note", "collections"}, fact
        assert fact["sensitivity"] in {"normal", "sensitive"}, fact
        assert date.fromisoformat(fact["as_of"]) <= date(2026, 11, 20), fact


def test_numbers_people_write_are_those_the_company_knows() -> None:
    known: dict[str, set[str]] = {}
    for fact in rows("facts.csv"):
        known.setdefault(fact["customer_id"], set()).update(re.findall(r"\b(?:M|HB|LQ|BS)-[\dA-C-]+", fact["value"]))
    cast = people()
    for entry in entries("post") + entries("reaction"):
        written = set(re.findall(r"\b(?:M|HB|LQ|BS)-[\dA-C-]+", entry.get("text", "")))
        assert written <= known.get(cast[entry["by"]].get("customer_id", ""), set()), entry["text"]


def test_labelled_phones_cards_and_mails_stand_in_the_text() -> None:
    shapes = {
        "phone": r"\d[\d ]{7,}\d",
        "card": r"(?:\d{4} ){3}\d{4}",
        "email": r"\S+@\S+\.example",
        "iban": r"[A-Z]{2}\d\d ",
    }
    for entry in labelled():
        for kind, shape in shapes.items():
            if kind in entry["labels"]["personal_data"]:
                assert re.search(shape, entry["text"]), entry["text"]


def test_links_lead_nowhere_real() -> None:
    for entry in labelled():
        for host in re.findall(r"https?://([^/\s)]+)", entry["text"]):
            assert host.endswith(".example"), entry["text"]


def test_mentions_name_someone_of_the_cast_or_a_brand() -> None:
    for entry in labelled():
        text = re.sub(r"\S+@\S+\.example", "", entry["text"])
        for handle in re.findall(r"(?<![\w.])@([a-z0-9_]+)", text):
            assert handle in BRANDS | set(people()) | {"marlowtoast", "mar"}, entry["text"]
