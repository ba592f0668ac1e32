"""The page on which agents choose their letter keys, and every place that shows one."""

import json
import re
from html import unescape

import pytest
from django.test import Client

from parlour.desk.letter_keys import USUAL
from parlour.store.models import Agent
from tests.desk import factory
from tests.desk.factory import House

pytestmark = pytest.mark.django_db


def told_to_script(page: str) -> dict[str, str]:
    found = re.search(r'data-keys="([^"]*)"', page)
    assert found
    keys: dict[str, str] = json.loads(unescape(found[1]))
    return keys


def shortcuts(page: str) -> list[str]:
    return sorted(re.findall(r'aria-keyshortcuts="([^"]*)"', page))


def shown_in_dialog(page: str) -> list[str]:
    return re.findall(r"<kbd>([^<]*)</kbd>", page.partition('<dl class="keys">')[2].partition("</dl>")[0])


def test_form_holds_the_usual_keys_until_others_are_chosen(desk: Client) -> None:
    page = desk.get("/keys").content.decode()
    found = re.findall(r'name="(\w+)" value="([^"]*)" maxlength="1"', page)
    assert (dict(found), "Put the usual keys back" in page) == (dict(USUAL), False)


def test_chosen_key_is_kept_and_shown_wherever_a_key_is(desk: Client, marlow: House, ines: Agent) -> None:
    case = factory.case(marlow)
    said = desk.post("/keys", {**USUAL, "done": "X", "note": "ñ", "search": "+", "sleep": ""}, follow=True)
    ines.refresh_from_db()
    assert ines.keys == {"done": "x", "note": "ñ", "search": "+", "sleep": ""}
    assert "These are your keys now." in said.content.decode()

    page = desk.get(f"/cases/{case.pk}").content.decode()
    assert told_to_script(page) == {name: key for name, key in {**USUAL, **ines.keys}.items() if key}
    assert shortcuts(page) == sorted(["a", "c", "p", "r", "x", "ñ", "Plus"])
    assert shown_in_dialog(page)[:12] == ["j", "k", "r", "p", "ñ", "a", "x", "m", "c", "g", "+", "?"]


def test_key_that_is_taken_is_refused_in_words_and_nothing_changes(desk: Client, ines: Agent) -> None:
    answer = desk.post("/keys", {**USUAL, "note": "e", "next": "ö"})
    page = unescape(answer.content.decode())
    ines.refresh_from_db()
    assert (answer.status_code, ines.keys) == (200, {})
    assert "“e” is already the key for “done”. Choose another one for “write a slip for colleagues”." in page
    assert 'name="note" value="e"' in page
    assert 'name="next" value="ö"' in page
    assert (page.count("aria-invalid"), "One key cannot be kept yet." in page) == (1, True)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("ab", "One letter or sign, please."),
        (" ", "The space bar"),
        ("^", "waits for a second key"),
        ("\u200b", "No key"),
    ],
)
def test_sign_that_cannot_be_a_key_is_refused_in_words(desk: Client, ines: Agent, typed: str, words: str) -> None:
    answer = desk.post("/keys", {"done": typed})
    ines.refresh_from_db()
    assert (answer.status_code, words in answer.content.decode(), ines.keys) == (200, True, {})


def test_quotation_mark_as_a_key_breaks_no_page(desk: Client, marlow: House) -> None:
    case = factory.case(marlow)
    desk.post("/keys", {"done": '"', "note": "<", "assign": "&", "guard": "'"})
    page = desk.get(f"/cases/{case.pk}").content.decode()
    told = told_to_script(page)
    assert [told[name] for name in ("done", "note", "assign", "guard")] == ['"', "<", "&", "'"]


def test_usual_keys_come_back_and_that_can_be_undone(desk: Client, ines: Agent) -> None:
    desk.post("/keys", {"done": "x"})
    assert "Put the usual keys back" in desk.get("/keys").content.decode()
    answer = desk.post("/keys/usual", follow=True)
    ines.refresh_from_db()
    assert (ines.keys, 'action="/keys/earlier"' in answer.content.decode()) == ({}, True)
    desk.post("/keys/earlier")
    ines.refresh_from_db()
    assert ines.keys == {"done": "x"}
    desk.post("/keys/earlier")
    ines.refresh_from_db()
    assert ines.keys == {}


def test_undo_without_an_earlier_choice_changes_nothing(desk: Client, ines: Agent) -> None:
    Agent.objects.filter(pk=ines.pk).update(keys={"done": "x"})
    desk.post("/keys/earlier")
    ines.refresh_from_db()
    assert ines.keys == {"done": "x"}


def test_keys_that_are_switched_off_are_shown_nowhere(desk: Client, marlow: House, ines: Agent) -> None:
    case = factory.case(marlow)
    Agent.objects.filter(pk=ines.pk).update(letter_keys=False)
    page = desk.get(f"/cases/{case.pk}").content.decode()
    assert (told_to_script(page), shortcuts(page)) == ({}, [])
    assert shown_in_dialog(page) == ["Enter", "Shift", "Enter", "Ctrl", "Enter", "Esc"]
    assert "Your letter keys are switched off." in desk.get("/keys").content.decode()


def test_empty_list_names_the_agents_own_key(desk: Client, ines: Agent) -> None:
    said = []
    for keys in ({}, {"assign": "ü"}, {"assign": ""}):
        Agent.objects.filter(pk=ines.pk).update(keys=keys)
        said += re.findall(r"press (\S+) to look after it", desk.get("/mine").content.decode())
    assert said == ["a", "ü", "Assign"]


def test_guards_words_name_the_agents_own_key(desk: Client, marlow: House, ines: Agent) -> None:
    case = factory.case(marlow)
    factory.customer(marlow, case.person, ("appointment", "Sunday 9:40", "crm"))
    Agent.objects.filter(pk=ines.pk).update(keys={"guard": "ö"})
    answer = desk.post(f"/cases/{case.pk}/words/public", {"text": "Your appointment is on Sunday 9:40."})
    assert "<kbd>ö</kbd>" in answer.content.decode()


def test_everybody_has_keys_of_their_own(client: Client, marlow: House, ines: Agent) -> None:
    client.force_login(ines)
    client.post("/keys", {"done": "x"})
    client.force_login(factory.agent(marlow, "Tom Ruiz"))
    assert told_to_script(client.get("/").content.decode()) == dict(USUAL)
