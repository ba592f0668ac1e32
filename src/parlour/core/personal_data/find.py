"""All personal data in a text."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import chain

from parlour.core.nouns.assessment import PersonalDatum
from parlour.core.personal_data.address import ADDRESS
from parlour.core.personal_data.birth_date import BIRTH_DATE
from parlour.core.personal_data.card import CARD
from parlour.core.personal_data.device import DEVICE
from parlour.core.personal_data.email import EMAIL
from parlour.core.personal_data.gate import Gate
from parlour.core.personal_data.handle import HANDLE
from parlour.core.personal_data.iban import IBAN
from parlour.core.personal_data.ip import IP
from parlour.core.personal_data.licence import LICENCE
from parlour.core.personal_data.national_id import NATIONAL_ID
from parlour.core.personal_data.person import PERSON
from parlour.core.personal_data.phone import PHONE
from parlour.core.personal_data.recogniser import Recogniser, Rule
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
_DISGUISE = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\uff01-\uff5e\u2010-\u2015]"
)


def find(text: str, *, region: str = "US") -> tuple[PersonalDatum, ...]:
    """Personal data in the text, by place, none overlapping; zero-width marks and full-width forms do not hide it.

    `region` is the country (ISO 3166) in which telephone numbers without a country code are read.
    """
    _, gate = _rules()
    places = gate.open_for(text)
    if not places:
        return ()
    if places[0] > 0 or not _DISGUISE.search(text):
        return _search(text, region, places)
    folded = fold(text, keep_case=True)
    return tuple(
        PersonalDatum(datum.kind, *folded.span(datum.start, datum.end), datum.confidence)
        for datum in _search(folded.text, region, gate.open_for(folded.text))
    )


def _search(text: str, region: str, places: Sequence[int]) -> tuple[PersonalDatum, ...]:
    rules, _ = _rules()
    return apart(chain.from_iterable(rules[place - 1].search(text, region) for place in places if place))


def apart(data: Iterable[PersonalDatum]) -> tuple[PersonalDatum, ...]:
    """The data by place, without those that overlap one that came before them."""
    kept: list[PersonalDatum] = []
    starts: list[int] = []
    for datum in data:
        place = bisect_left(starts, datum.end)
        if place == 0 or kept[place - 1].end <= datum.start:
            starts.insert(place, datum.start)
            kept.insert(place, datum)
    return tuple(kept)


@cache
def _rules() -> tuple[tuple[Rule, ...], Gate]:
    """All rules, and the gate before them; its place 0 is a disguise, the rule i is its place i + 1."""
    rules = tuple(chain.from_iterable(recogniser.rules for recogniser in RECOGNISERS))
    return rules, Gate([_DISGUISE, *(rule.hint or rule.pattern for rule in rules)])


def kinds() -> frozenset[str]:
    """Every kind of personal data that can be found."""
    return frozenset(chain.from_iterable(recogniser.kinds for recogniser in RECOGNISERS))
