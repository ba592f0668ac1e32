"""Two payloads have one digest only where they would be the same thing said in the same place."""

from dataclasses import replace

import pytest

from parlour.core.nouns.payload import Payload
from parlour.core.nouns.surface import Surface

HELLO = Payload("lobby", Surface.PUBLIC, "@mara Hello", "mara@home.example", 6, 11, in_reply_to="2")


@pytest.mark.parametrize(
    "changes",
    [
        {"text": "@mara Hello!"},
        {"surface": Surface.PRIVATE},
        {"recipient": "olga@home.example"},
        {"sender": "Ada at Marlow"},
        {"edits": "9000"},
        {"overwrites": "ab12"},
    ],
)
def test_digest_changes_with(changes: dict[str, object]) -> None:
    assert replace(HELLO, **changes).digest() != HELLO.digest()  # type: ignore[arg-type]


def test_edits_of_one_post_differ_by_what_they_overwrite() -> None:
    first, second = (replace(HELLO, edits="9000", overwrites=words) for words in ("ab12", "cd34"))
    assert first.digest() != second.digest()


def test_digest_of_a_reply_that_edits_nothing_is_what_it_was_before_there_were_edits() -> None:
    assert HELLO.digest() == "ed37bb65f04cfe598767e6a452c7f33e0f4150cc8180d97e30b50d93b33209d4"
