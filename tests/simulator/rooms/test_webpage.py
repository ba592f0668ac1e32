"""What is seen on a page without scripts."""

import pytest

from parlour.simulator.rooms.webpage import Form, read

URL = "http://127.0.0.1/room/"


def test_forms_are_read_with_what_stands_in_them() -> None:
    page = read(
        URL,
        200,
        '<input name="loose"><form action="/a" enctype="multipart/form-data">'
        '<input type="hidden" name="n" value="1&amp;2">'
        '<input name="who" value="me"><input type="checkbox" name="c" value="x"><textarea name="text">Hi</textarea>'
        '<input type="file" name="files"><button>Go</button></form><form action="/b"></form>',
    )
    assert page.forms == [
        Form("/a", multipart=True, fields={"n": "1&2", "who": "me", "text": "Hi"}, asks=["who", "text"]),
        Form("/b"),
    ]
    assert (page.form(), page.form(asks="text"), page.form(asks="address")) == (page.forms[1], page.forms[0], None)


@pytest.mark.parametrize(
    ("html", "words", "theirs"),
    [
        ('<p class="words" dir="ltr"> bogam-<b>mugit</b><br> x</p><p>y</p>', "bogam-mugit x", 0),
        ('<p class="password words2">no</p>', "", 0),
        ('<li class="said said-theirs">a<li class="said said-mine">b<li class="said-theirs">c', "", 2),
        ('<p class="words">lost', "lost", 0),
        ("<![unheard of<p>", "", 0),
        ("", "", 0),
    ],
)
def test_words_to_post_and_answers_are_found(html: str, words: str, theirs: int) -> None:
    page = read(URL, 200, html)
    assert (page.words, page.theirs) == (words, theirs)
