"""The operators' side: ground truth, tokens, play, reset."""

from pathlib import Path

import pytest

from tests.simulator.lobby import Lobby, serve
from tests.simulator.scenes import small_cast


def test_truth_keeps_what_was_deleted_and_edited(lobby: Lobby) -> None:
    mara = lobby.client("mara")
    said = mara.status_post("one @marlowcare")
    mara.status_update(said.id, "two @marlowcare")
    mara.status_delete(said.id)
    told = lobby.truth()[0]
    assert (told["by"], told["versions"], told["to"], told["origin"]) == (
        "mara",
        ["one @marlowcare", "two @marlowcare"],
        ["marlowcare"],
        "api",
    )
    assert told["deleted_at"] is not None


def test_tokens_can_be_foretold(lobby: Lobby) -> None:
    known = {each["acct"]: each["token"] for each in lobby.http.get("/_simulator/accounts").json()}
    assert (known["marlowcare"], known["mara"], known["ines@other.example"]) == ("sim-marlowcare", "sim-mara", None)


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/say", {"by": "nobody", "text": "x"}, 404),
        ("/say", {"by": "mara"}, 422),
        ("/say", {"by": "mara", "text": "x", "visibility": "loud"}, 422),
        ("/say", {"by": "mara", "text": "x", "reply_to": "1"}, 404),
        ("/play", {"scene": "nothing"}, 404),
        ("/play", {}, 422),
    ],
)
def test_order_that_cannot_be_followed(lobby: Lobby, path: str, body: dict[str, object], status: int) -> None:
    answer = lobby.control(path, **body)
    assert answer.status_code == status
    assert answer.json()["error"]


def test_play_over_http_reaches_the_brand(tmp_path: Path) -> None:
    with serve(cast=small_cast(tmp_path), speed=1000) as lobby:
        assert lobby.control("/play", scene="tooth").json() == {"scene": "tooth", "posts": 2}
        assert lobby.control("/play", scene="tooth").status_code == 422
        stream = lobby.client()
        lobby.http.get("/_simulator/state")
        heard: set[str] = set()
        for _ in range(200):
            heard |= {str(each.account.acct) for each in stream.notifications()}
            if heard == {"nora", "gil@other.example"}:
                break
        assert heard == {"nora", "gil@other.example"}
        assert lobby.http.get("/_simulator/state").json()["playing"] == ["tooth"]
        lobby.control("/reset")
        assert lobby.truth() == []
