"""What somebody says themselves, clause by clause, and to whom."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parlour.core.moves.utterances import To, speaks_to, utterances

OURS = ("marlow@lobby.example", "Marlow")


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("", []),
        ("Yes, please. Thanks!", ["yes", "please", "thanks"]),
        ("> their words\nmine", ["mine"]),
        ('She said "let us talk" to me', ["she said quoted to me"]),
        ("I'd say 'not now' here", ["id say quoted here"]),
        ('No "private" talk', ["no quoted private talk"]),
        ('She said "and never stopped', ["she said quoted"]),
        ("Hi Marlow, it's me", ["its me"]),
        ("Thank you, Marlow!", ["thank you"]),
        ("see https://x.example/a,b now", ["see now"]),
        ("version 2.5 is out", ["version 2 5 is out"]),
    ],
)
def test_utterances(text: str, clauses: list[str]) -> None:
    assert [clause.words for clause in utterances(text, OURS)] == clauses


@pytest.mark.parametrize(
    ("text", "to"),
    [
        ("hello", [To.US]),
        ("@marlow hello", [To.US]),
        ("@MARLOW@lobby.example hello", [To.US]),
        ("@marlow@evil.example hello", [To.ANOTHER]),
        ("@marlowe hello", [To.ANOTHER]),
        ("@marlow @olga hello", [To.BOTH]),
        ("hello @olga", [To.ANOTHER]),
        ("ok. @olga hello. you there", [To.US, To.ANOTHER, To.ANOTHER]),
        ("@olga hello. @marlow hello", [To.ANOTHER, To.US]),
        ("ok. hello. @olga", [To.US, To.ANOTHER]),
    ],
)
def test_utterances_speak_to(text: str, to: list[To]) -> None:
    assert [clause.to for clause in utterances(text, OURS)] == to


@pytest.mark.parametrize(
    ("text", "to"),
    [
        ("hello @olga", To.US),
        ("@marlow, hello @olga", To.US),
        ("@olga: hello", To.ANOTHER),
        ("  @olga @tom hello @marlow", To.ANOTHER),
        ("@olga @marlow hello", To.BOTH),
        ("", To.US),
    ],
)
def test_speaks_to_looks_at_the_beginning(text: str, to: To) -> None:
    assert speaks_to(text, OURS) is to


@given(st.text(max_size=300))
def test_quoted_text_says_nothing(text: str) -> None:
    lines = "\n".join(f"> {line}" for line in text.splitlines())
    assert utterances(lines, OURS) == ()
