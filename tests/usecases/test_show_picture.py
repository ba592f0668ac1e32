"""Pictures of people and their posts: fetched once, kept for a while, gone with the post they belong to."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from threading import Timer
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from pytest_django import DjangoCaptureOnCommitCallbacks

from parlour.channels.pictures import Limits
from parlour.core.nouns.picture import Picture
from parlour.knowledge import Knowledge
from parlour.store.models import Brand, ChannelAccount, Handle, Post
from parlour.store.pictures import ASKED_SECONDS, FAILED_SECONDS, KEPT_SECONDS, picture_files
from parlour.usecases import show_picture
from parlour.usecases.house import House
from parlour.usecases.receive import Receipt
from parlour.usecases.redact import redact_due
from parlour.usecases.show_picture import attached_url, attachment_of, avatar_of
from parlour.usecases.turnstile import Turnstile
from tests.channels.picture_server import PNG, WHOLE, PictureServer, answer, serve
from tests.usecases.conftest import NOW
from tests.usecases.lobby import Clock

Hear = Callable[..., Receipt]


@pytest.fixture
def server() -> Iterator[PictureServer]:
    with serve() as started:
        started.answers |= {"/a.png": answer(PNG), "/small.png": answer(PNG + b" small"), "/b.png": answer(PNG)}
        yield started


@pytest.fixture(autouse=True)
def pictures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder for copies."""
    folder = tmp_path / "copies"
    monkeypatch.setattr(settings, "PICTURE_HOME", folder)
    return folder


@pytest.fixture
def own_account(hearing_brand: Brand, server: PictureServer) -> ChannelAccount:
    """Our account on the server that holds the pictures, which stands on this machine."""
    return ChannelAccount.objects.create(
        brand=hearing_brand,
        network="mastodon",
        address="marlow@own.example",
        settings={"base_url": server.origin, "allow_private": "yes"},
    )


@pytest.fixture
def clock() -> Clock:
    return Clock(NOW)


@pytest.fixture
def house(clock: Clock, knowledge: Knowledge) -> House:
    return House(knowledge=knowledge, clock=clock)


def person(brand: Brand, url: str) -> Handle:
    return Handle.objects.create(brand=brand, network="mastodon", address="mara@lobby.example", avatar_url=url)


def line(server: PictureServer, *paths: str, **more: Any) -> dict[str, Any]:
    shown = [{"type": "image", "url": server.origin + path, "alt": "a kettle"} for path in paths]
    return {"id": "1", "text": "It broke", "author": "mara", "attachments": shown, **more}


def copies(pictures: Path) -> int:
    return len([path for path in pictures.iterdir() if path.stat().st_size]) if pictures.exists() else 0


def test_picture_is_fetched_once_and_again_after_a_day(
    hearing_brand: Brand, own_account: ChannelAccount, server: PictureServer, house: House, clock: Clock
) -> None:
    mara = person(hearing_brand, f"{server.origin}/a.png")
    for _ in range(3):
        assert avatar_of(mara, house=house) == WHOLE
    assert server.paths == ["/a.png"]
    clock.forward(KEPT_SECONDS)
    assert avatar_of(mara, house=house) == WHOLE
    assert server.paths == ["/a.png", "/a.png"]


def test_failure_is_remembered_for_a_while(
    hearing_brand: Brand, own_account: ChannelAccount, server: PictureServer, house: House, clock: Clock
) -> None:
    mara = person(hearing_brand, f"{server.origin}/gone.png")
    assert [avatar_of(mara, house=house) for _ in range(3)] == [None] * 3
    assert server.paths == ["/gone.png"]
    server.answers["/gone.png"] = answer(PNG)
    clock.forward(FAILED_SECONDS)
    assert avatar_of(mara, house=house) == WHOLE


def test_dead_server_is_not_asked_for_each_of_its_pictures(
    hearing_brand: Brand, own_account: ChannelAccount, server: PictureServer, house: House, clock: Clock
) -> None:
    mara = person(hearing_brand, f"{server.origin}/dead.png")
    tom = Handle(brand=hearing_brand, avatar_url=f"{server.origin}/a.png")
    server.answers["/dead.png"] = b"no http\r\n\r\n"
    assert avatar_of(mara, house=house) is None
    assert avatar_of(tom, house=house) is None
    assert server.paths == ["/dead.png"]
    clock.forward(FAILED_SECONDS)
    assert avatar_of(tom, house=house) == WHOLE


@pytest.mark.parametrize(
    "told", [{}, {"allow_private": "no"}, {"allow_private": "yes", "base_url": "http://[::1]:9000"}]
)
def test_server_on_this_machine_is_asked_only_as_the_brand_connected_it(
    hearing_brand: Brand, own_account: ChannelAccount, server: PictureServer, house: House, told: dict[str, str]
) -> None:
    own_account.settings = {"base_url": server.origin, **told}
    own_account.save()
    assert avatar_of(person(hearing_brand, f"{server.origin}/a.png"), house=house) is None
    assert server.asked == []


def test_what_one_brand_can_reach_another_cannot(
    hearing_brand: Brand, own_account: ChannelAccount, server: PictureServer, house: House
) -> None:
    krone = Brand.objects.create(slug="krone", name="Krone")
    url = f"{server.origin}/a.png"
    assert avatar_of(person(hearing_brand, url), house=house) == WHOLE
    assert avatar_of(person(krone, url), house=house) is None
    assert server.paths == ["/a.png"]


def test_avatar_beyond_a_megabyte_is_not_shown_but_an_attachment_is(
    own_account: ChannelAccount, server: PictureServer, house: House, hear_lines: Hear, hearing_brand: Brand
) -> None:
    server.answers["/large.png"] = answer(PNG.ljust(1024 * 1024 + 1, b"x"))
    assert avatar_of(person(hearing_brand, f"{server.origin}/large.png"), house=house) is None
    server.answers["/large-too.png"] = server.answers["/large.png"]
    hear_lines(line(server, "/large-too.png"))
    shown = attachment_of(Post.objects.get(), 1, small=False, house=house)
    assert shown is not None
    assert len(shown.body) == 1024 * 1024 + 1


@pytest.mark.parametrize(
    ("number", "small", "path"),
    [
        (1, False, "/a.png"),
        (1, True, "/small.png"),
        (2, True, "/b.png"),
        (3, False, ""),
        (4, False, ""),
        (0, False, ""),
    ],
)
def test_attachments_are_counted_from_one_and_only_pictures_are_shown(number: int, small: bool, path: str) -> None:
    post = Post(
        attachments=[
            {"type": "image", "url": "/a.png", "preview": "/small.png"},
            {"type": "image", "url": "/b.png"},
            {"type": "video", "url": "/c.mp4", "preview": "/c.png"},
        ]
    )
    assert attached_url(post, number, small=small) == path


def test_nothing_is_asked_for_where_pictures_are_off(
    hearing_brand: Brand,
    own_account: ChannelAccount,
    server: PictureServer,
    house: House,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(settings, "PICTURES", False)
    assert avatar_of(person(hearing_brand, f"{server.origin}/a.png"), house=house) is None
    assert server.asked == []


def test_nothing_is_asked_for_where_nothing_can_be_kept(
    hearing_brand: Brand,
    own_account: ChannelAccount,
    server: PictureServer,
    house: House,
    pictures: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    pictures.write_text("a file where the folder should be")
    assert avatar_of(person(hearing_brand, f"{server.origin}/a.png"), house=house) is None
    assert server.asked == []
    assert "Make it writable." in caplog.text


def test_busy_house_shows_nothing_and_takes_it_for_no_failure(
    hearing_brand: Brand,
    own_account: ChannelAccount,
    server: PictureServer,
    house: House,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    mara = person(hearing_brand, f"{server.origin}/a.png")
    narrow = Turnstile(1, 0, 0.0)
    monkeypatch.setattr(show_picture, "turnstile", narrow)
    with narrow.entered() as room:
        assert room
        assert avatar_of(mara, house=house) is None
    assert avatar_of(mara, house=house) == WHOLE


@pytest.mark.parametrize("came", [WHOLE, None], ids=["picture", "failure"])
def test_who_wants_what_another_one_is_asking_for_gets_what_came_of_it(
    hearing_brand: Brand, own_account: ChannelAccount, server: PictureServer, house: House, came: Picture | None
) -> None:
    mara, files, now = person(hearing_brand, f"{server.origin}/a.png"), picture_files(), NOW.timestamp()
    files.ask(mara.brand_id, mara.avatar_url, now=now)
    other = Timer(0.2, lambda: files.keep(mara.brand_id, mara.avatar_url, came, now=now))
    other.start()
    assert avatar_of(mara, house=house) == came
    assert server.asked == []
    other.join()


def test_who_waits_for_another_one_does_so_for_a_bounded_time_and_number(
    hearing_brand: Brand,
    own_account: ChannelAccount,
    server: PictureServer,
    house: House,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    mara = person(hearing_brand, f"{server.origin}/a.png")
    picture_files().ask(mara.brand_id, mara.avatar_url, now=NOW.timestamp())
    with monkeypatch.context() as full:
        full.setattr(show_picture, "onlookers", Turnstile(0, 0, 0.0))
        full.setattr(show_picture, "sleep", pytest.fail)
        assert avatar_of(mara, house=house) is None
    monkeypatch.setattr(show_picture, "AVATAR", Limits(most_bytes=1024, within=0.2))
    assert avatar_of(mara, house=house) is None
    assert server.asked == []
    clock.forward(ASKED_SECONDS)
    assert avatar_of(mara, house=house) == WHOLE


def test_who_waits_is_not_shown_what_its_author_took_back_meanwhile(
    own_account: ChannelAccount, server: PictureServer, house: House, hear_lines: Hear, monkeypatch: pytest.MonkeyPatch
) -> None:
    hear_lines(line(server, "/a.png"))
    post, files, now = Post.objects.get(), picture_files(), NOW.timestamp()
    url = attached_url(post, 1, small=False)
    files.ask(post.brand_id, url, now=now)

    def deleted_meanwhile(_seconds: float) -> None:
        hear_lines({"id": "1", "deleted": True})
        files.keep(post.brand_id, url, WHOLE, now=now)

    monkeypatch.setattr(show_picture, "sleep", deleted_meanwhile)
    assert attachment_of(post, 1, small=False, house=house) is None


@pytest.mark.django_db(transaction=True)
def test_who_waits_for_a_picture_holds_no_connection(
    hearing_brand: Brand, server: PictureServer, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    held: list[object] = []

    def asked(*_args: object, **_kwargs: object) -> Picture:
        held.append(connection.connection)
        return WHOLE

    monkeypatch.setattr(show_picture, "fetch_picture", asked)
    mara = person(hearing_brand, f"{server.origin}/a.png")
    assert connection.connection is not None
    assert avatar_of(mara, house=house) == WHOLE
    assert held == [None]


def test_copies_go_when_the_author_deletes_the_post(
    own_account: ChannelAccount,
    server: PictureServer,
    house: House,
    pictures: Path,
    hear_lines: Hear,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    hear_lines(line(server, "/a.png", "/b.png"))
    post = Post.objects.get()
    assert [attachment_of(post, number, small=False, house=house) for number in (1, 2)] == [WHOLE, WHOLE]
    assert copies(pictures) == 2
    with django_capture_on_commit_callbacks(execute=True):
        hear_lines({"id": "1", "deleted": True})
    assert copies(pictures) == 0
    assert Post.objects.get().attachments == []


@pytest.mark.parametrize(("later", "kept"), [(3599, True), (3600, False)])
def test_addresses_of_pictures_leave_with_the_words_when_their_time_is_over(
    server: PictureServer, still_house: House, hear_lines: Hear, later: int, kept: bool
) -> None:
    Brand.objects.update(settings={"keep_deleted_seconds": 3600})
    hear_lines(line(server, "/a.png"))
    hear_lines({"id": "1", "deleted": True})
    redact_due(House(knowledge=still_house.knowledge, clock=lambda: NOW + timedelta(seconds=later)))
    assert bool(Post.objects.get().attachments) is kept


def test_redaction_takes_along_a_copy_that_was_left_behind(
    own_account: ChannelAccount,
    server: PictureServer,
    house: House,
    pictures: Path,
    hear_lines: Hear,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    hear_lines(line(server, "/a.png"))
    attachment_of(Post.objects.get(), 1, small=False, house=house)
    Post.objects.update(deleted_at=NOW - timedelta(hours=1))
    assert copies(pictures) == 1
    with django_capture_on_commit_callbacks(execute=True):
        assert redact_due(house) == 1
    assert (copies(pictures), Post.objects.get().attachments) == (0, [])


def test_picture_that_was_fetched_while_its_post_was_deleted_is_not_kept(
    own_account: ChannelAccount,
    server: PictureServer,
    house: House,
    pictures: Path,
    hear_lines: Hear,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    hear_lines(line(server, "/a.png"))
    post = Post.objects.get()

    def deleted_meanwhile(*_args: object, **_kwargs: object) -> Picture:
        hear_lines({"id": "1", "deleted": True})
        return WHOLE

    monkeypatch.setattr(show_picture, "fetch_picture", deleted_meanwhile)
    assert attachment_of(post, 1, small=False, house=house) is None
    assert copies(pictures) == 0


def test_copy_goes_when_an_edit_takes_its_picture_away(
    own_account: ChannelAccount,
    server: PictureServer,
    house: House,
    pictures: Path,
    hear_lines: Hear,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    hear_lines(line(server, "/a.png", "/b.png"))
    for number in (1, 2):
        attachment_of(Post.objects.get(), number, small=False, house=house)
    with django_capture_on_commit_callbacks(execute=True):
        hear_lines(line(server, "/b.png", edited_at=NOW.isoformat()))
    post = Post.objects.get()
    assert [one["url"] for one in post.attachments] == [f"{server.origin}/b.png"]
    assert (copies(pictures), post.version) == (1, 1)
    assert attachment_of(post, 1, small=False, house=house) == WHOLE
    assert server.paths == ["/a.png", "/b.png"]


def test_old_copies_leave_this_machine_though_nobody_looks(
    hearing_brand: Brand,
    own_account: ChannelAccount,
    server: PictureServer,
    house: House,
    clock: Clock,
    pictures: Path,
) -> None:
    avatar_of(person(hearing_brand, f"{server.origin}/a.png"), house=house)
    clock.forward(KEPT_SECONDS)
    redact_due(house)
    assert list(pictures.iterdir()) == []
