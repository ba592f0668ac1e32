"""The HTTP face beyond the shared client script: wording of refusals, headers, quotas, OAuth, requests, uploads."""

import re
from datetime import datetime
from itertools import pairwise
from typing import Any

import pytest
from mastodon import Mastodon

from parlour.simulator.network import Settings
from tests.simulator.lobby import Lobby, serve

LINK = re.compile(r'<([^>]+)>; rel="(\w+)"')


@pytest.mark.parametrize(
    ("token", "path", "status", "error"),
    [
        ("", "/api/v1/notifications", 401, "The access token is invalid"),
        ("nonsense", "/api/v1/notifications", 401, "The access token is invalid"),
        ("nonsense", "/api/v1/timelines/public", 401, "The access token is invalid"),
        ("marlowcare", "/api/v1/statuses/1", 404, "Record not found"),
        ("marlowcare", "/api/v1/accounts/x", 404, "Record not found"),
        ("marlowcare", "/api/v1/no/such/thing", 404, "Not found"),
        ("marlowcare", "/api/v1/streaming?stream=everything", 400, "Unknown stream type"),
        ("", "/api/v1/streaming/user", 401, "Missing access token"),
    ],
)
def test_refusal_in_the_words_of_the_original(lobby: Lobby, token: str, path: str, status: int, error: str) -> None:
    answer = lobby.http.get(path, headers=lobby.bearer(token))
    assert (answer.status_code, answer.json()) == (status, {"error": error})


def test_direct_message_is_hidden_from_strangers_and_third_parties(lobby: Lobby) -> None:
    said = lobby.say("mara", "@marlowcare my number is 4", visibility="direct")
    path = f"/api/v1/statuses/{said['id']}"
    assert [lobby.get(path, handle).status_code for handle in ("", "tom_a", "marlowcare", "mara")] == [
        404,
        404,
        200,
        200,
    ]
    for listing in ("/api/v1/timelines/public", f"/api/v1/accounts/{lobby.network.account('mara').id}/statuses"):
        assert lobby.get(listing, "tom_a").json() == []


def test_trailing_slash_makes_no_difference(lobby: Lobby) -> None:
    assert lobby.http.get("/api/v1/instance/").json()["version"] == lobby.http.get("/api/v1/instance").json()["version"]


def test_streaming_host_is_the_one_that_was_asked(lobby: Lobby) -> None:
    assert lobby.http.get("/api/v2/instance").json()["configuration"]["urls"]["streaming"] == lobby.url.replace(
        "http", "ws"
    )


def test_json_body_is_understood(lobby: Lobby) -> None:
    body = {"status": "hello", "visibility": "unlisted", "sensitive": True}
    answer = lobby.http.post("/api/v1/statuses", json=body, headers=lobby.bearer("mara"))
    shown = answer.json()
    assert (shown["content"], shown["visibility"], shown["sensitive"]) == ("<p>hello</p>", "unlisted", True)


def test_body_too_large_is_refused(lobby: Lobby) -> None:
    answer = lobby.post("/api/v1/statuses", status="x" * 1_100_000)
    assert (answer.status_code, answer.json()) == (413, {"error": "Payload too large"})


def test_broken_json_body_is_refused(lobby: Lobby) -> None:
    headers = lobby.bearer("mara") | {"Content-Type": "application/json"}
    assert lobby.http.post("/api/v1/statuses", content=b'{"status": ', headers=headers).status_code == 400


def test_links_lead_through_all_pages(lobby: Lobby) -> None:
    for index in range(5):
        lobby.say("mara", f"@marlowcare {index}")
    seen: list[str] = []
    url = "/api/v1/notifications?limit=2&types[]=mention"
    while url:
        answer = lobby.http.get(url, headers=lobby.bearer("marlowcare"))
        seen += [each["id"] for each in answer.json()]
        links = {rel: link for link, rel in LINK.findall(answer.headers.get("link", ""))}
        url = links.get("next", "")
        assert "types%5B%5D=mention" in url or not url
    assert len(seen) == len(set(seen)) == 5
    assert all(int(newer) > int(older) for newer, older in pairwise(seen))


def test_since_id_answers_the_newest_and_skips(lobby: Lobby) -> None:
    for index in range(4):
        lobby.say("mara", f"@marlowcare {index}")
    oldest = lobby.get("/api/v1/notifications").json()[-1]["id"]
    newest = lobby.get("/api/v1/notifications", since_id=oldest, limit=1).json()
    next_ = lobby.get("/api/v1/notifications", min_id=oldest, limit=1).json()
    assert [each["status"]["content"][-5:-4] for each in (*newest, *next_)] == ["3", "1"]


@pytest.mark.parametrize("asked", [{"types[]": "favourite"}, {"exclude_types[]": "mention"}])
def test_notifications_by_type(lobby: Lobby, asked: dict[str, str]) -> None:
    said = lobby.post("/api/v1/statuses", "marlowcare", status="hello").json()
    lobby.say("mara", "@marlowcare hi")
    lobby.post(f"/api/v1/statuses/{said['id']}/favourite", "mara")
    assert [each["type"] for each in lobby.get("/api/v1/notifications", **asked).json()] == ["favourite"]


def test_dismissed_and_cleared_notifications_are_gone(lobby: Lobby) -> None:
    for index in range(3):
        lobby.say("mara", f"@marlowcare {index}")
    first = lobby.get("/api/v1/notifications").json()[0]["id"]
    assert lobby.post(f"/api/v1/notifications/{first}/dismiss").status_code == 200
    assert len(lobby.get("/api/v1/notifications").json()) == 2
    lobby.post("/api/v1/notifications/clear")
    assert lobby.get("/api/v1/notifications").json() == []


def test_policy_in_its_old_and_new_shape(lobby: Lobby) -> None:
    brand = lobby.client()
    assert brand.notifications_policy().for_private_mentions == "accept"
    changed = lobby.http.put(
        "/api/v1/notifications/policy", data={"filter_private_mentions": "1"}, headers=lobby.bearer("marlowcare")
    )
    assert changed.json()["filter_private_mentions"] is True
    assert lobby.get("/api/v2/notifications/policy").json()["for_private_mentions"] == "filter"
    wrong = lobby.http.patch(
        "/api/v2/notifications/policy", data={"for_private_mentions": "maybe"}, headers=lobby.bearer("marlowcare")
    )
    assert wrong.status_code == 422


def test_requests_are_listed_read_and_accepted(lobby: Lobby) -> None:
    brand = lobby.client()
    brand.update_notifications_policy(for_private_mentions="filter")
    said = lobby.say("mara", "@marlowcare private", visibility="direct")
    assert lobby.get("/api/v1/notifications").json() == []
    request = brand.notification_requests()[0]
    assert (request.account.acct, str(request.last_status.id)) == ("mara", said["id"])
    assert lobby.get("/api/v2/notifications/policy").json()["summary"] == {
        "pending_requests_count": 1,
        "pending_notifications_count": 1,
    }
    brand.accept_notification_request(request.id)
    assert [each["status"]["id"] for each in lobby.get("/api/v1/notifications").json()] == [said["id"]]
    assert brand.notifications_merged()


def test_code_flow_without_a_password(lobby: Lobby) -> None:
    client_id, secret = Mastodon.create_app("Desk", api_base_url=lobby.url, scopes=["read", "write"])
    client = Mastodon(client_id, secret, api_base_url=lobby.url)
    url = client.auth_request_url(scopes=["read", "write"], allow_http=True)
    page = lobby.http.get(url).text
    assert '<option value="marlowcare">' in page
    assert "ines" not in page
    query = dict(re.findall(r'name="(\w+)" value="([^"]*)"', page))
    shown = lobby.http.post("/oauth/authorize", data={**query, "account": "marlowcare"}).text
    code = re.findall(r'value="(code-\w+)"', shown)[0]
    client.log_in(code=code, scopes=["read", "write"], allow_http=True)
    assert client.account_verify_credentials().acct == "marlowcare"
    assert client.app_verify_credentials().name == "Desk"
    again = {"client_id": client_id, "client_secret": secret, "grant_type": "authorization_code", "code": code}
    assert lobby.http.post("/oauth/token", data=again).json()["error"] == "invalid_grant"


def test_revoked_token_is_told_so(lobby: Lobby) -> None:
    app = lobby.http.post(
        "/api/v1/apps", data={"client_name": "Desk", "redirect_uris": "urn:ietf:wg:oauth:2.0:oob"}
    ).json()
    known = {key: app[key] for key in ("client_id", "client_secret")}
    token = lobby.http.post("/oauth/token", data={**known, "grant_type": "client_credentials", "scope": "read"}).json()
    bearer = {"Authorization": f"Bearer {token['access_token']}"}
    assert lobby.http.get("/api/v1/apps/verify_credentials", headers=bearer).json()["name"] == "Desk"
    user_only = lobby.http.get("/api/v1/notifications", headers=bearer)
    assert (user_only.status_code, user_only.json()["error"]) == (422, "This method requires an authenticated user")
    writing = lobby.http.post("/api/v1/statuses", data={"status": "x"}, headers=bearer)
    assert (writing.status_code, writing.json()["error"]) == (403, "This action is outside the authorized scopes")
    assert lobby.http.post("/oauth/revoke", data={**known, "token": token["access_token"]}).json() == {}
    revoked = lobby.http.get("/api/v1/apps/verify_credentials", headers=bearer)
    assert (revoked.status_code, revoked.json()) == (401, {"error": "The access token was revoked"})


@pytest.mark.parametrize(
    ("form", "status", "error"),
    [
        ({"client_id": "x", "client_secret": "y", "grant_type": "client_credentials"}, 401, "invalid_client"),
        ({"grant_type": "password"}, 400, "unsupported_grant_type"),
    ],
)
def test_token_refused(lobby: Lobby, form: dict[str, str], status: int, error: str) -> None:
    app = lobby.http.post("/api/v1/apps", data={"client_name": "Desk", "redirect_uris": "urn:x:y"}).json()
    known = {key: app[key] for key in ("client_id", "client_secret")}
    answer = lobby.http.post("/oauth/token", data=known | form)
    assert (answer.status_code, answer.json()["error"]) == (status, error)


def test_upload_keeps_what_describes_it(lobby: Lobby) -> None:
    files = {"file": ("slip.png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 500, "image/png")}
    form = {"description": "a paper slip"}
    made = lobby.http.post("/api/v2/media", files=files, data=form, headers=lobby.bearer("mara")).json()
    assert (made["type"], made["description"]) == ("image", "a paper slip")
    said = lobby.post("/api/v1/statuses", "mara", **{"status": "look", "media_ids[]": made["id"]}).json()
    assert [each["id"] for each in said["media_attachments"]] == [made["id"]]
    assert lobby.post("/api/v1/statuses", "tom_a", **{"status": "mine", "media_ids[]": made["id"]}).status_code == 404


def test_upload_of_another_kind_is_refused(lobby: Lobby) -> None:
    files = {"file": ("a.zip", b"PK", "application/zip")}
    assert lobby.http.post("/api/v2/media", files=files, headers=lobby.bearer("mara")).status_code == 422


def test_search_by_address_and_by_name(lobby: Lobby) -> None:
    said = lobby.post("/api/v1/statuses", "mara", status="zinc #Counter").json()
    by_url = lobby.get("/api/v2/search", q=said["url"], resolve="true").json()
    assert [each["id"] for each in by_url["statuses"]] == [said["id"]]
    assert [each["acct"] for each in lobby.get("/api/v2/search", q="@ines@other.example").json()["accounts"]] == [
        "ines@other.example"
    ]
    assert [each["name"] for each in lobby.get("/api/v2/search", q="count", type="hashtags").json()["hashtags"]] == [
        "counter"
    ]
    assert lobby.get("/api/v2/search", "", q="zinc").json()["statuses"] == []


def counted(answer: Any) -> tuple[int, str, str]:
    headers = answer.headers
    return answer.status_code, headers["x-ratelimit-limit"], headers["x-ratelimit-remaining"]


def test_requests_are_limited_per_account() -> None:
    with serve(Settings(requests_per_window=3)) as lobby:
        answers = [lobby.get("/api/v1/accounts/verify_credentials") for _ in range(4)]
        assert [counted(each) for each in answers] == [
            (200, "3", "2"),
            (200, "3", "1"),
            (200, "3", "0"),
            (429, "3", "0"),
        ]
        assert answers[3].json() == {"error": "Too many requests"}
        reset = datetime.fromisoformat(answers[3].headers["x-ratelimit-reset"])
        assert 0 < (reset - lobby.network.clock()).total_seconds() <= 300
        assert lobby.get("/api/v1/accounts/verify_credentials", "mara").status_code == 200
        assert lobby.control("/say", by="mara", text="hi").status_code == 200


def test_paging_has_a_quota_of_its_own() -> None:
    with serve(Settings(paging_per_window=1)) as lobby:
        assert counted(lobby.get("/api/v1/notifications", min_id="0")) == (200, "1", "0")
        assert counted(lobby.get("/api/v1/notifications", min_id="0")) == (429, "1", "0")
        assert lobby.get("/api/v1/notifications").status_code == 200


def test_posting_has_a_quota_of_its_own() -> None:
    with serve(Settings(statuses_per_window=1)) as lobby:
        assert counted(lobby.post("/api/v1/statuses", status="one", key="k")) == (200, "1", "0")
        assert counted(lobby.post("/api/v1/statuses", status="one", key="k")) == (200, "1", "0")
        assert counted(lobby.post("/api/v1/statuses", status="two")) == (429, "1", "0")
        assert [each["text"] for each in lobby.truth()] == ["one"]
