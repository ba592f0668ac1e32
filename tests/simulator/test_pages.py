"""What a stranger sees in a browser."""

import re

import pytest

from tests.simulator.lobby import Lobby


def test_front_page_shows_public_posts_alone(lobby: Lobby) -> None:
    lobby.say("mara", "@marlowcare <i>loud</i>")
    lobby.say("mara", "@marlowcare whispered", visibility="direct")
    lobby.say("mara", "@marlowcare aside", visibility="unlisted")
    page = lobby.http.get("/").text
    assert "&lt;i&gt;loud" in page
    assert "Mara &lt;Lind&gt;" in page
    assert "whispered" not in page
    assert "aside" not in page


def test_thread_page_hides_direct_replies(lobby: Lobby) -> None:
    said = lobby.say("mara", "@marlowcare question")
    lobby.say("marlowcare", "@mara answer", reply_to=said["id"])
    lobby.say("marlowcare", "@mara secret", reply_to=said["id"], visibility="direct")
    page = lobby.http.get(f"/@mara/{said['id']}").text
    assert [len(re.findall(word, page)) for word in ("question", "answer", "secret")] == [1, 1, 0]


@pytest.mark.parametrize("path", ["/@nobody", "/@mara/1", "/avatars/nobody.svg"])
def test_page_that_does_not_exist(lobby: Lobby, path: str) -> None:
    assert lobby.http.get(path).status_code == 404


def test_direct_message_has_no_page(lobby: Lobby) -> None:
    said = lobby.say("mara", "@marlowcare secret", visibility="direct")
    answer = lobby.http.get(f"/@mara/{said['id']}")
    assert answer.status_code == 404
    assert "secret" not in answer.text


def test_profile_tag_and_picture(lobby: Lobby) -> None:
    lobby.say("ines@other.example", "hola #gas")
    assert "hola" in lobby.http.get("/@ines@other.example").text
    assert "hola" in lobby.http.get("/tags/gas").text
    assert lobby.http.get("/avatars/ines@other.example.svg").headers["content-type"] == "image/svg+xml"
