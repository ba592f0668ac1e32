"""`parlour mail-in` as a mail server's pipe runs it."""

import io
import sys
from collections.abc import Callable

import pytest

from parlour.cli import installation
from parlour.cli.main import main
from parlour.store.models import ArrivedMail, Case
from parlour.usecases import mail_in
from parlour.usecases.reply_alias import reply_alias
from tests.channels.mail.letters import letter
from tests.cli.conftest import Parlour
from tests.usecases.conftest import lobby, what_guards  # noqa: F401 - a brand with a case
from tests.usecases.lobby import Lobby
from tests.usecases.test_reply_alias import case  # noqa: F401

Pipe = Callable[[bytes], None]


@pytest.fixture
def pipe(monkeypatch: pytest.MonkeyPatch) -> Pipe:
    """Standard input, in a process whose database is the tests' own."""
    monkeypatch.setattr(installation, "open_installation", lambda: None)

    def fill(raw: bytes) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))

    return fill


def test_mail_to_a_case_is_kept(lobby: Lobby, case: Case, pipe: Pipe) -> None:  # noqa: F811
    pipe(bytes(letter(To=reply_alias(case))))
    assert main(["mail-in"]) == 0
    assert ArrivedMail.objects.get().case == case


def test_mail_server_names_the_recipient(lobby: Lobby, case: Case, pipe: Pipe) -> None:  # noqa: F811
    pipe(bytes(letter(To="x@y.example")))
    assert main(["mail-in", "--to", reply_alias(case)]) == 0


@pytest.mark.parametrize(
    ("raw", "status", "line"),
    [
        (bytes(letter(To="nobody@replies.care.example")), 67, "none of our cases"),
        (bytes(letter(To=f"ada.{'a' * 26}@replies.care.example")), 67, "none of our cases"),
        (b"", 65, "no mail"),
        (b"x" * (mail_in.MOST_BYTES + 1), 65, "larger than 10 MB"),
    ],
    ids=["malformed", "unknown", "empty", "huge"],
)
def test_what_is_refused_says_so_in_one_line(  # noqa: PLR0917
    lobby: Lobby,  # noqa: F811
    case: Case,  # noqa: F811
    pipe: Pipe,
    capsys: pytest.CaptureFixture[str],
    raw: bytes,
    status: int,
    line: str,
) -> None:
    pipe(raw)
    assert main(["mail-in"]) == status
    said = capsys.readouterr().err
    assert line in said
    assert said.count("\n") == 1


def test_whatever_breaks_leaves_the_mail_with_the_mail_server(
    lobby: Lobby,  # noqa: F811
    case: Case,  # noqa: F811
    pipe: Pipe,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("the disk is on fire")

    monkeypatch.setattr(mail_in, "take_in", broken)
    pipe(bytes(letter(To=reply_alias(case))))
    assert main(["mail-in"]) == 75
    assert not ArrivedMail.objects.exists()


def test_command_says_in_one_line_why_it_took_nothing(parlour: Parlour, unmigrated: Parlour) -> None:
    empty = parlour("mail-in")
    assert (empty.returncode, empty.stderr) == (65, "parlour: There is no mail on standard input.\n")
    too_early = unmigrated("mail-in")
    assert (too_early.returncode, too_early.stderr.count("\n")) == (75, 1)
    gone = parlour("mail-in", DATABASE_URL="postgresql://nobody@127.0.0.1:9/x")
    assert (gone.returncode, gone.stderr.count("\n")) == (75, 1)
