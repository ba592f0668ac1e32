"""Letters to a mail server that takes them, refuses them, puts us off, falls silent or is not there."""

import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from typing import IO, cast

import pytest
from django.test import override_settings

from parlour.channels.mail.channel import Letter
from parlour.channels.port import NeedsReauth, Rejected, Retryable
from parlour.usecases.mail_out import DjangoMailer, address_in, sender_line

SMTP = "django.core.mail.backends.smtp.EmailBackend"
ADA = "Ada at Marlow <ada.abc@replies.care.example>"


@dataclass
class Sink:
    """A mail server on this machine. It says what `answers` tells it to each command; DATA's second answer is END."""

    answers: dict[str, str] = field(default_factory=dict)
    hangs_up_at: str = ""
    taken: list[bytes] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                talk, _ = self.listener.accept()
            except OSError:
                return
            with talk, talk.makefile("rwb") as line:
                self._talk(cast("IO[bytes]", line))

    def _talk(self, line: IO[bytes]) -> None:
        self._say(line, "220 here")
        while (said := line.readline().decode().strip()) != "":
            self.said.append(said)
            verb = said.split()[0].upper()
            if verb == self.hangs_up_at:
                return
            self._say(line, self.answers.get(verb, "354 go on" if verb == "DATA" else "250 fine"))
            if verb == "QUIT":
                return
            if verb == "DATA" and verb not in self.answers:
                self._take(line)
                if self.hangs_up_at == "END":
                    return
                self._say(line, self.answers.get("END", "250 taken"))

    def _take(self, line: IO[bytes]) -> None:
        lines: list[bytes] = []
        while (one := line.readline()) not in (b".\r\n", b""):
            lines.append(one.removeprefix(b"."))
        self.taken.append(b"".join(lines))

    def _say(self, line: IO[bytes], words: str) -> None:
        line.write(words.encode() + b"\r\n")
        line.flush()


@pytest.fixture
def sink() -> Iterator[Sink]:
    server = Sink()
    with override_settings(EMAIL_BACKEND=SMTP, EMAIL_HOST="127.0.0.1", EMAIL_PORT=server.port):
        yield server
    server.listener.close()


def letter(**changes: object) -> Letter:
    headers = {"Message-ID": "<k@replies.care.example>", "In-Reply-To": "<1@reeds.example>", "Auto-Submitted": "no"}
    values = {"sender": ADA, "recipient": "mara@reeds.example", "subject": "Re: Grüße", "body": "Hello.\n.\nÄ"}
    return Letter(**{**values, "headers": headers, **changes})  # type: ignore[arg-type]


def test_letter_arrives_as_it_was_written(sink: Sink) -> None:
    DjangoMailer().send(letter())
    message = message_from_bytes(sink.taken[0], policy=policy.default)
    assert (message["From"], message["To"], message["Subject"]) == (ADA, "mara@reeds.example", "Re: Grüße")
    assert (message["Message-ID"], message["In-Reply-To"]) == ("<k@replies.care.example>", "<1@reeds.example>")
    assert (message["Auto-Submitted"], message.get_content_type()) == ("no", "text/plain")
    assert message.get_content().replace("\r\n", "\n").strip() == "Hello.\n.\nÄ"
    assert "mail FROM:<ada.abc@replies.care.example>" in " ".join(sink.said)


@pytest.mark.parametrize(
    ("verb", "answer"),
    [("RCPT", "550 no such user"), ("DATA", "554 no"), ("END", "552 too large"), ("MAIL", "553 not from you")],
)
def test_letter_that_is_refused_for_good_is_rejected(sink: Sink, verb: str, answer: str) -> None:
    sink.answers[verb] = answer
    with pytest.raises(Rejected, match=answer[:3]):
        DjangoMailer().send(letter())


@pytest.mark.parametrize(
    ("verb", "answer", "unreachable"),
    [
        ("RCPT", "550 5.1.1 no such user", True),
        ("RCPT", "550 5.1.10 recipient not found", True),
        ("RCPT", "550 5.2.1 mailbox disabled", True),
        ("RCPT", "550 no such user", False),  # 550 is also said to a house that may not send at all
        ("RCPT", "550 5.7.1 relaying denied", False),
        ("RCPT", "552 5.2.2 mailbox full", False),
        ("RCPT", "550 5.1.8 your own address is bad", False),
        ("RCPT", "554 we quote 5.1.1 only further on", False),
        ("MAIL", "553 5.1.1 not from you", False),
        ("END", "554 5.1.1 not these words", False),
    ],
)
def test_only_an_address_that_is_refused_for_good_is_unreachable(
    sink: Sink, verb: str, answer: str, unreachable: bool
) -> None:
    sink.answers[verb] = answer
    with pytest.raises(Rejected) as told:
        DjangoMailer().send(letter())
    assert told.value.unreachable is unreachable


@pytest.mark.parametrize(("verb", "answer"), [("RCPT", "450 come again"), ("END", "451 busy"), ("MAIL", "421 later")])
def test_letter_that_is_put_off_was_not_sent(sink: Sink, verb: str, answer: str) -> None:
    sink.answers[verb] = answer
    with pytest.raises(Retryable) as told:
        DjangoMailer().send(letter())
    assert not told.value.maybe_done


@pytest.mark.parametrize("verb", ["RCPT", "END"])
def test_letter_whose_answer_never_came_may_be_out(sink: Sink, verb: str) -> None:
    sink.hangs_up_at = verb
    with pytest.raises(Retryable) as told:
        DjangoMailer().send(letter())
    assert told.value.maybe_done


def test_server_that_is_not_there_has_taken_nothing() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    with override_settings(EMAIL_BACKEND=SMTP, EMAIL_HOST="127.0.0.1", EMAIL_PORT=port):
        for act in (DjangoMailer().check, lambda: DjangoMailer().send(letter())):
            with pytest.raises(Retryable, match="PARLOUR_MAIL") as told:
                act()
            assert not told.value.maybe_done


def test_wrong_password_asks_for_another(sink: Sink) -> None:
    sink.answers |= {"EHLO": "250-here\r\n250 AUTH PLAIN", "AUTH": "535 no"}
    with override_settings(EMAIL_HOST_USER="parlour", EMAIL_HOST_PASSWORD="wrong"), pytest.raises(NeedsReauth):
        DjangoMailer().check()


def test_header_that_would_be_two_is_no_letter(sink: Sink) -> None:
    with pytest.raises(Rejected):
        DjangoMailer().send(letter(subject="Hi\r\nBcc: eve@evil.example"))
    assert sink.taken == []


@pytest.mark.parametrize("name", ["Ada at Marlow", 'Ada "A" <x>', "Tomás bei Ärzte", "a\r\nBcc: x@y"])
def test_sender_line_holds_one_address_whatever_the_name(name: str) -> None:
    line = sender_line(name, "ada.abc@replies.care.example")
    assert address_in(line) == "ada.abc@replies.care.example"
    assert "\n" not in line
