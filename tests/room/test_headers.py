"""What every answer of the room tells browsers, be it a page, a file, a redirect or a refusal."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from parlour.store.models import RoomFile
from tests.room.conftest import Browser, newest_letter
from tests.usecases.lobby import Lobby

STRICT = {
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
}


@pytest.fixture
def answers(lobby: Lobby, phone: Browser, door: str) -> list[tuple[str, Any]]:
    """One answer of every kind there is."""
    asked = phone.ask_for_letter(door).url
    key = newest_letter(lobby)[1]
    phone.get(asked)
    wrong = phone.send(asked, code="12")
    before = [("door", phone.get(door)), ("code", phone.get(asked)), ("wrong", wrong), ("key", phone.get(key))]
    entered = phone.send(key)
    phone.say("", files=SimpleUploadedFile("a.txt", b"words"))
    file = phone.get(f"/room/files/{RoomFile.objects.get().pk}")
    phone.get("/room/")
    inside = [(path, phone.get(f"/room/{path}")) for path in ("", "transcript", "erasure", "left")]
    refused = [("405", phone.client.put("/room/")), ("404", phone.get("/room/a/b")), ("empty", phone.say(""))]
    return [*before, ("entered", entered), ("file", file), *inside, *refused]


def test_every_answer_is_strict(answers: list[tuple[str, Any]]) -> None:
    for name, answer in answers:
        headers = answer.headers
        assert {key: headers.get(key) for key in STRICT} == STRICT, name
        assert headers["Content-Security-Policy"].startswith("default-src 'none'; script-src 'self'; style-src 'self'")
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert "Cookie" not in headers.get("Vary", ""), name
        assert set(answer.cookies) <= {"room_door", "room_visit"}, name


def test_pages_bring_nothing_of_others_and_nothing_inline(answers: list[tuple[str, Any]]) -> None:
    for name, answer in answers:
        if answer.streaming:
            continue
        page = answer.content.decode()
        assert re.findall(r"""(?:src|href|action)=["'](?:https?:)?//""", page) == [], name
        assert re.findall(r"<style|style=|<script(?! type=\"module\" src=\"/static/)| on\w+=", page) == [], name


def test_other_pages_keep_their_own_headers(phone: Browser, lobby: Lobby) -> None:
    answer = phone.get("/accounts/login/")
    assert answer["Referrer-Policy"] == "same-origin"


def test_cookies_are_not_even_seen_where_files_are(phone: Browser, lobby: Lobby) -> None:
    phone.client.cookies["sessionid"] = "of-an-agent"
    answer = phone.get("/room-files/nothing/")
    assert (answer.status_code, answer.cookies.output(), answer.has_header("Vary")) == (404, "", False)
    assert answer.wsgi_request.COOKIES == {}
