"""All personal data in a text."""

import re
from bisect import bisect_left
from functools import lru_cache
from itertools import chain

import ahocorasick_rs

from parlour.core.nouns.assessment import PersonalDatum
from parlour.core.personal_data.address import ADDRESS
from parlour.core.personal_data.birth_date import BIRTH_DATE
from parlour.core.personal_data.card import CARD
from parlour.core.personal_data.device import DEVICE
from parlour.core.personal_data.email import EMAIL
from parlour.core.personal_data.handle import HANDLE
from parlour.core.personal_data.iban import IBAN
from parlour.core.personal_data.ip import IP
from parlour.core.personal_data.licence import LICENCE
from parlour.core.personal_data.national_id import NATIONAL_ID
from parlour.core.personal_data.person import PERSON
from parlour.core.personal_data.phone import PHONE
from parlour.core.personal_data.recogniser import Recogniser
from parlour.core.personal_data.reference import REFERENCE
from parlour.core.personal_data.secret import SECRET
from parlour.core.text.fold import fold

# The order decides who keeps a span that two recognisers want: the stricter test comes first.
RECOGNISERS: tuple[Recogniser, ...] = (
    SECRET,
    EMAIL,
    IBAN,
    CARD,
    NATIONAL_ID,
    BIRTH_DATE,
    DEVICE,
    IP,
    REFERENCE,
    LICENCE,
    PHONE,
    ADDRESS,
    HANDLE,
    PERSON,
)
_DIGIT = re.compile(r"\d")
_DISGUISE = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\uff01-\uff5e\u2010-\u2015]"
)


def find(text: str, *, region: str = "US") -> tuple[PersonalDatum, ...]:
    """Personal data in the text, by place, none overlapping; zero-width marks and full-width forms do not hide it.

    `region` is the country (ISO 3166) in which telephone numbers without a country code are read.
    """
    wanted = _wanted(text)
    if not wanted and text.isascii():
        return ()
    if not text.isascii() and _DISGUISE.search(text):
        folded = fold(text, keep_case=True)
        found = _search(folded.text, region, _wanted(folded.text))
        return tuple(
            PersonalDatum(datum.kind, *folded.span(datum.start, datum.end), datum.confidence) for datum in found
        )
    return _search(text, region, wanted)


def _search(text: str, region: str, wanted: list[Recogniser]) -> tuple[PersonalDatum, ...]:
    kept: list[PersonalDatum] = []
    starts: list[int] = []
    for recogniser in wanted:
        for datum in recogniser.search(text, region):
            place = bisect_left(starts, datum.end)
            if place == 0 or kept[place - 1].end <= datum.start:
                starts.insert(place, datum.start)
                kept.insert(place, datum)
    return tuple(kept)


def _wanted(text: str) -> list[Recogniser]:
    """The recognisers that can find anything here: one pass over the text for all cues, one for digits."""
    digits = len(_DIGIT.findall(text))
    automaton, owners = _cues()
    cued = {owners[index] for index, _, _ in automaton.find_matches_as_indexes(text.lower(), overlapping=True)}
    return [
        recogniser
        for place, recogniser in enumerate(RECOGNISERS)
        if digits >= recogniser.digits and (not recogniser.cues or place in cued)
    ]


@lru_cache(maxsize=1)
def _cues() -> tuple[ahocorasick_rs.AhoCorasick, list[int]]:
    pairs = [(cue, place) for place, recogniser in enumerate(RECOGNISERS) for cue in recogniser.cues.split("|") if cue]
    return ahocorasick_rs.AhoCorasick([cue for cue, _ in pairs]), [place for _, place in pairs]


def kinds() -> frozenset[str]:
    """Every kind of personal data that can be found."""
    return frozenset(chain.from_iterable(recogniser.kinds for recogniser in RECOGNISERS))
