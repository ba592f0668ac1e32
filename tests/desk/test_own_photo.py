"""Photos of agents: given and taken back on their own page, seen by their house alone, at no further question."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image

from parlour.desk.live_views import Key, render
from parlour.store.models import Agent, Membership, Photo
from parlour.usecases.house import the_house
from parlour.usecases.photo import MOST_BYTES, give_photo
from parlour.usecases.presence import be_there
from tests.desk import factory
from tests.desk.factory import House

pytestmark = pytest.mark.django_db


def a_picture() -> bytes:
    file = BytesIO()
    Image.new("RGB", (120, 90), (200, 30, 30)).save(file, "JPEG")
    return file.getvalue()


def photographed(agent: Agent, marlow: House) -> str:
    """The address of the agent's photo."""
    give_photo(a_picture(), agent=agent, brand=marlow.brand, house=the_house())
    return f"/people/{agent.pk}/photo/{agent.photo}"


def test_photo_is_given_and_taken_back(desk: Client, ines: Agent) -> None:
    given = desk.post("/photo", {"photo": SimpleUploadedFile("../me.svg", a_picture(), "text/html")}, follow=True)
    ines.refresh_from_db()
    address = f"/people/{ines.pk}/photo/{ines.photo}"
    assert (given.status_code, f'src="{address}"' in given.content.decode()) == (200, True)
    gone = desk.post("/photo/taking-back", follow=True).content.decode()
    ines.refresh_from_db()
    assert (ines.photo, Photo.objects.count(), "<img" in gone, desk.get(address).status_code) == ("", 0, False, 404)


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (None, "No picture was chosen."),
        (b"", "No picture was chosen."),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "could not be read as a picture"),
        (b"\xff\xd8" + b"\0" * MOST_BYTES, "larger than 5 MB"),
    ],
)
def test_file_that_is_no_photo_is_refused_in_words(desk: Client, ines: Agent, file: bytes | None, words: str) -> None:
    given = {} if file is None else {"photo": SimpleUploadedFile("me.jpg", file, "image/jpeg")}
    answer = desk.post("/photo", given)
    ines.refresh_from_db()
    assert (answer.status_code, words in answer.content.decode(), ines.photo) == (200, True, "")


def test_photo_is_served_sealed_and_for_long(desk: Client, marlow: House, ines: Agent) -> None:
    address = photographed(ines, marlow)
    answer = desk.get(address)
    assert {name: answer[name] for name in ("Content-Type", "X-Content-Type-Options", "Cache-Control", "ETag")} == {
        "Content-Type": "image/webp",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, max-age=31536000, immutable",
        "ETag": f'"{ines.photo}"',
    }
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert Image.open(BytesIO(answer.content)).size == (256, 256)
    again = desk.get(address, headers={"If-None-Match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_photo_is_for_members_of_the_house_alone(client: Client, marlow: House, ines: Agent) -> None:
    address = photographed(ines, marlow)
    assert client.get(address)["Location"].startswith("/accounts/login/")
    krone = factory.house("krone", name="Krone")
    client.force_login(factory.agent(krone, "Uta Krone"))
    etag = f'"{ines.photo}"'
    assert [client.get(address).status_code, client.get(address, headers={"If-None-Match": etag}).status_code] == [
        404,
        404,
    ]
    client.force_login(factory.agent(marlow, "Op Erator", roles=("operator",)))
    assert client.get(address).status_code == 200


def test_photo_stands_wherever_the_agent_does(desk: Client, marlow: House, ines: Agent) -> None:
    case = factory.case(marlow, assignee=ines)
    factory.slip(case, ines, "A slip")
    factory.reply(case, ines, "A proposal")
    factory.reply(case, ines, "In private", surface="private", state="approved")
    be_there(case, agent=ines, writing="", house=the_house())
    photo = f'<img class="avatar" src="{photographed(ines, marlow)}"'
    seen = {
        path: desk.get(path).content.decode().count(photo) for path in (f"/cases/{case.pk}", "/people", "/approvals")
    }
    # In a case: the rail, who looks after it, who is there, the slip, both replies.
    assert seen == {f"/cases/{case.pk}": 6, "/people": 2, "/approvals": 2}
    parts = {**_parts(Key(marlow.brand.pk, "case", case.pk)), **_parts(Key(marlow.brand.pk, "presence", case.pk))}
    assert {name: html.count(photo) for name, html in parts.items()} == {
        "standing": 2, "lobby": 1, "parlour": 1, "guest": 0, "move": 0, "slips": 1, "presence": 1,
    }  # fmt: skip


def _parts(key: Key) -> dict[str, str]:
    parts: dict[str, str] = render({key: None})[key]["parts"]
    return parts


def test_photos_ask_the_database_nothing_more(desk: Client, marlow: House, ines: Agent) -> None:
    crew = [factory.agent(marlow, name) for name in ("Tom Ruiz", "Uta Berg")]
    case = factory.case(marlow, assignee=crew[0])
    for agent in (ines, *crew):
        factory.slip(case, agent, "A slip")
        factory.reply(case, agent, f"A proposal of {agent.name}")
    paths = ("/", f"/cases/{case.pk}", "/people", "/approvals")
    _asked(desk, paths[1])  # the first visit to a case tells colleagues
    before = [_asked(desk, path) for path in paths]
    for agent in (ines, *crew):
        photographed(agent, marlow)
    after = [_asked(desk, path) for path in paths]
    assert [len(queries) for queries in after] == [len(queries) for queries in before]
    assert [query for queries in after for query in queries if "store_photo" in query] == []


def _asked(desk: Client, path: str) -> list[str]:
    with CaptureQueriesContext(connection) as asked:
        desk.get(path)
    return [query["sql"] for query in asked.captured_queries]


def test_photo_of_somebody_at_two_brands_is_seen_at_both(client: Client, marlow: House, ines: Agent) -> None:
    krone = factory.house("krone", name="Krone")
    Membership.objects.create(brand=krone.brand, agent=ines, role="agent")
    Membership.objects.create(brand=krone.brand, agent=ines, role="supervisor")
    client.force_login(factory.agent(krone, "Uta Krone"))
    assert client.get(photographed(ines, marlow)).status_code == 200
