"""Faces and what people show: who may look, from where, and what stands there when nothing can be shown."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from parlour.desk.templatetags.desk import HUES, hue_of
from parlour.desk.templatetags.pictures import MOST, attached, web_address
from parlour.desk.views.pictures import GROUNDS
from parlour.store.models import Case, Handle, Post
from tests.channels.picture_server import PNG, PictureServer, answer, serve
from tests.desk import factory
from tests.desk.factory import AT, House

pytestmark = pytest.mark.django_db

CSS = Path(__file__).parents[2] / "src" / "parlour" / "desk" / "static" / "desk" / "desk.css"
SEALED = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
}


@pytest.fixture(autouse=True)
def pictures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "copies"
    monkeypatch.setattr(settings, "PICTURE_HOME", folder)
    return folder


@pytest.fixture
def server(marlow: House) -> Iterator[PictureServer]:
    """The server Marlow's account lives on."""
    with serve() as started:
        started.answers |= {"/mara.png": answer(PNG), "/a.png": answer(PNG), "/a-small.png": answer(PNG + b" small")}
        marlow.account.settings = {"base_url": started.origin, "allow_private": "yes"}
        marlow.account.save()
        yield started


@pytest.fixture
def mara(marlow: House, server: PictureServer) -> Handle:
    return factory.handle(marlow, avatar_url=f"{server.origin}/mara.png")


def picture(url: str, **more: str) -> dict[str, str]:
    return {"type": "image", "url": url, "alt": "a kettle", **more}


def showing(case: Case, *attachments: dict[str, str], **more: Any) -> Post:
    post = factory.said(case, "It broke", **more)
    post.attachments, post.url = list(attachments), "https://lobby.example/@mara/1"
    post.save()
    return post


def sealed(response: Any) -> bool:
    return SEALED.items() <= dict(response.headers).items()


def test_face_is_shown_from_our_own_address(desk: Client, mara: Handle) -> None:
    response = desk.get(f"/pictures/people/{mara.pk}")
    assert (response.status_code, response["Content-Type"], response.content) == (200, "image/png", PNG)
    assert response["Cache-Control"] == "private, max-age=3600"
    assert sealed(response)


def test_picture_of_a_post_is_asked_about_each_time_and_not_sent_again(
    desk: Client, marlow: House, mara: Handle, server: PictureServer
) -> None:
    post = showing(factory.case(marlow, person=mara), picture(f"{server.origin}/a.png"))
    first = desk.get(f"/pictures/posts/{post.pk}/1")
    assert (first.content, first["Cache-Control"]) == (PNG, "private, no-cache")
    again = desk.get(f"/pictures/posts/{post.pk}/1", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert sealed(first)
    assert sealed(again)
    other = desk.get(f"/pictures/posts/{post.pk}/1", headers={"If-None-Match": '"another"'})
    assert (other.status_code, other.content) == (200, PNG)


def test_small_picture_is_the_networks_own_small_copy(
    desk: Client, marlow: House, mara: Handle, server: PictureServer
) -> None:
    shown = picture(f"{server.origin}/a.png", preview=f"{server.origin}/a-small.png")
    post = showing(factory.case(marlow, person=mara), shown)
    assert desk.get(f"/pictures/posts/{post.pk}/1/small").content == PNG + b" small"
    assert desk.get(f"/pictures/posts/{post.pk}/1").content == PNG


def test_face_that_cannot_be_had_is_the_drawn_one(desk: Client, marlow: House, server: PictureServer) -> None:
    person = factory.handle(marlow, display_name="Mara & Co <b>", avatar_url=f"{server.origin}/evil.svg")
    server.answers["/evil.svg"] = answer(b"<svg xmlns='x'><script>alert(1)</script></svg>", Content_Type="image/png")
    response = desk.get(f"/pictures/people/{person.pk}")
    assert (response.status_code, response["Content-Type"]) == (200, "image/svg+xml")
    assert re.findall(r">([^<]+)</text>", response.content.decode()) == ["MB"]
    assert response["Cache-Control"] == "private, no-store"
    assert sealed(response)


def test_drawn_face_has_the_ground_of_the_page() -> None:
    told = dict(re.findall(r"\.hue-(\d) rect \{ fill: (#[0-9a-f]{6}); \}", CSS.read_text()))
    assert [told[str(hue)] for hue in range(HUES)] == list(GROUNDS)
    assert {hue_of(f"person{n}@lobby.example") for n in range(200)} == set(range(HUES))


def test_picture_that_cannot_be_had_says_so_where_it_would_stand(
    desk: Client, marlow: House, mara: Handle, server: PictureServer
) -> None:
    post = showing(factory.case(marlow, person=mara), picture(f"{server.origin}/gone.png"))
    response = desk.get(f"/pictures/posts/{post.pk}/1/small", headers={"Accept": "image/avif,image/*,*/*;q=0.8"})
    assert (response.status_code, response["Content-Type"]) == (200, "image/svg+xml")
    assert "The picture could not be fetched" in response.content.decode()
    assert sealed(response)


def test_who_opens_a_picture_that_cannot_be_had_is_led_on(
    desk: Client, marlow: House, mara: Handle, server: PictureServer
) -> None:
    case = factory.case(marlow, person=mara)
    post = showing(case, picture(f"{server.origin}/gone.png"), private=True)
    response = desk.get(f"/pictures/posts/{post.pk}/1", headers={"Accept": "text/html,*/*;q=0.8"})
    page = response.content.decode()
    assert response.status_code == 404
    assert "The picture could not be fetched" in page
    assert 'href="https://lobby.example/@mara/1"' in page
    assert f'href="/cases/{case.pk}"' in page


def test_stranger_is_asked_to_sign_in(client: Client, marlow: House, mara: Handle, server: PictureServer) -> None:
    post = showing(factory.case(marlow, person=mara), picture(f"{server.origin}/a.png"))
    for path in (f"people/{mara.pk}", f"posts/{post.pk}/1", f"posts/{post.pk}/1/small"):
        assert client.get(f"/pictures/{path}").status_code == 302
    assert server.asked == []


def test_member_of_another_brand_finds_nothing_even_of_what_is_kept(
    desk: Client, client: Client, marlow: House, mara: Handle, server: PictureServer
) -> None:
    post = showing(factory.case(marlow, person=mara), picture(f"{server.origin}/a.png"))
    paths = [f"/pictures/people/{mara.pk}", f"/pictures/posts/{post.pk}/1", f"/pictures/posts/{post.pk}/1/small"]
    assert [desk.get(path).status_code for path in paths] == [200, 200, 200]
    stranger = Client()
    stranger.force_login(factory.agent(factory.house("krone", name="Krone"), "Uta Krone"))
    assert [stranger.get(path).status_code for path in paths] == [404, 404, 404]


def test_who_may_not_read_sees_no_picture(client: Client, marlow: House, mara: Handle, server: PictureServer) -> None:
    client.force_login(factory.agent(marlow, "Op Erator", roles=("operator",)))
    assert client.get(f"/pictures/people/{mara.pk}").status_code == 403
    assert server.asked == []


@pytest.mark.parametrize("number", ["0", "2", "3", "99999999"])
def test_only_pictures_on_our_rows_are_ever_asked_for(
    desk: Client, marlow: House, mara: Handle, server: PictureServer, number: str
) -> None:
    video = {"type": "video", "url": f"{server.origin}/a.png", "preview": f"{server.origin}/a.png"}
    post = showing(factory.case(marlow, person=mara), picture(f"{server.origin}/a.png"), video)
    for query in ("", f"?url={server.origin}/a.png"):
        assert desk.get(f"/pictures/posts/{post.pk}/{number}{query}").status_code == 404
    assert server.asked == []


def test_picture_of_a_deleted_post_is_not_found_though_its_words_are_still_kept(
    desk: Client, marlow: House, mara: Handle, server: PictureServer
) -> None:
    case = factory.case(marlow, person=mara)
    post = showing(case, picture(f"{server.origin}/a.png"))
    assert desk.get(f"/pictures/posts/{post.pk}/1").status_code == 200
    Post.objects.filter(pk=post.pk).update(deleted_at=AT)
    assert desk.get(f"/pictures/posts/{post.pk}/1").status_code == 404
    assert f"/pictures/posts/{post.pk}" not in desk.get(f"/cases/{case.pk}").content.decode()


def test_case_shows_pictures_with_the_words_of_their_authors(
    desk: Client, marlow: House, mara: Handle, server: PictureServer
) -> None:
    case = factory.case(marlow, person=mara)
    post = showing(
        case, picture("https://a.example/1.png", alt='a "kettle"'), picture("https://a.example/2.png", alt="")
    )
    page = desk.get(f"/cases/{case.pk}").content.decode()
    images = re.findall(
        r'<a class="picture" href="([^"]+)"><img src="([^"]+)" [^>]*?alt="([^"]*)" loading="lazy"', page
    )
    assert images == [
        (f"/pictures/posts/{post.pk}/1", f"/pictures/posts/{post.pk}/1/small", "a &quot;kettle&quot;"),
        (f"/pictures/posts/{post.pk}/2", f"/pictures/posts/{post.pk}/2/small", "Picture 2. No description given."),
    ]
    assert f'src="/pictures/people/{mara.pk}"' in page
    assert "a.example" not in page
    assert server.asked == []


def test_film_and_sound_stay_a_line_with_the_way_to_the_post(desk: Client, marlow: House) -> None:
    case = factory.case(marlow)
    showing(case, {"type": "video", "url": "https://a.example/v.mp4", "alt": "it leaks"}, {"type": "unknown"})
    page = desk.get(f"/cases/{case.pk}").content.decode()
    assert "Video: it leaks" in page
    assert "Attachment" in page
    assert 'href="https://lobby.example/@mara/1" target="_blank" rel="noopener noreferrer"' in page
    assert "a.example" not in page


def test_what_its_author_marked_as_sensitive_stays_folded(desk: Client, marlow: House) -> None:
    case = factory.case(marlow)
    showing(case, picture("https://a.example/1.png", sensitive="yes"))
    page = desk.get(f"/cases/{case.pk}").content.decode()
    folded = re.search(r'<details class="veiled">(.*?)</details>', page, re.DOTALL)
    assert folded is not None
    assert 'class="picture"' in folded[1]
    assert "1 attachment its author marked as sensitive" in folded[1]


def test_post_of_a_picture_alone_was_not_taken_away(desk: Client, marlow: House) -> None:
    case = factory.case(marlow)
    post = showing(case, picture("https://a.example/1.png"))
    post.texts.update(text="")
    assert "taken away by their author" not in desk.get(f"/cases/{case.pk}").content.decode()
    Post.objects.filter(pk=post.pk).update(deleted_at=AT)
    assert "taken away by their author" in desk.get(f"/cases/{case.pk}").content.decode()


def test_onlooker_sees_public_pictures_alone(desk: Client, marlow: House) -> None:
    case = factory.case(marlow)
    public = showing(case, picture("https://a.example/1.png"))
    private = showing(case, picture("https://a.example/2.png"), private=True)
    page = desk.get(f"/cases/{case.pk}/onlooker").content.decode()
    assert f"/pictures/posts/{public.pk}/1" in page
    assert f"/pictures/posts/{private.pk}/" not in page


def test_pictures_switched_off_leave_drawn_faces_and_lines(
    desk: Client, marlow: House, mara: Handle, server: PictureServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "PICTURES", False)
    case = factory.case(marlow, person=mara)
    post = showing(case, picture(f"{server.origin}/a.png"))
    page = desk.get(f"/cases/{case.pk}").content.decode()
    assert "/pictures/" not in page
    assert "Picture: a kettle" in page
    assert desk.get(f"/pictures/posts/{post.pk}/1").status_code == 404
    assert desk.get(f"/pictures/people/{mara.pk}")["Content-Type"] == "image/svg+xml"
    assert server.asked == []


@pytest.mark.parametrize("people", [1, 4])
def test_queue_asks_as_often_for_four_faces_as_for_one(
    desk: Client, marlow: House, django_assert_num_queries: DjangoAssertNumQueries, people: int
) -> None:
    for place in range(people):
        url = f"https://a.example/{place}.png"
        factory.case(marlow, person=factory.handle(marlow, f"p{place}@lobby.example", avatar_url=url))
    with django_assert_num_queries(5):
        page = desk.get("/").content.decode()
    assert page.count('<img src="/pictures/people/') == people


@pytest.mark.parametrize("posts", [1, 4])
def test_case_asks_as_often_for_four_posts_with_pictures_as_for_one(
    desk: Client, marlow: House, django_assert_num_queries: DjangoAssertNumQueries, posts: int
) -> None:
    case = factory.case(marlow)
    for place in range(posts):
        person = factory.handle(marlow, f"p{place}@lobby.example", avatar_url="https://a.example/p.png")
        showing(case, picture("https://a.example/1.png"), picture("https://a.example/2.png"), by=person)
        showing(case, picture("https://a.example/3.png"), private=True)
    with django_assert_num_queries(28):
        page = desk.get(f"/cases/{case.pk}").content.decode()
    assert page.count('class="picture"') == 3 * posts


def test_no_post_fills_the_page_with_attachments() -> None:
    post = Post(pk=1, attachments=[picture(f"https://a.example/{n}.png") for n in range(50)])
    assert [one.number for one in attached(post)] == list(range(1, MOST + 1))


@pytest.mark.parametrize(
    ("url", "leads"),
    [
        ("https://lobby.example/@mara/1", True),
        ("http://lobby.example/1", True),
        ("javascript:alert(1)", False),
        ("JAVASCRIPT:alert(1)//https://", False),
        ("data:text/html,x", False),
        ("//lobby.example/1", False),
        ("https:///1", False),
        ("http://[", False),
        ("", False),
    ],
)
def test_link_to_the_network_leads_to_the_web_alone(url: str, leads: bool) -> None:
    assert web_address(url) == (url if leads else "")
