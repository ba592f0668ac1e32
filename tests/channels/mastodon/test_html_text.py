"""Posts as plain text: a table of what servers write, and of what attackers write."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parlour.channels.mastodon.html_text import to_text

MENTION = (
    '<span class="h-card"><a href="https://lobby.example/@marlowcare" class="u-url mention">'
    "@<span>marlowcare</span></a></span>"
)
LONG_LINK = (
    '<a href="https://shop.example/orders/12345/status?ref=mail" target="_blank">'
    '<span class="invisible">https://</span><span class="ellipsis">shop.example/orders/12345/stat</span>'
    '<span class="invisible">us?ref=mail</span></a>'
)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("", ""),
        ("<p>Hello</p>", "Hello"),
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("<p>One<br>Two<br />Three</p>", "One\nTwo\nThree"),
        ("<p>a\n  b\t c</p>", "a b c"),
        ("plain words, no tags", "plain words, no tags"),
        (f"<p>{MENTION} my bill</p>", "@marlowcare my bill"),
        ('<p><a href="https://l.example/tags/bill" class="mention hashtag">#<span>bill</span></a></p>', "#bill"),
        (f"<p>See {LONG_LINK}.</p>", "See https://shop.example/orders/12345/status?ref=mail."),
        ('<a href="https://www.shop.example/">shop.example</a>', "https://www.shop.example/"),
        ('<a href="https://shop.example/a">the shop</a>', "the shop (https://shop.example/a)"),
        ('<a href="https://shop.example/a"></a>', "https://shop.example/a"),
        ("<ul><li>one</li><li>two</li></ul>", "- one\n- two"),
        ("<blockquote><p>said</p></blockquote><p>answer</p>", "said\n\nanswer"),
        ("5 &lt; 6 &amp; 7 &gt; 6 &quot;so&quot; &#x1F600;", '5 < 6 & 7 > 6 "so" 😀'),
        ("<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>", "<script>alert(1)</script>"),
        # hostile
        ("<script>alert(1)</script>hi", "<script>alert(1)</script>hi"),
        ("<script>unclosed", "<script>unclosed"),
        ("<STYLE>p{}</STYLE>hi", "<STYLE>p{}</STYLE>hi"),
        ("<!-- hidden -->seen", "<!-- hidden -->seen"),
        ("<![if x]>seen", "<![if x]>seen"),
        ("<!DOCTYPE p><?php x ?>seen", "<!DOCTYPE p><?php x ?>seen"),
        ('<a href="https://evil.example">https://bank.example</a>', "https://bank.example (https://evil.example)"),
        ('<a href="javascript:alert(1)">click</a>', "click"),
        ('<a href="data:text/html,x">click</a>', "click"),
        ('<a href=" https://x.example/\n a">w</a>', "w (https://x.example/a)"),
        (
            '<a href="https://a.example">one<a href="https://b.example">two</a>',
            "one (https://a.example)two (https://b.example)",
        ),
        ('<a href="https://a.example">never closed', "never closed (https://a.example)"),
        ("<p>unclosed <b>tags <i>everywhere", "unclosed tags everywhere"),
        ("</p></p></div>stray", "stray"),
        ('<img src=x onerror="alert(1)">seen', "seen"),
        ("1 < 2 and <3", "1 < 2 and <3"),
        ("a\x00b", "a\ufffdb"),
        ("<p>" + "\n\n\n<br><br><br><br>" * 3 + "x</p>", "x"),
        ("<div>" * 5000 + "deep" + "</div>" * 5000, "deep"),
    ],
)
def test_to_text(html: str, text: str) -> None:
    assert to_text(html) == text


@given(st.text(alphabet=st.sampled_from("<>/!?[]-&;#x1apbr scripthref='\"=:\x00\n\ufffd")))
def test_to_text_of_anything_is_text_without_nul(html: str) -> None:
    text = to_text(html)
    assert "\x00" not in text
    assert text == text.strip()


@given(st.text(alphabet=st.characters(exclude_characters="<>&\x00", exclude_categories=["Cs"])))
def test_to_text_without_markup_keeps_every_word(words: str) -> None:
    assert "".join(to_text(words).split()) == "".join(words.split())
