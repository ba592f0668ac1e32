"""From the bytes of a mail to what was said, whatever the bytes are."""

from datetime import UTC, datetime, timedelta
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parlour.channels.mail.message import open_message, sender_of
from parlour.channels.mail.reading import Slip, event_of, heard_in, heard_uri, mail_in, mail_name, message_id_in
from parlour.channels.port import Heard, NotOurs
from parlour.core.nouns.person import Person
from tests.channels.mail.letters import MARA, html_letter, letter

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
PERSON = Person("lobby", "mara@home.example")
THEIRS = Slip(17, PERSON)


def heard(message: EmailMessage | bytes, slip: Slip = THEIRS) -> Heard:
    raw = message if isinstance(message, bytes) else bytes(message)
    return heard_in(event_of(raw, slip, at=NOW), account="care@replies.care.example")


def test_mail_is_a_private_post_of_the_cases_person() -> None:
    post = heard(letter())
    assert (post.author, post.text, post.surface.value) == (PERSON, "Hello, my router is dead.", "private")
    name = mail_name(bytes(letter()), 17)
    assert (post.in_reply_to_uri, post.external_id, post.origin_uri) == ("case:17", name, heard_uri(name))
    assert set(post.participants) == {"mara@home.example", "care@replies.care.example"}


def test_whole_mail_is_kept_as_it_came() -> None:
    raw = bytes(letter()) + b"\xff\x00 whatever\n"
    event = event_of(raw, THEIRS, at=NOW)
    assert mail_in(event) == mail_in(event.body) == raw
    assert message_id_in(event.body) == "1@reeds.example"
    assert message_id_in(b"") == ""


def carried(encoding: str) -> bytes:
    message = letter()
    message.set_content("Grüße\n", cte=encoding)
    return bytes(message)


@pytest.mark.parametrize(
    ("raw", "again"),
    [
        (bytes(letter()), b"Received: from a by b\n" + bytes(letter())),
        (bytes(letter()), bytes(letter()).replace(b"\n", b"\r\n")),
        (bytes(letter()), bytes(letter()) + b"\n"),
        (bytes(letter()), bytes(letter(Delivered_To="somebody"))),
        (carried("8bit"), carried("quoted-printable")),
    ],
    ids=["received", "line ends", "one more line", "delivered", "encoded"],
)
def test_same_mail_has_the_same_key_whatever_servers_do_with_it(raw: bytes, again: bytes) -> None:
    assert event_of(raw, THEIRS, at=NOW).key == event_of(again, THEIRS, at=NOW + timedelta(hours=1)).key


def attached(content: bytes) -> bytes:
    message = letter()
    message.add_attachment(content, maintype="application", subtype="pdf", filename="bill.pdf")
    return bytes(message)


@pytest.mark.parametrize(
    ("raw", "other"),
    [
        (bytes(letter()), bytes(letter("Hello, my router is mended."))),
        (bytes(letter()), bytes(letter(From="Eve <eve@evil.example>"))),
        (bytes(letter()), bytes(letter(Subject="Re: my bill"))),
        (bytes(letter("Yes", Date="Sun, 01 Mar 2026 11:00:00 +0000")), bytes(letter("Yes"))),
        (bytes(letter("Yes\n> one?")), bytes(letter("Yes\n> two?"))),
        (attached(b"one"), attached(b"two")),
    ],
    ids=["words", "sender", "subject", "date", "what it answers", "file"],
)
def test_mails_that_share_a_message_id_are_two(raw: bytes, other: bytes) -> None:
    first, second = (event_of(one, THEIRS, at=NOW) for one in (raw, other))
    assert first.key != second.key
    assert heard(raw).origin_uri != heard(other).origin_uri
    assert heard(raw).external_id != heard(other).external_id


def test_one_mail_to_two_cases_is_two_posts() -> None:
    raw, other = bytes(letter()), Slip(18, PERSON)
    assert event_of(raw, THEIRS, at=NOW).key != event_of(raw, other, at=NOW).key
    assert heard(raw).origin_uri != heard(raw, other).origin_uri


def test_copy_that_is_not_taken_for_theirs_has_a_key_of_its_own() -> None:
    raw = bytes(letter())
    slips = (THEIRS, Slip(17, why="Nobody vouches for it."), Slip(17, why="A machine sent it."))
    assert len({event_of(raw, slip, at=NOW).key for slip in slips}) == len(slips)


def test_mail_of_nobody_we_know_says_why_it_is_kept_only() -> None:
    with pytest.raises(NotOurs, match="a machine sent it"):
        heard(letter(), Slip(17, why="a machine sent it"))


@pytest.mark.parametrize(
    ("date", "at"),
    [
        ("Sun, 01 Mar 2026 11:00:00 +0000", NOW - timedelta(hours=1)),
        ("Sun, 01 Mar 2026 12:30:00 +0100", NOW - timedelta(minutes=30)),
        ("Sun, 01 Mar 2037 11:00:00 +0000", NOW),
        ("Thu, 01 Jan 1970 00:00:00 +0000", NOW),
        ("yesterday", NOW),
        ("", NOW),
    ],
)
def test_time_it_was_written_is_believed_as_far_as_it_can_be(date: str, at: datetime) -> None:
    assert heard(letter(Date=date)).at == at


@pytest.mark.parametrize(
    ("subject", "text", "words"),
    [
        ("My router", "It is dead.", "My router\n\nIt is dead."),
        ("Re: Your talk", "It is dead.", "It is dead."),
        ("AW: Ihr Gespräch", "Ja.", "Ja."),
        ("Call me", "", "Call me"),
        ("", "Hi", "Hi"),
    ],
)
def test_subject_of_something_new_is_part_of_it(subject: str, text: str, words: str) -> None:
    assert heard(letter(text, Subject=subject)).text == words


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<p>It is <b>dead</b>.</p><p>Really.</p>", "It is dead.\n\nReally."),
        ("<html><head><style>p {x}</style><title>t</title></head><body>Hi<br>you</body></html>", "Hi\nyou"),
        ("<div>Yes</div><div class='gmail_quote'><div>On x wrote</div><blockquote>old</blockquote></div>", "Yes"),
        ("<p>Yes</p><blockquote type='cite'><div>old</div></blockquote><p>No</p>", "Yes\n\nNo"),
        ("<p>Yes</p><div id='divRplyFwdMsg'>From: Ada</div><p>old</p>", "Yes"),
        ("<p>I read <blockquote>a poem</blockquote></p>", "I read\n\na poem"),
        ("<script>alert(1)</script><p>a &lt; b &amp; c</p>", "a < b & c"),
        ("<ul><li>one<li>two</ul>", "- one\n- two"),
    ],
)
def test_html_is_what_a_reader_sees_of_the_new_words(html: str, words: str) -> None:
    assert heard(html_letter(html)).text == words


def test_plain_part_is_read_before_html_and_attachments_are_named() -> None:
    message = letter("plain words")
    message.add_alternative("<p>html words</p>", subtype="html")
    message.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="../../bill.pdf")
    post = heard(message)
    assert post.text == "plain words"
    assert post.attachments == ({"description": "../../bill.pdf", "type": "application/pdf", "url": ""},)


@pytest.mark.parametrize("charset", ["iso-8859-15", "windows-1252", "x-unknown-37", "utf-8"])
def test_any_character_set_gives_words(charset: str) -> None:
    body = "Grüße".encode("utf-8" if charset == "x-unknown-37" else charset)
    raw = b"Content-Type: text/plain; charset=" + charset.encode() + b"\nContent-Transfer-Encoding: 8bit\n\n" + body
    assert heard(raw).text == "Grüße"


@pytest.mark.parametrize(
    ("given", "sender"),
    [
        (f"Mara <{MARA}>", MARA),
        ("MARA@Reeds.Example", MARA),
        (f'"{MARA}" <eve@evil.example>', "eve@evil.example"),
        (f"{MARA}, eve@evil.example", ""),
        ("Mara", ""),
        ("", ""),
        ("a\x00b@reeds.example", ""),
    ],
)
def test_sender_is_the_one_address_it_is_from(given: str, sender: str) -> None:
    assert sender_of(letter(From=given)) == sender


@pytest.mark.parametrize(
    ("given", "sender"),
    [
        ("mära@reeds.example".encode(), "mära@reeds.example"),
        ("mära@reeds.example".encode("latin-1"), ""),
        (b"mara@reeds.example\xff", ""),
        ('"Mära" <mara@reeds.example>'.encode("latin-1"), MARA),
    ],
)
def test_raw_bytes_in_an_address_are_utf_8_or_nobodys(given: bytes, sender: str) -> None:
    assert sender_of(open_message(b"From: " + given + b"\n\nHello")) == sender


def test_two_from_headers_name_nobody() -> None:
    raw = b"From: eve@evil.example\n" + bytes(letter())
    assert sender_of(open_message(raw)) == ""


@given(
    st.binary(max_size=400),
    st.sampled_from(["", "From: ", "Content-Type: multipart/mixed; boundary=x\n\n--x\n", "To: <"]),
)
def test_any_bytes_are_heard(body: bytes, start: str) -> None:
    raw = start.encode() + body
    event = event_of(raw, THEIRS, at=NOW)
    post = heard_in(event, account="care@replies.care.example")
    assert (post.author, post.at) == (PERSON, NOW)
    assert post.external_id
    assert sender_of(open_message(raw)) == sender_of(open_message(raw)).casefold()
