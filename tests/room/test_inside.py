"""Inside: what is said is heard once, what cannot be said is kept, and nobody sees another's room."""

from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from parlour.store.models import Case, Post, PostText, Presence, Room, RoomFile, RoomVisit
from parlour.usecases.converse import SAID_A_MINUTE
from parlour.usecases.send import send_due
from tests.room.conftest import Browser, invited, newest_letter
from tests.usecases.lobby import Lobby


@pytest.fixture
def inside(lobby: Lobby, phone: Browser, door: str) -> Browser:
    """Mara's browser, in her room."""
    assert phone.come_in(lobby, door).status_code == 200
    return phone


def answered(lobby: Lobby, case: Case, text: str) -> None:
    """Ada answers in private, and it leaves."""
    case.refresh_from_db()
    lobby.submit(case, text, purpose="private")
    lobby.clock.forward(11)
    send_due(lobby.house)


def picture(size: tuple[int, int] = (40, 30)) -> bytes:
    drawn = BytesIO()
    Image.new("RGB", size, "teal").save(drawn, "JPEG")
    return drawn.getvalue()


def test_both_sides_read_each_other(lobby: Lobby, inside: Browser, case: Case) -> None:
    assert inside.say("It still hurts at night.").url == "/room/#end"
    lobby.clock.forward(5)
    answered(lobby, case, "I am sorry to hear that. I will call the surgery today. AD")
    page = inside.get("/room/").content.decode()
    assert page.index("It still hurts at night.") < page.index("I will call the surgery today.")
    assert '<bdi>Ada</bdi></strong> <span class="initials">ad</span>' in page


def test_somebody_without_a_key_finds_nothing(lobby: Lobby, inside: Browser, stranger: Browser) -> None:
    inside.say("It still hurts.", files=SimpleUploadedFile("scan.jpg", picture()))
    file = RoomFile.objects.get()
    paths = ("", "transcript", "erasure", f"files/{file.pk}")
    seen = {stranger.get(f"/room/{path}").content for path in paths}
    assert len(seen) == 1
    assert b"hurts" not in seen.pop()
    for path in ("say", "seen", "typing", "erasure", "leaving"):
        assert stranger.send(f"/room/{path}", text="I am Mara").status_code == 404
    assert PostText.objects.filter(text="I am Mara").count() == 0


def test_two_people_of_one_thread_never_see_each_others_room(
    lobby: Lobby, inside: Browser, stranger: Browser, case: Case
) -> None:
    tom, other_door = invited(lobby, lobby.person("tom"), email="tom@fen.example")
    tom.thread = case.thread
    tom.save()
    stranger.come_in(lobby, other_door, "tom@fen.example")
    inside.say("Mara's secret", files=SimpleUploadedFile("mara.jpg", picture()))
    stranger.say("Tom's secret", files=SimpleUploadedFile("tom.jpg", picture()))
    of_mara, of_tom = RoomFile.objects.order_by("pk")
    for browser, own, other in ((inside, "Mara", of_tom), (stranger, "Tom", of_mara)):
        talk, transcript = browser.get("/room/").content.decode(), browser.get("/room/transcript").content.decode()
        for text in (talk, transcript):
            assert [
                name for name in ("Mara", "Tom") if f"{name}&#x27;s secret" in text or f"{name}'s secret" in text
            ] == [own]
        assert browser.get(f"/room/files/{other.pk}").status_code == 404
        browser.say("more", kept=str(other.pk))
    assert RoomFile.objects.get(pk=of_mara.pk).room != RoomFile.objects.get(pk=of_tom.pk).room
    assert not Post.objects.filter(attachments__contains=[{"room_file": str(of_mara.pk)}], author=tom.person).exists()
    # Even the number of the other's form stands in nobody's way.
    number = inside.number()
    inside.say("first", number=number)
    stranger.say("second", number=number)
    assert PostText.objects.filter(text__in=("first", "second")).count() == 2


def test_sent_twice_is_said_once(inside: Browser) -> None:
    number = inside.number()
    for _ in range(3):
        answer = inside.send("/room/say", text="Once.", number=number, files=SimpleUploadedFile("a.jpg", picture()))
        assert answer.status_code == 302
    assert (PostText.objects.filter(text="Once.").count(), RoomFile.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("{{ 7|add:7 }} {% now 'Y' %}", "{{ 7|add:7 }} {% now &#x27;Y&#x27; %}"),
        ("مرحبا 123 abc", "مرحبا 123 abc"),
        ("a\r\nb", "a\nb"),
        ("x" * 5000, "x" * 5000),
    ],
)
def test_what_is_said_is_shown_as_words(inside: Browser, text: str, shown: str) -> None:
    assert inside.say(text).status_code == 302
    page = inside.get("/room/").content.decode()
    assert f'<p class="said-text" dir="auto">{shown}</p>' in page
    assert "<script>alert" not in page


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "There is nothing in it yet"),
        (" \n ", "There is nothing in it yet"),
        ("y" * 5001, "longer than the 5000 letters"),
    ],
)
def test_what_cannot_be_said_is_kept_and_said_why(inside: Browser, text: str, problem: str) -> None:
    before = Post.objects.count()
    page = inside.say(text)
    assert page.status_code == 422
    assert problem in page.content.decode()
    assert text.strip() in page.content.decode()
    assert Post.objects.count() == before


def test_more_than_is_taken_in_is_told_kindly(inside: Browser, stranger: Browser, door: str) -> None:
    page = inside.say("z" * 2_600_000)
    assert page.status_code == 422
    assert "This is more than can be sent at once" in page.content.decode()
    stranger.get(door)
    assert stranger.send(f"{door}letter", address="z" * 2_600_000).status_code == 413


def test_many_words_in_a_minute_wait_and_are_kept(lobby: Lobby, inside: Browser) -> None:
    for turn in range(SAID_A_MINUTE):
        assert inside.say(f"word {turn}").status_code == 302
    page = inside.say("one more")
    assert (page.status_code, "Wait a moment" in page.content.decode()) == (422, True)
    assert "\none more</textarea>" in page.content.decode()
    lobby.clock.forward(60)
    assert inside.say("one more").status_code == 302


PDF = b"%PDF-1.7\n%%EOF"


@pytest.mark.parametrize(
    ("name", "content", "kept"),
    [
        ("scan.jpg", picture(), "scan.jpg"),
        ("letter.pdf", PDF, "letter.pdf"),
        ("../../etc/passwd", b"only text", "passwd.txt"),
        ("C:\\temp\\bill.exe", PDF, "bill.pdf"),
        ("x\u202egpj.exe", PDF, "xgpj.pdf"),
        ("<img src=x onerror=alert(1)>.pdf", PDF, "img src=x onerror=alert(1).pdf"),
    ],
)
def test_file_is_what_its_content_says_and_its_name_only_a_name(
    inside: Browser, name: str, content: bytes, kept: str
) -> None:
    file = SimpleUploadedFile("x", content)
    file.__dict__["_name"] = name  # as a client of bad will would send it
    assert inside.say("See here.", files=file).status_code == 302
    assert RoomFile.objects.get().name == kept


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("tool.exe", b"MZ\x90\x00", "We can take pictures"),
        ("bomb.zip", b"PK\x03\x04" + bytes(100), "We can take pictures"),
        ("page.svg", b"\xff<svg onload='alert(1)'/>", "We can take pictures"),
        ("huge.pdf", PDF + bytes(10_000_000), "too large; up to 10 MB"),
        ("broken.jpg", picture()[:60], "cannot be read"),
        ("bomb.png", b"", "nothing in it yet"),
    ],
)
def test_refused_file_is_named_and_words_and_other_files_stay(
    inside: Browser, name: str, content: bytes, problem: str
) -> None:
    files: list[Any] = [SimpleUploadedFile("good.pdf", PDF), SimpleUploadedFile(name, content)]
    page = inside.say("Both, please.", files=files)
    text = page.content.decode()
    assert (page.status_code, f"{name}: " in text, problem in text) == (422, True, True)
    assert "\nBoth, please.</textarea>" in text
    good = RoomFile.objects.get()
    assert f'name="kept" value="{good.pk}" checked' in text
    assert inside.say("Both, please.", kept=str(good.pk)).status_code == 302
    assert PostText.objects.order_by("-pk")[0].post.attachments[0]["room_file"] == str(good.pk)


def test_files_are_downloads_from_a_place_without_cookies(lobby: Lobby, inside: Browser, stranger: Browser) -> None:
    inside.say("", files=SimpleUploadedFile("bill für.pdf", PDF))
    link = inside.get(f"/room/files/{RoomFile.objects.get().pk}").url
    assert link.startswith("/room-files/")
    for browser in (inside, stranger):
        file = browser.get(link)
        assert (file.status_code, file.content, file["Content-Type"]) == (200, PDF, "application/pdf")
        assert file["Content-Disposition"] == "attachment; filename*=utf-8''bill%20f%C3%BCr.pdf"
        assert (file["X-Content-Type-Options"], file["Content-Security-Policy"].split(";")[0]) == ("nosniff", "sandbox")
        assert (file.cookies.output(), file.has_header("Vary")) == ("", False)
    assert stranger.get(link[:-2] + "/").status_code == 404


def test_read_marks_and_who_writes(lobby: Lobby, inside: Browser, case: Case) -> None:
    inside.say("Are you there?")
    assert '<p class="said-read">Sent</p>' in inside.get("/room/").content.decode()
    lobby.clock.forward(5)
    Room.objects.update(agent_seen_at=lobby.clock(), agent_typing_at=lobby.clock())
    Presence.objects.create(brand=lobby.brand, case=case, agent=lobby.ada, writing="private", seen_at=lobby.clock())
    page = inside.get("/room/").content.decode()
    assert '<p class="said-read">Read</p>' in page
    assert "Ada is writing" in page
    lobby.clock.forward(9)
    assert "is writing" not in inside.get("/room/").content.decode()


def test_seen_and_typing_are_marked_by_own_forms_alone(lobby: Lobby, inside: Browser) -> None:
    lobby.clock.forward(30)
    for path in ("seen", "typing"):
        assert inside.send(f"/room/{path}").status_code == 204
        assert inside.client.post(f"/room/{path}").status_code == 404
    visit = RoomVisit.objects.get()
    assert (visit.seen_at, visit.typing_at) == (lobby.clock(), lobby.clock())


def test_words_of_a_page_grown_old_are_kept(inside: Browser) -> None:
    inside.get("/room/")
    inside.form = "a" * 26
    page = inside.send("/room/say", text="Do not lose this.", number="n")
    assert page.status_code == 403
    assert "\nDo not lose this.</textarea>" in page.content.decode()
    assert inside.send("/room/say", text="Do not lose this.", number="n").status_code == 302


def test_script_is_answered_in_json(inside: Browser) -> None:
    inside.get("/room/")
    send = {"form": inside.form, "number": "abc", "text": ""}
    answer = inside.client.post("/room/say", send, headers={"accept": "application/json"})
    assert (answer.status_code, answer.json()["number"], answer.json()["kept"]) == (422, "abc", [])
    answer = inside.client.post("/room/say", {**send, "text": "Hello"}, headers={"accept": "application/json"})
    assert (answer.status_code, answer.json()["problems"]) == (200, [])
    assert answer.json()["number"] != "abc"


def test_transcript_is_taken_along_as_text(lobby: Lobby, inside: Browser, case: Case) -> None:
    inside.say("It hurts.")
    answered(lobby, case, "I will call the surgery. AD")
    taken = inside.get("/room/transcript")
    assert taken["Content-Disposition"] == 'attachment; filename="marlow-2026-03-01.txt"'
    assert taken["Content-Type"] == "text/plain; charset=utf-8"
    text = taken.content.decode()
    assert text.index("It hurts.") < text.index("I will call the surgery. AD")


def test_erasure_is_asked_for_once_confirmed(inside: Browser) -> None:
    assert "cannot be undone" in inside.get("/room/erasure").content.decode()
    assert Room.objects.get().erase_asked_at is None
    assert inside.send("/room/erasure").url == "/room/"
    assert Room.objects.get().erase_asked_at is not None
    assert "You have asked that it be deleted" in inside.get("/room/").content.decode()
    assert "You have asked already" in inside.get("/room/erasure").content.decode()


def test_who_leaves_is_out(inside: Browser) -> None:
    inside.get("/room/")
    assert inside.send("/room/leaving").url == "/room/left"
    assert "You have left" in inside.get("/room/left").content.decode()
    assert inside.get("/room/").status_code == 404


def test_new_proof_opens_the_same_room_in_another_browser(
    lobby: Lobby, inside: Browser, stranger: Browser, door: str
) -> None:
    inside.say("Said on the phone.")
    assert b"Said on the phone." in stranger.come_in(lobby, door).content
    assert Room.objects.count() == 1


def test_door_leads_back_who_is_in(inside: Browser, stranger: Browser, door: str) -> None:
    assert "Go back into your room" in inside.get(door).content.decode()
    assert "Go back into your room" not in stranger.get(door).content.decode()


@pytest.mark.parametrize(
    ("browser", "talk", "language"),
    [("de-CH", "en", "de"), ("fi", "es-MX", "es"), ("", "de", "de"), ("fi", "fi", "en"), ("es", "de", "es")],
)
def test_room_keeps_its_language(lobby: Lobby, browser: str, talk: str, language: str) -> None:
    _, other_door = invited(lobby, lobby.person("uta"), email="uta@fen.example", language=talk)
    one = Browser(language=browser)
    one.ask_for_letter(other_door, "uta@fen.example")
    key = newest_letter(lobby)[1]
    one.get(key)
    one.send(key)
    page = one.get("/room/", **{"accept-language": "en"}).content.decode()
    assert f'<html lang="{language}" dir="ltr">' in page
