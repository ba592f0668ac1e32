"""What a mail server found out about a sender counts only where it is the operator's own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parlour.channels.mail.authentic import is_vouched_for
from parlour.channels.mail.message import open_message
from tests.channels.mail.letters import HOST, MARA, letter

PASS = f"{HOST}; dmarc=pass header.from=reeds.example"
FAIL = f"{HOST}; dmarc=fail header.from=reeds.example"
FOREIGN = "mx.evil.example; dmarc=pass header.from=reeds.example"
PASSED = [
    f"{HOST}; dmarc=pass header.from=reeds.example",
    f"{HOST} 1; spf=fail; dkim=pass header.d=reeds.example",
    f"{HOST}; dkim=pass (good) header.d=REEDS.example; spf=none",
    f"{HOST}; spf=pass smtp.mailfrom=mara@reeds.example",
    f"{HOST}; dmarc=none; dkim=pass header.d=reeds.example",
    f"{HOST}; dkim=pass (2048-bit; (nested)) header.i=@reeds.example; dmarc=pass (p=NONE) header.from=reeds.example",
    f'"{HOST}"; spf=pass smtp.mailfrom="mara@reeds.example"',
    f"{HOST.upper()} ; DMARC = PASS",
]
FAILED = [
    "",
    f"{HOST}; none",
    f"{HOST}; dmarc=fail; dkim=pass header.d=reeds.example",
    f"{HOST}; dkim=pass header.d=evil.example",
    f"{HOST}; spf=pass smtp.mailfrom=evil.example",
    f"{HOST}; dkim=pass",
    f"{HOST}; dkim=fail header.d=reeds.example",
    "mx.evil.example; dmarc=pass",
    f"evil.example ({HOST}); dmarc=pass",
    f"{HOST}.evil.example; dmarc=pass",
    f"{HOST}; x-dmarc=pass; note=dmarc=pass",
    f"{HOST}; dmarc=pass header.from=evil.example",
    f"{HOST}; dmarc=passed header.from=reeds.example",
    f"{HOST}; arc=pass; dmarc=temperror; spf=softfail smtp.mailfrom=reeds.example",
    f"{HOST}; dmarc=pass; dmarc=fail",
    # What a sender chose stands in quotes, in comments, or in what the server repeats.
    f'{HOST}; spf=fail smtp.mailfrom="a; dmarc=pass header.from=reeds.example "@evil.example',
    f'{HOST}; spf=pass smtp.mailfrom="mara@reeds.example"@evil.example',
    f'{HOST}; spf=pass smtp.mailfrom="x smtp.mailfrom=reeds.example"@evil.example',
    f'{HOST}; spf=fail smtp.mailfrom="a\\"; dmarc=pass; x=\\""@evil.example',
    f"{HOST}; spf=fail (sender said; dmarc=pass (header.from=reeds.example)) smtp.mailfrom=evil.example",
    f"{HOST}; spf=fail (a \\) ; dmarc=pass ) smtp.mailfrom=evil.example",
    f'{HOST}; spf=fail smtp.mailfrom="open; dmarc=pass',
    f"{HOST}; spf=fail (open; dmarc=pass",
    f"{HOST}; dkim=pass header.d=evil.example header.b=reeds.example header.i=@reeds.example",
    f"{HOST}\t{HOST}; dmarc=pass",
    f"; {HOST}; dmarc=pass",
    f"{HOST}{'x' * 10_000}; dmarc=pass",
    f"{HOST}; {'x=1; ' * 3_000}dmarc=pass",
]


@pytest.mark.parametrize("found", PASSED)
def test_own_server_that_says_so_is_believed(found: str) -> None:
    assert is_vouched_for(letter(Authentication_Results=found), sender=MARA, host=HOST)


@pytest.mark.parametrize("found", FAILED)
def test_everything_else_is_not(found: str) -> None:
    assert not is_vouched_for(letter(Authentication_Results=found), sender=MARA, host=HOST)


def raw(*values: str) -> bytes:
    """A mail as it arrives, with these headers in this order, topmost first."""
    lines = "".join(f"Authentication-Results: {value}\r\n" for value in values)
    return f"{lines}From: {MARA}\r\n\r\nHello".encode()


@pytest.mark.parametrize(
    ("values", "vouched"),
    [
        ((PASS,), True),
        ((PASS, FOREIGN), True),
        ((FOREIGN, PASS), True),
        # The sender put one in our server's name below the real one.
        ((FAIL, PASS), False),
        ((f"{HOST}; none", PASS), False),
        ((f"{HOST}; dkim=fail header.d=reeds.example", PASS, PASS), False),
        ((FOREIGN, FAIL, PASS, FOREIGN), False),
        # Two filters of one server wrote one each.
        ((f"{HOST}; dkim=pass header.d=reeds.example", FAIL), False),
        ((PASS, f"{HOST}; spf=fail smtp.mailfrom=reeds.example"), True),
        # What a sender is called must not make our server's own finding unreadable.
        ((f'{HOST}; spf=fail smtp.mailfrom="a@evil.example', PASS), False),
        ((f"{HOST}; spf=fail smtp.mailfrom=a(@evil.example", PASS), False),
        ((f"{HOST}; spf=fail smtp.mailfrom={'a' * 10_000}@evil.example", PASS), False),
        ((f"{HOST} 1", PASS), False),
        ((FOREIGN,), False),
        ((f"{HOST}.evil.example; dmarc=pass", FOREIGN), False),
        ((), False),
    ],
)
def test_topmost_result_of_the_own_server_counts(values: tuple[str, ...], vouched: bool) -> None:
    assert is_vouched_for(open_message(raw(*values)), sender=MARA, host=HOST) is vouched


@pytest.mark.parametrize(
    "value",
    [
        # Words in another alphabet are not decoded: they could hold signs that close a quote.
        f'{HOST}; spf=fail smtp.mailfrom="=?utf-8?q?x=22=3B_dmarc=3Dpass?="@evil.example',
        f"=?utf-8?q?{HOST}=3B_dmarc=3Dpass?=",
        f'{HOST}; spf=fail\r\n smtp.mailfrom="a\r\n ; dmarc=pass"@evil.example',
    ],
)
def test_headers_are_read_as_they_came(value: str) -> None:
    assert not is_vouched_for(open_message(raw(value)), sender=MARA, host=HOST)


def test_a_header_over_several_lines_is_one() -> None:
    folded = f"{HOST};\r\n\tdkim=pass header.d=reeds.example;\r\n dmarc=pass\r\n header.from=reeds.example"
    assert is_vouched_for(open_message(raw(folded)), sender=MARA, host=HOST)


@given(
    words=st.text(max_size=80), local=st.text(st.characters(codec="ascii", exclude_characters='"\\\r\n'), max_size=60)
)
def test_whatever_a_sender_calls_themselves_passes_nothing(words: str, local: str) -> None:
    value = f'{HOST}; spf=fail smtp.mailfrom="{local}"@evil.example; dkim=none'
    assert not is_vouched_for(open_message(raw(value)), sender=MARA, host=HOST)
    assert not is_vouched_for(letter(words, Authentication_Results=""), sender=MARA, host=HOST)
