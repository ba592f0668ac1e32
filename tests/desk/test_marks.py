"""Marked words: everything escaped, offsets in code points."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parlour.desk.marks import Span, marked


@pytest.mark.parametrize(
    ("text", "spans", "html"),
    [
        ("plain", [], "plain"),
        ("a <b> c", [Span(2, 5, "block", "why")], 'a <mark class="mark-block" title="why">&lt;b&gt;</mark> c'),
        ("👩‍🔧 card", [Span(4, 8, "hint", '"')], '👩‍🔧 <mark class="mark-hint" title="&quot;">card</mark>'),
        ("abcd", [Span(0, 3, "x", ""), Span(1, 4, "y", "")],
         '<mark class="mark-x" title="">abc</mark><mark class="mark-y" title="">d</mark>'),
        ("abcd", [Span(9, 12, "x", ""), Span(2, 2, "y", "")], "abcd"),
    ],
)  # fmt: skip
def test_marked(text: str, spans: list[Span], html: str) -> None:
    assert marked(text, spans) == html


@given(
    st.text(alphabet="<>&\"'a é\U0001f600"), st.lists(st.tuples(st.integers(-2, 12), st.integers(-2, 12)), max_size=5)
)
def test_marked_never_loses_or_unescapes_a_letter(text: str, places: list[tuple[int, int]]) -> None:
    html = marked(text, [Span(start, end, "hint") for start, end in places])
    bare = html.replace('<mark class="mark-hint" title="">', "").replace("</mark>", "")
    assert "<" not in bare
    assert ">" not in bare
    for entity, letter in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&#x27;", "'"), ("&amp;", "&")):
        bare = bare.replace(entity, letter)
    assert bare == text
