"""The operators' side: ground truth, tokens, play, reset."""

from pathlib import Path
from time import monotonic

import pytest

from parlour.simulator.rooms import guest
from tests.simulator.doors import doors
from tests.simulator.lobby import Lobby, serve
from tests.simulator.rooms.door import LINK, WORDS, Door
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


def test_visits_tell_who_went_to_a_room_and_how_far_they_came(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guest, "LOOK_SECONDS", 0.02)
    with serve(cast=doors(tmp_path), speed=1000, extra=()) as lobby:
        door = Door(answers=1)
        lobby.player.guests.transport = door.transport
        lobby.network.observe(lambda status: setattr(door, "heard", WORDS in status.wording.text))
        lobby.control("/play", scene="doors")
        marlow = lobby.client()
        marlow.status_post(f"@mara come to our private room: {LINK}")
        visits: list[dict[str, object]] = []
        until = monotonic() + 20
        while monotonic() < until and not (visits and visits[0]["wrote"] == 2):
            visits = lobby.http.get("/_simulator/visits").json()
        (visit,) = visits
        assert (visit["by"], visit["link"], visit["wrote"], visit["heard"]) == ("mara", LINK, 2, 1)


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
