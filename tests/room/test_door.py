"""Before the door: a link in public tells nothing, and every link that opens nothing looks the same."""

import re
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from parlour.store.models import Case, Event, Mail, Proof, RoomKey, RoomVisit
from parlour.usecases.post_mail import post_due
from parlour.usecases.prove import COOL_DOWN
from tests.room.conftest import MARA, Browser, newest_letter
from tests.usecases.lobby import Lobby


def test_leaked_doorbell_opened_by_a_stranger_shows_the_company_and_nothing_else(
    stranger: Browser, door: str, case: Case
) -> None:
    page = stranger.get(door).content.decode()
    assert "Marlow" in page
    told = ("mara", "Mara", "Quist", "reeds", "home.example", "root canal", "Ada", str(case.pk) + "<", "lobby.example")
    assert [word for word in told if word in page] == []
    assert stranger.get("/room/").status_code == 404


def test_door_says_who_answers_how_long_it_is_kept_and_asks_for_a_proof(phone: Browser, door: str) -> None:
    page = phone.get(door).content.decode()
    for words in ("People of Marlow answer. No machine writes", "kept for 90 days", "Send me a code", "two words"):
        assert words in page


@pytest.mark.parametrize("address", [MARA, "stranger@else.example", "MARA@reeds.example "])
def test_every_address_gets_the_same_answer(phone: Browser, door: str, address: str) -> None:
    asked = phone.ask_for_letter(door, address)
    page = phone.get(asked.url)
    assert (asked.status_code, page.status_code) == (302, 200)
    assert "If this is the address we know" in page.content.decode()
    told = re.sub(r'value="\w{26}"', "", page.content.decode())
    other = Browser()
    other_page = other.get(other.ask_for_letter(door, "nobody@else.example").url).content.decode()
    assert re.sub(r'value="\w{26}"', "", other_page) == told


@pytest.mark.parametrize("address", ["", "   ", "mara", "@", "a b@c.example", "x" * 400 + "@y.example"])
def test_what_is_no_address_is_kept_and_asked_for_again(phone: Browser, door: str, address: str) -> None:
    page = phone.ask_for_letter(door, address)
    assert page.status_code == 422
    assert "Please write your e-mail address" in page.content.decode()
    assert f'value="{address.strip()[:500]}"' in page.content.decode()
    assert not Proof.objects.exists()


def test_script_in_the_address_is_only_words(phone: Browser, door: str) -> None:
    page = phone.ask_for_letter(door, '"><script>alert(1)</script>').content.decode()
    assert "<script>alert" not in page
    assert "&quot;&gt;&lt;script&gt;" in page


class TestCode:
    def test_code_of_the_letter_leads_to_the_key(self, lobby: Lobby, phone: Browser, door: str) -> None:
        asked = phone.ask_for_letter(door).url
        code, key = newest_letter(lobby)
        phone.get(asked)
        assert phone.send(asked, code=f" {code[:3]} {code[3:]} ").url == key

    def test_wrong_codes_say_how_many_tries_are_left_and_then_when_to_come_again(
        self, lobby: Lobby, phone: Browser, door: str
    ) -> None:
        asked = phone.ask_for_letter(door).url
        code, _ = newest_letter(lobby)
        wrong = "111111" if code != "111111" else "222222"
        phone.get(asked)
        for left in ("4 more times", "3 more times", "2 more times", "1 more time."):
            page = phone.send(asked, code=wrong)
            assert page.status_code == 422
            assert left in page.content.decode()
            assert f'value="{wrong}"' in page.content.decode(), "what was typed stays"
        for late in (wrong, code):
            page = phone.send(asked, code=late)
            assert page.status_code == 429
            assert "in 15 minutes" in page.content.decode()

    def test_cool_down_of_one_browser_holds_up_no_other(
        self, lobby: Lobby, phone: Browser, stranger: Browser, door: str
    ) -> None:
        for _ in range(5):
            assert stranger.ask_for_letter(door, "guess@else.example").status_code == 302
        held = stranger.ask_for_letter(door, "guess@else.example")
        assert (held.status_code, "in 15 minutes" in held.content.decode()) == (429, True)
        assert 'value="guess@else.example"' in held.content.decode()
        assert "Your room is ready" not in held.content.decode()
        assert phone.come_in(lobby, door).status_code == 200
        lobby.clock.forward(COOL_DOWN)
        assert stranger.ask_for_letter(door, "guess@else.example").status_code == 302

    @pytest.mark.parametrize("typed", ["", "  ", "\x00"])
    def test_nothing_typed_costs_no_try(self, phone: Browser, door: str, typed: str) -> None:
        asked = phone.ask_for_letter(door).url
        phone.get(asked)
        assert phone.send(asked, code=typed).status_code == 422
        assert Proof.objects.get().tries == 0

    def test_code_counts_in_the_browser_that_asked_alone(
        self, lobby: Lobby, phone: Browser, stranger: Browser, door: str
    ) -> None:
        asked = phone.ask_for_letter(door).url
        code, _ = newest_letter(lobby)
        stranger.get(asked)
        assert stranger.send(asked, code=code).status_code == 422


class TestWords:
    def ask(self, phone: Browser, door: str) -> str:
        phone.get(door)
        asked: str = phone.send(f"{door}words").url
        return asked

    def test_page_shows_the_words_and_goes_on_once_they_were_heard(
        self, lobby: Lobby, phone: Browser, case: Case, door: str
    ) -> None:
        from parlour.usecases.prove import heard_words

        asked = self.ask(phone, door)
        words = Proof.objects.get().words
        page = phone.get(asked).content.decode()
        assert words in page
        assert '<noscript><meta http-equiv="refresh" content="6"></noscript>' in page
        assert phone.get(asked, accept="application/json").json() == {"on": "", "over": False}
        post = lobby.post(case, words)
        heard_words(case.brand_id, {post.pk: words}, at=lobby.clock())
        on = phone.get(asked, accept="application/json").json()["on"]
        assert on.startswith("/room/key/")
        assert phone.get(asked).url == on

    @pytest.mark.parametrize(
        "said",
        ["{w}", "{w}.", "{W}", " {w}\n", "@marlow {w}", "{w} @marlow@lobby.example", "@marlow@lobby.example\n{w}!"],
    )
    def test_the_two_words_and_nothing_else_are_the_sign(
        self, lobby: Lobby, phone: Browser, case: Case, door: str, said: str
    ) -> None:
        asked = self.ask(phone, door)
        self.say(lobby, case, said)
        assert phone.get(asked, accept="application/json").json()["on"].startswith("/room/key/")

    @pytest.mark.parametrize(
        "said",
        [
            "@eve what is {w}?",
            "@marlow somebody wants me to write {w}",
            "{w}?",
            '"{w}"',
            "It is me: {w}",
            "@eve {w}",
            "@marlow @eve {w}",
            "not {w}",
            "{w} {w}",
            "#{w}",
            "https://evil.example/{w}",
        ],
    )
    def test_words_quoted_or_asked_about_let_nobody_in_and_are_spent(
        self, lobby: Lobby, phone: Browser, case: Case, door: str, said: str
    ) -> None:
        asked = self.ask(phone, door)
        self.say(lobby, case, said)
        assert phone.get(asked, accept="application/json").json() == {"on": "", "over": True}
        self.say(lobby, case, "{w}")
        assert phone.get(asked, accept="application/json").json() == {"on": "", "over": True}

    def test_words_somebody_else_said_first_let_nobody_in(
        self, lobby: Lobby, phone: Browser, case: Case, door: str
    ) -> None:
        asked = self.ask(phone, door)
        self.say(lobby, case, "Mara, could you post {w} for me?", by=lobby.person("eve"))
        self.say(lobby, case, "{w}")
        assert phone.get(asked, accept="application/json").json() == {"on": "", "over": True}

    def test_words_in_answer_to_somebody_else_let_nobody_in(
        self, lobby: Lobby, phone: Browser, case: Case, door: str
    ) -> None:
        asked = self.ask(phone, door)
        question = lobby.post(case, "What does your screen say?", by=lobby.person("eve"))
        self.say(lobby, case, "{w}", in_reply_to_uri=question.origin_uri)
        assert phone.get(asked, accept="application/json").json() == {"on": "", "over": True}

    def test_words_said_inside_a_room_open_no_second_browser(
        self, lobby: Lobby, phone: Browser, case: Case, door: str
    ) -> None:
        asked = self.ask(phone, door)
        self.say(lobby, case, "{w}", network="room")
        assert phone.get(asked, accept="application/json").json() == {"on": "", "over": True}

    def say(self, lobby: Lobby, case: Case, said: str, **post: Any) -> None:
        from parlour.usecases.prove import heard_words

        words = Proof.objects.get().words
        text = said.format(w=words, W=words.upper())
        made = lobby.post(case, text, **post)
        heard_words(case.brand_id, {made.pk: text}, at=lobby.clock())

    def test_nobody_else_is_shown_the_words_or_let_on(self, phone: Browser, stranger: Browser, door: str) -> None:
        asked = self.ask(phone, door)
        stranger.get(door)
        assert stranger.get(asked).status_code == 404
        assert Proof.objects.get().words not in stranger.get(asked).content.decode()

    def test_words_grow_too_old(self, lobby: Lobby, phone: Browser, door: str) -> None:
        asked = self.ask(phone, door)
        lobby.clock.forward(600)
        page = phone.get(asked).content.decode()
        assert "These words count no more" in page
        assert "refresh" not in page


def spoilt(link: str) -> dict[str, str]:
    """A link and what may become of it on its way; each must open nothing."""
    front, token = link.rstrip("/").rsplit("/", 1)
    return {
        "guessed": f"{front}/{'a' * 26}/",
        "cut short": f"{front}/{token[:-3]}/",
        "a letter lost": f"{front}/{token[1:]}",
        "in capitals": f"{front}/{token.upper()}/",
        "more behind": f"{front}/{token}x/",
        "nothing like it": f"{front}/%00%F0%9F%92%A9/",
        "deeper": f"{front}/{token[:-1]}/a/b/c",
    }


def test_links_that_open_nothing_are_one_page_with_the_same_work(
    lobby: Lobby, phone: Browser, stranger: Browser, door: str
) -> None:
    phone.come_in(lobby, door)
    used = newest_letter(lobby)[1]
    lobby.clock.forward(7 * 86_400)  # the doorbell rings no more
    seen = {}
    for name, link in {"expired": door, "used": used, **spoilt(door), **spoilt(used), "none": "/room/x"}.items():
        with CaptureQueriesContext(
            connection,
        ) as work:
            page = stranger.get(link)
        seen[name] = (page.status_code, page.content, len(work), sorted(page.headers.items()), page.cookies.output())
    assert {len(set(map(repr, seen.values())))} == {1}
    status, content, queries, _, cookies = seen["used"]
    assert (status, queries, cookies) == (404, 1, "")
    assert b"Write to the company again" in content


def test_links_without_their_last_stroke_work(lobby: Lobby, phone: Browser, door: str) -> None:
    assert phone.get(door.rstrip("/")).status_code == 200
    phone.ask_for_letter(door)
    assert phone.get(newest_letter(lobby)[1].rstrip("/")).status_code == 200


class TestKey:
    def test_looking_burns_nothing_however_often_and_by_whatever(
        self, lobby: Lobby, phone: Browser, stranger: Browser, door: str
    ) -> None:
        phone.ask_for_letter(door)
        _, key = newest_letter(lobby)
        before = (Event.objects.count(), RoomKey.objects.get().used_at)
        for _ in range(5):
            assert stranger.get(key).status_code == 200
            assert stranger.client.head(key).status_code == 200
        assert (Event.objects.count(), RoomKey.objects.get().used_at) == before
        phone.get(key)
        assert phone.send(key).url == "/room/"

    def test_second_use_is_the_neutral_page(self, lobby: Lobby, phone: Browser, stranger: Browser, door: str) -> None:
        phone.come_in(lobby, door)
        _, key = newest_letter(lobby)
        assert stranger.get(key).status_code == 404
        assert stranger.send(key).status_code == 404
        assert RoomVisit.objects.count() == 1

    def test_button_of_another_site_presses_nothing(self, lobby: Lobby, phone: Browser, door: str) -> None:
        phone.ask_for_letter(door)
        _, key = newest_letter(lobby)
        phone.get(key)
        for word in ("", "a" * 26, "ü"):
            phone.form = word
            page = phone.send(key)
            assert page.status_code == 403
            assert "Nothing was used up" in page.content.decode()
        assert RoomKey.objects.get().used_at is None

    def test_cookie_is_for_the_room_alone(self, lobby: Lobby, phone: Browser, door: str) -> None:
        phone.come_in(lobby, door)
        for name in ("room_door", "room_visit"):
            kept = phone.client.cookies[name]
            assert (kept["path"], kept["httponly"], kept["samesite"]) == ("/room/", True, "Lax")
        assert int(phone.client.cookies["room_visit"]["max-age"]) == 14 * 86_400
        assert set(phone.client.cookies) == {"room_door", "room_visit"}


def test_cookies_are_secure_where_pages_are(phone: Browser, door: str, settings: Any) -> None:
    settings.SECURE = True
    phone.get(door)
    assert phone.client.cookies["room_door"]["secure"] is True


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "Send me a code"), ("de-AT,de;q=0.9", "Code schicken"), ("es-MX", "Enviarme un código"),
     ("fi", "Send me a code"), ("fi, es;q=0.5", "Enviarme un código")],
)  # fmt: skip
def test_door_speaks_the_language_of_the_browser(door: str, language: str, words: str) -> None:
    page = Browser(language=language).get(door).content.decode()
    assert words in page


def test_knocking_too_often_is_told_kindly_and_passes(
    lobby: Lobby, phone: Browser, stranger: Browser, door: str
) -> None:
    for _ in range(60):
        assert phone.get(door).status_code == 200
    page = phone.get(door)
    assert (page.status_code, page["Retry-After"]) == (429, "60")
    assert "it still works" in page.content.decode()
    assert stranger.get(door).status_code == 200, "others are not held up"
    lobby.clock.forward(60)
    assert phone.get(door).status_code == 200


def test_no_letter_leaves_for_a_stranger(lobby: Lobby, phone: Browser, door: str) -> None:
    phone.ask_for_letter(door, "stranger@else.example")
    post_due(lobby.house)
    assert (Mail.objects.count(), mail.outbox) == (0, [])


@pytest.mark.parametrize(
    "kind",
    [
        "multipart/form-data",
        *(
            f"multipart/form-data; boundary=x; charset={name}"
            for name in ("idna", "punycode", "base64", "hex", "utf-16")
        ),
        "application/x-www-form-urlencoded; charset=latin-1",
        "application/x-www-form-urlencoded; charset=none-such",
        "application/json",
    ],
)
def test_form_in_a_strange_shape_gets_a_page_for_people(phone: Browser, door: str, kind: str) -> None:
    phone.get(door)
    body = b'--x\r\nContent-Disposition: form-data; name="form"\r\n\r\nabc\xff\r\n--x--\r\n'
    answer = phone.client.generic("POST", f"{door}letter", body, content_type=kind)
    assert answer.status_code in (403, 413)
    assert "<main" in answer.content.decode()
