"""Payment card numbers, by issuer prefix, length and check digit, whatever figures stand beside them."""

import re
from collections.abc import Sequence

from parlour.core.nouns.assessment import PersonalDatum
from parlour.core.personal_data.recogniser import Recogniser, Rule, is_in_a_url, luhn_holds, speaks_of_a_parcel

# Figures and what joins them: a card may stand among an expiry date, sums and other cards.
_RUN = re.compile(r"(?<![\w\-])\d[\d \-./]{11,511}")
_HINT = re.compile(r"[2-6]\d{3}(?:[ \-./]?\d){8}")
_GROUP = re.compile(r"\d+")
_JOINTS = frozenset(" -./")
_LEAST_OF_JCB = 16
_LENGTHS = frozenset(range(12, 20))
# A card in groups is known by them where other figures follow it.
_IN_FOURS = 4
_LAYOUTS = frozenset({(4,) * _IN_FOURS, (4, 6, 5), (4, 6, 4), (4, 4, 4, 4, 3)})
_OF_A_CARD = re.compile(
    r"card|karte|tarjeta|\bcarte|carta|visa|master|amex|maestro|credit|kredit|debit|refund|charge", re.IGNORECASE
)
# An expiry date, or a sum.
_BEHIND = re.compile(
    r"(?:(?:0[1-9]|1[0-2])\d\d|20[2-4]\d)(?! ?(?:\d{4}|\d\d?(?!\d)))|\d{4} ?(?:€|\$|£|eur|usd|gbp|pounds?|dollars?)",
    re.IGNORECASE,
)
# Four figures of which nobody said what they are, where the number ends behind them.
_LAST_FOUR = re.compile(r" \d{4}(?! ?\d(?!\d?/))(?![\w\-])")
# So numbers of parcels begin.
_FIRST_OF_A_PARCEL = re.compile(r"9[2-5]|00")
_PARCEL_READ = 24
# Not those that figures in base 16 may go on with.
_WORD_BEHIND = re.compile(r"(?=[^\W\d_]{4,24}(?!\w))[a-f]{0,24}[^\W\d_a-f]", re.IGNORECASE)
_LETTER_BEHIND = re.compile(r"[\w\-]")

_Group = re.Match[str]


def _is_issued(digits: str) -> bool:
    """Whether a scheme issues numbers of this prefix and length."""
    head, length = int(digits[:4]), len(digits)
    if digits[0] == "4":
        return length in {13, 16, 19}
    if 5100 <= head <= 5599 or 2221 <= head <= 2720:
        return length == 16
    if digits[:2] in {"34", "37"}:
        return length == 15
    if digits[:2] in {"30", "36", "38", "39"}:
        return length in {14, 16}
    return (digits[0] in "56" and 12 <= length <= 19) or (3528 <= head <= 3589 and length >= _LEAST_OF_JCB)


def is_valid(digits: str) -> bool:
    """Whether the figures have the length, the prefix and the check digit of a card."""
    return len(digits) in _LENGTHS and _is_issued(digits) and luhn_holds(digits)


def _judge(match: re.Match[str], _region: str) -> PersonalDatum | None:
    """The first card of a run; the search goes on behind it."""
    groups = list(_GROUP.finditer(match.string, match.start(), match.end()))
    for first in range(len(groups)):
        size = _card_from(groups, first)
        if size and not _is_another_thing(groups[first]):
            return PersonalDatum("card", groups[first].start(), groups[first + size - 1].end(), 0.98)
    return None


def _is_another_thing(group: _Group) -> bool:
    text, start = group.string, group.start()
    return speaks_of_a_parcel(text, start, nearer=_OF_A_CARD) or is_in_a_url(text, start)


def _card_from(groups: Sequence[_Group], first: int) -> int:
    """How many groups from `first` on make a card; 0 where they make none."""
    if len(groups[first].group()) < 4 or groups[first].group()[0] not in "23456":
        return 0
    for size in (4, 1, 3, 5):
        if _makes_a_card(groups, first, size) and _stands_alone(groups, first, size):
            return size
    whole = len(groups) - first
    alone = first == 0 or _joint(groups, first - 1) == ""
    return whole if alone and _are_one_number(groups, first) and _ends(groups[-1]) else 0


def _makes_a_card(groups: Sequence[_Group], first: int, size: int) -> bool:
    """Whether so many groups, joined in one way, look like a card and hold its check digit."""
    if first + size > len(groups):
        return False
    parts = [group.group() for group in groups[first : first + size]]
    if size > 1 and tuple(map(len, parts)) not in _LAYOUTS:
        return False
    joints = {_joint(groups, place) for place in range(first, first + size - 1)}
    return len(joints) <= 1 and joints <= _JOINTS and is_valid("".join(parts))


def _are_one_number(groups: Sequence[_Group], first: int) -> bool:
    """Whether all that is left, in whatever groups, is one card."""
    if len(groups) - first > max(_LENGTHS):
        return False
    joined = all(_joint(groups, place) in _JOINTS - {"/"} for place in range(first, len(groups) - 1))
    return joined and is_valid("".join(group.group() for group in groups[first:]))


def _stands_alone(groups: Sequence[_Group], first: int, size: int) -> bool:
    """Whether what is before and behind is no part of the same, longer number; two cards in a row are no chance."""
    inner = _joint(groups, first) if size > 1 else ""
    behind = first + size
    another = any(_makes_a_card(groups, behind, more) for more in (4, 3)) and _joint(groups, behind - 1) == inner
    if another or (_begins(groups, first, inner) and _breaks_off(groups, behind - 1, inner)):
        return True
    return size == _IN_FOURS and inner == " " and _has_four_more(groups, first)


def _has_four_more(groups: Sequence[_Group], first: int) -> bool:
    """Whether nothing but one group of four stands before or behind four such groups, and no parcel is spoken of."""
    last = first + _IN_FOURS - 1
    text, start, end = groups[first].string, groups[first].start(), groups[last].end()
    if speaks_of_a_parcel(text, end + _PARCEL_READ) and not _OF_A_CARD.search(text, max(0, start - _PARCEL_READ), end):
        return False
    if _begins(groups, first, " "):
        return _LAST_FOUR.match(text, end) is not None
    return _follows_four(groups, first) and _is_last(groups, last)


def _follows_four(groups: Sequence[_Group], first: int) -> bool:
    if _joint(groups, first - 1) != " " or _FIRST_OF_A_PARCEL.match(groups[first - 1].group()):
        return False
    return first == 1 or _joint(groups, first - 2) not in _JOINTS


def _is_last(groups: Sequence[_Group], place: int) -> bool:
    goes_on = place + 1 < len(groups) and _joint(groups, place) in _JOINTS
    return not goes_on and _ends(groups[place])


def _begins(groups: Sequence[_Group], first: int, inner: str) -> bool:
    if first == 0 or (joint := _joint(groups, first - 1)) not in _JOINTS:
        return True
    # The year of a date is no group of the same number.
    of_a_date = first > 1 and _joint(groups, first - 2) in _JOINTS - {" "}
    return joint == " " and (inner != " " or of_a_date or len(groups[first - 1].group()) != 4)


def _breaks_off(groups: Sequence[_Group], last: int, inner: str) -> bool:
    if last + 1 == len(groups) or (joint := _joint(groups, last)) not in _JOINTS:
        return _ends(groups[last])
    if joint not in {" ", "/"}:
        return False
    behind = groups[last + 1]
    goes_on = joint == inner and len(behind.group()) == 4
    return not goes_on or _BEHIND.match(behind.string, behind.start()) is not None


def _ends(last: _Group) -> bool:
    """Whether no letter is glued to the end but those of a word."""
    text, end = last.string, last.end()
    return _LETTER_BEHIND.match(text, end) is None or _WORD_BEHIND.match(text, end) is not None


def _joint(groups: Sequence[_Group], place: int) -> str:
    """What stands between this group and the next one: one sign where they may be one number, else nothing."""
    between = groups[place].string[groups[place].end() : groups[place + 1].start()]
    return between if len(between) == 1 else ""


CARD = Recogniser(("card",), (Rule(_RUN, _judge, _HINT, resumes=True),))
