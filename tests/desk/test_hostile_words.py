"""Words that try to be markup stay words, wherever people can write."""

import pytest
from django.test import Client

from parlour.store.models import Agent, Notice
from tests.desk import factory
from tests.desk.factory import AT, House

pytestmark = pytest.mark.django_db

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "<svg/onload=alert(1)>",
    "javascript:alert(1)//",
    "{{ 7|add:7 }}{% load static %}",
    "</textarea><script>alert(1)</script>",
    "&lt;script&gt;",
)
LIVE = ("<script>alert", "<img src=x", "<svg/onload", "</textarea><script", 'href="javascript:')


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_never_become_markup(desk: Client, marlow: House, ines: Agent, words: str) -> None:
    person = factory.handle(marlow, "x@lobby.example", display_name=words)
    case = factory.case(marlow, person=person, text=words, reasons=[{"word": words, "seconds": 1}], assignee=ines)
    factory.said(case, words, private=True, reasons=[{"output": words, "rule": "r", "start": 0, "end": 3, "weight": 1}])
    fact = factory.customer(marlow, person, (words[:40], words, words[:40])).facts.get()
    factory.slip(case, ines, words)
    tom = factory.agent(marlow, "Tom Ruiz")
    finding = {"rule": "r", "severity": "block", "start": 0, "end": 5, "message": words}
    reply = factory.reply(case, tom, words, findings=[finding], decision="block")
    factory.move(case, "offered")
    Notice.objects.create(brand=marlow.brand, kind="gap", about="account:1", text=words, raised_at=AT)
    desk.post(f"/cases/{case.pk}/words/public", {"text": words})
    answers = [
        *(desk.get(path) for path in ("/", "/mine", "/approvals", "/moves", "/channels", "/people")),
        desk.get(f"/cases/{case.pk}"),
        desk.get(f"/cases/{case.pk}/onlooker"),
        desk.get(f"/approvals/{reply.pk}"),
        desk.get("/search", {"q": words}),
        desk.get("/search", {"q": "alert"}),
        desk.post(f"/cases/{case.pk}/facts/{fact.pk}/unveiling"),
        desk.post(f"/cases/{case.pk}/words/public", {"text": words}),
        desk.post(f"/cases/{case.pk}/replies/public/confirmation", {"text": words}),
    ]
    found = [
        (answer.request["PATH_INFO"], sign) for answer in answers for sign in LIVE if sign in answer.content.decode()
    ]
    assert (found, {answer.status_code for answer in answers}) == ([], {200})


def test_every_page_forbids_scripts_and_styles_from_elsewhere(desk: Client) -> None:
    policy = desk.get("/")["Content-Security-Policy"]
    assert ("script-src 'self'" in policy, "unsafe" in policy) == (True, False)


def test_pages_hold_no_script_or_style_of_their_own(desk: Client, marlow: House) -> None:
    case = factory.case(marlow)
    page = desk.get(f"/cases/{case.pk}").content.decode()
    assert [sign for sign in ("<style", " style=", " onclick=", "<script>", "hx-on") if sign in page] == []
