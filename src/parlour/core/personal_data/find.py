"""All personal data in a text."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import chain

from parlour.core.nouns.assessment import PersonalDatum
from parlour.core.personal_data.address import ADDRESS
from parlour.core.personal_data.answered import ANSWERED
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
from parlour.core.personal_data.person import DOUBTFUL, PERSON
from parlour.core.personal_data.phone import PHONE
from parlour.core.personal_data.plausible import plausible
from parlour.core.personal_data.pointed_reference import POINTED
from parlour.core.personal_data.printed_reference import PRINTED
from parlour.core.personal_data.recogniser import Recogniser, Rule
from parlour.core.personal_data.reference import REFERENCE
from parlour.core.personal_data.secret import SECRET
from parlour.core.personal_data.spoken_reference import SPOKEN
from parlour.core.personal_data.tagger import NameTagger
from parlour.core.personal_data.told_reference import TOLD
from parlour.core.personal_data.unnamed_reference import NUMBERED, UNNAMED
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
    Recogniser((), (*TOLD, *PRINTED, *SPOKEN, *POINTED, *NUMBERED)),
    LICENCE,
    PHONE,
    ADDRESS,
    HANDLE,
    UNNAMED,
    PERSON,
    Recogniser((), ANSWERED),
)
_DISGUISE = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\uff01-\uff5e\u2010-\u2015]"
)
_LONG = 16_384
"""Code points from which on a text is searched in stretches, each with a margin that no datum is longer than."""
_STRETCH = 2048
_MARGIN = 256
_MOST = 4096
"""Matches of one rule, and finds of the tagger, that are judged in one text; nobody reads more of them in a post."""


def find(text: str, *, region: str = "US") -> tuple[PersonalDatum, ...]:
    """Personal data in the text, by place, none overlapping; zero-width marks and full-width forms do not hide it.

    `region` is the country (ISO 3166) in which telephone numbers without a country code are read.
    """
    if len(text) > _LONG:
        return apart(_in_windows(text, region))
    return _find(text, region)


def _in_windows(text: str, region: str) -> Iterator[PersonalDatum]:
    """Data of a long text, looked for a stretch at a time: few patterns can match in a stretch, most in a long text.

    After `_MOST` matches of a rule what it could find further on stays unfound, so that no text takes long.
    """
    tries = [iter(range(_MOST)) for _ in _rules()[0]]
    for begin in range(0, len(text), _STRETCH):
        left = max(0, begin - _MARGIN)
        for datum in _find(text[left : begin + _STRETCH + _MARGIN], region, tries):
            if begin <= left + datum.start < begin + _STRETCH:
                yield PersonalDatum(datum.kind, left + datum.start, left + datum.end, datum.confidence)


def _find(text: str, region: str, tries: Sequence[Iterator[int]] | None = None) -> tuple[PersonalDatum, ...]:
    _, gate = _rules()
    places = gate.open_for(text)
    if not places:
        return ()
    if places[0] > 0 or not _DISGUISE.search(text):
        return _search(text, region, places, tries)
    folded = fold(text, keep_case=True)
    return tuple(
        PersonalDatum(datum.kind, *folded.span(datum.start, datum.end), datum.confidence)
        for datum in _search(folded.text, region, gate.open_for(folded.text), tries)
    )


def find_all(
    texts: Sequence[str], tagger: NameTagger | None = None, *, region: str = "US"
) -> list[tuple[PersonalDatum, ...]]:
    """Personal data in each of the texts, as `find` and, where one is given, the tagger see it.

    Where both claim a place the patterns keep it, except for data of one kind of which the tagger saw more.
    """
    found = [find(text, region=region) for text in texts]
    if tagger is None:
        return found
    return [
        merged(by_pattern, plausible(tagged[:_MOST], by_pattern, text, region)) if tagged or by_pattern else ()
        for text, by_pattern, tagged in zip(texts, found, tagger.tag(texts), strict=True)
    ]


def merged(by_pattern: tuple[PersonalDatum, ...], tagged: Sequence[PersonalDatum]) -> tuple[PersonalDatum, ...]:
    """What either found, none overlapping; a name that only "I'm" introduces has to be seen by both."""
    seen = _Spans(tagged)
    by_pattern = tuple(
        datum for datum in by_pattern if datum.kind != "person" or datum.confidence >= DOUBTFUL or seen.touching(datum)
    )
    sure = _Spans(by_pattern)
    return apart(chain((datum for datum in tagged if _sees_more(datum, sure.touching(datum))), by_pattern, tagged))


def _sees_more(tagged: PersonalDatum, beside: Sequence[PersonalDatum]) -> bool:
    """Whether all that patterns found there is of the same kind and less; of an address it may be several parts.

    Where both saw the same, the surer one is told.
    """
    if not beside or (len(beside) > 1 and tagged.kind != "address"):
        return False
    if tagged.end - tagged.start == beside[0].end - beside[0].start and tagged.confidence <= beside[0].confidence:
        return False
    return all(
        datum.kind == tagged.kind and tagged.start <= datum.start and datum.end <= tagged.end for datum in beside
    )


class _Spans:
    """Data by place, none overlapping."""

    def __init__(self, data: Sequence[PersonalDatum]) -> None:
        self._data = data
        self._starts = [datum.start for datum in data]
        self._ends = [datum.end for datum in data]

    def touching(self, datum: PersonalDatum) -> Sequence[PersonalDatum]:
        """Those that share a place with `datum`."""
        return self._data[bisect_right(self._ends, datum.start) : bisect_left(self._starts, datum.end)]


def _search(
    text: str, region: str, places: Sequence[int], tries: Sequence[Iterator[int]] | None
) -> tuple[PersonalDatum, ...]:
    rules, _ = _rules()
    if tries is None:
        return apart(chain.from_iterable(rules[place - 1].search(text, region) for place in places if place))
    return apart(
        chain.from_iterable(rules[place - 1].search(text, region, tries[place - 1]) for place in places if place)
    )


def apart(data: Iterable[PersonalDatum]) -> tuple[PersonalDatum, ...]:
    """The data by place, without those that overlap one that came before them."""
    wanted = list(data)
    taken = bytearray(max((datum.end for datum in wanted), default=0))
    kept: list[PersonalDatum] = []
    for datum in wanted:
        if taken.find(1, datum.start, datum.end) < 0:
            taken[datum.start : datum.end] = b"\x01" * (datum.end - datum.start)
            kept.append(datum)
    return tuple(sorted(kept, key=lambda datum: datum.start))


@cache
def _rules() -> tuple[tuple[Rule, ...], Gate]:
    """All rules, and the gate before them; its place 0 is a disguise, the rule i is its place i + 1."""
    rules = tuple(chain.from_iterable(recogniser.rules for recogniser in RECOGNISERS))
    return rules, Gate([_DISGUISE, *(rule.hint or rule.pattern for rule in rules)])


def kinds() -> frozenset[str]:
    """Every kind of personal data that can be found."""
    return frozenset(chain.from_iterable(recogniser.kinds for recogniser in RECOGNISERS))
