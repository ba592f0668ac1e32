"""Which language a text is in: by its words, whatever else stands between them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parlour.core.nouns.post import Post
from parlour.core.triage.kernel import assess_posts
from parlour.knowledge.triage.load import load_fast_triage

KNOWLEDGE = load_fast_triage()

SAID = {
    "en": "where is my parcel, it was supposed to come yesterday",
    "de": "wo bleibt mein Paket, es sollte gestern kommen",
    "es": "dónde está mi paquete, tenía que llegar ayer",
    "fr": "où est mon colis, il devait arriver hier",
    "it": "dov'è il mio pacco, doveva arrivare ieri",
    "nl": "waar blijft mijn pakket, het zou gisteren komen",
    "pl": "gdzie jest moja paczka, miała przyjść wczoraj",
    "sv": "var är mitt paket, det skulle ha kommit igår",
    "tr": "paketim nerede, dün gelmesi gerekiyordu",
    "fi": "missä pakettini on, sen piti tulla eilen",
    "hu": "hol van a csomagom, tegnap kellett volna jönnie",
    "vi": "gói hàng của tôi ở đâu, lẽ ra phải đến hôm qua",
    "ru": "где моя посылка, она должна была прийти вчера",
    "uk": "де моя посилка, вона мала прийти вчора",
    "el": "πού είναι το δέμα μου, έπρεπε να έρθει χθες",
    "ar": "أين طردي، كان يجب أن يصل أمس",
    "fa": "بسته من کجاست، باید دیروز می‌رسید",
    "he": "איפה החבילה שלי, היא הייתה אמורה להגיע אתמול",
    "hi": "मेरा पार्सल कहाँ है, वह कल आना चाहिए था",
    "ja": "荷物はどこですか、昨日届くはずでした",
    "zh": "我的包裹在哪里，昨天就应该到了",
    "ko": "제 택배는 어디에 있나요, 어제 왔어야 했어요",
    "th": "พัสดุของฉันอยู่ที่ไหน ควรจะมาถึงเมื่อวาน",
}
NOISE = (
    "@some_body",
    "@a@b.example",
    "https://x.example/a?b=c",
    "😡😡",
    "!!!",
    "12:30",
    "#MondayMotivation",
    "x@y.example",
)


def language(text: str) -> str:
    return assess_posts([Post(id="x", text=text)], KNOWLEDGE)[0].language


@pytest.mark.parametrize("code", SAID)
def test_language_of_a_post(code: str) -> None:
    assert language(SAID[code]) == code


@given(st.sampled_from(sorted(SAID)), st.lists(st.sampled_from(NOISE)), st.lists(st.sampled_from(NOISE)))
def test_handles_links_signs_numbers_and_hashtags_change_nothing(
    code: str, before: list[str], after: list[str]
) -> None:
    assert language(" ".join([*before, SAID[code], *after])) == code


@pytest.mark.parametrize(
    "text", ["", "@some_body @an_other", "https://a.example/the-and-of", "12 30", "me@you.example", "🎉"]
)
def test_without_words_there_is_no_language(text: str) -> None:
    assert language(text) == "und"


def test_hashtags_count_where_nothing_else_is_said() -> None:
    assert language("#wirwollendasgeldzurück #niewieder") == "de"


def test_many_words_of_another_script_outweigh_latin_names() -> None:
    assert language("Marlow Home Delivery где посылка") == "ru"


def test_more_than_thirty_languages_are_told_apart() -> None:
    assert len(KNOWLEDGE.tongues.codes) >= 30
