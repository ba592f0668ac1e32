"""HTML like a production server's, and the length as it counts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parlour.simulator.network.text import countable_length, hashtags, mentioned, to_html

BASE = "https://lobby.example"


def resolve(acct: str) -> tuple[str, str] | None:
    known = {"mara": f"{BASE}/@mara", "ines@other.example": "https://other.example/@ines"}
    return (known[acct], acct.partition("@")[0]) if acct in known else None


MENTION = '<span class="h-card" translate="no"><a href="{url}" class="u-url mention">@<span>{name}</span></a></span>'


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("one\ntwo", "<p>one<br />two</p>"),
        ("one\n\n\ntwo", "<p>one</p><p>two</p>"),
        ("<b>&", "<p>&lt;b&gt;&amp;</p>"),
        ("@mara hi", f"<p>{MENTION.format(url=BASE + '/@mara', name='mara')} hi</p>"),
        ("@Ines@Other.example", f"<p>{MENTION.format(url='https://other.example/@ines', name='ines')}</p>"),
        ("@nobody hi", "<p>@nobody hi</p>"),
        ("mail mara@mara.example", "<p>mail mara@mara.example</p>"),
        (
            "#Gas smell",
            f'<p><a href="{BASE}/tags/gas" class="mention hashtag" rel="tag">#<span>Gas</span></a> smell</p>',
        ),
        ("number #1", "<p>number #1</p>"),
        (
            "see https://a.example/x.",
            (
                '<p>see <a href="https://a.example/x" target="_blank" rel="nofollow noopener" translate="no">'
                '<span class="invisible">https://</span><span class="">a.example/x</span>'
                '<span class="invisible"></span></a>.</p>'
            ),
        ),
        ("", ""),
    ],
)
def test_html_of_a_text(text: str, html: str) -> None:
    assert to_html(text, resolve, BASE) == html


@given(st.text(alphabet="<>&\"'@#:/ \nab.mra", max_size=60))
def test_html_lets_no_markup_through(text: str) -> None:
    html = to_html(text, lambda _acct: None, BASE)
    assert "<b" not in html.replace("<br />", "")
    assert "<m" not in html


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("abc", 3),
        ("https://a.example/" + "x" * 200, 23),
        ("http://a.example", 23),
        ("@ines@other.example hi", 8),
        ("@mara hi", 8),
        ("e\u0301", 1),
        ("👩\u200d👩\u200d👧", 1),
        ("👍🏽", 1),
        ("🇩🇪🇪🇸", 2),
        ("ab\ncd", 5),
    ],
)
def test_length_as_the_server_counts(text: str, length: int) -> None:
    assert countable_length(text, 23) == length


@pytest.mark.parametrize(
    ("text", "accts"),
    [
        ("@mara @MARA @tom_a", ["mara", "tom_a"]),
        ("(@mara) .@tom_a!", ["mara", "tom_a"]),
        ("https://a.example/@mara", []),
        ("a@mara.example", []),
        ("@ines@other.example.", ["ines@other.example"]),
        ("@ mara", []),
    ],
)
def test_mentions_in_a_text(text: str, accts: list[str]) -> None:
    assert mentioned(text) == accts


def test_hashtags_in_a_text() -> None:
    assert hashtags("#Gas #gas, #42 #4th a#b https://a.example/#c") == ["gas", "4th"]
