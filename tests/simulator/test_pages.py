"""What a stranger sees in a browser."""

import re

import pytest

from parlour.simulator import drawing
from parlour.simulator.network import NewStatus
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


@pytest.mark.parametrize("path", ["/@nobody", "/@mara/1", "/avatars/nobody.png", "/media/1"])
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
    avatar = lobby.http.get("/avatars/ines@other.example.png")
    assert avatar.headers["content-type"] == "image/png"
    assert avatar.content == drawing.avatar("ines@other.example")


def test_thread_shows_drawn_pictures_with_their_words(lobby: Lobby) -> None:
    mara = lobby.network.account("mara")
    drawn = lobby.network.draw(mara, "kettle", 'a "kettle"')
    said = lobby.network.post_status(mara, NewStatus(text="look", media_ids=(drawn,)))
    page = lobby.http.get(f"/@mara/{said.id}").text
    assert f'<img src="/media/{drawn}" width="480" height="360" alt="a &quot;kettle&quot;">' in page
    answer = lobby.http.get(f"/media/{drawn}")
    assert (answer.headers["content-type"], answer.content) == ("image/png", drawing.thing("kettle"))


def test_uploaded_bytes_are_nowhere_to_be_seen(lobby: Lobby) -> None:
    files = {"file": ("a.png", b"\x89PNG", "image/png")}
    made = lobby.http.post("/api/v2/media", files=files, headers=lobby.bearer("mara")).json()
    assert lobby.http.get(f"/media/{made['id']}").status_code == 404
