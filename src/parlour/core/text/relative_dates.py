"""Days told from today: weekdays, "tomorrow", "in three days", "a week on Tuesday", holidays by name."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from parlour.core.text import holidays
from parlour.core.text.counted_days import counted_down, counted_from, one_more
from parlour.core.text.date_span import DateSpan
from parlour.core.text.date_words import (
    AGO,
    AHEAD,
    EXACTLY,
    FRENCH_ONLY,
    MONTH_UNITS,
    MOST_NAMED,
    NAMED_AWAY,
    NAMED_DAYS,
    NAMED_ENDS,
    NAMED_MONTHS,
    NAMED_PARTS,
    NAMED_STARTS,
    NAMED_WEEKENDS,
    NAMED_WEEKS,
    NOT_AFTER,
    UNITS,
)
from parlour.core.text.holiday_names import KEPT
from parlour.core.text.language import language
from parlour.core.text.nth_weekdays import days_in_one_word, nth_weekdays
from parlour.core.text.numbers import Number
from parlour.core.text.tokens import Token
from parlour.core.text.weekdays import likely_days, numbered_weekdays, weekdays, weekdays_beside

_WEEK_LATER = re.compile(
    r"\W{1,2}(?:week\b(?!\W?(?:end|day))|in (?:einer woche|8 tagen|acht tagen)|"
    r"en (?:huit|8|ocho)\b(?: (?:dias|jours))?)"
)
_TWO_WEEKS_LATER = re.compile(
    r"\W{1,2}(?:fortnight\b|in (?:zwei|2) wochen|in (?:14|vierzehn) tagen|"
    r"en (?:quinze|quince|15)\b(?: (?:dias|jours))?)"
)
_WEEK_FROM = re.compile(
    r"\b(?:a|one|1) week (?:on |from |after |to |come )?$|\beine woche (?:nach|ab) $|\buna semana desde $"
)
_TWO_WEEKS_FROM = re.compile(r"\b(?:a fortnight|two weeks|2 weeks) (?:on |from |after |to )?$")
_SOME_WEEKS = re.compile(r"\sweeks (?:from |on |after )?$")
_WEEKS_BEHIND = re.compile(r",?\s(?P<ahead>(?:in|dans|en|d'ici|de aqui a|dentro de)\s)?$")
_WEEKS_OUT = re.compile(r"\s(?:weeks?|wochen|semanas|semaines)(?P<away> (?:out|away|hence|from now|on|ahead))?\b")
_REACH = 14  # characters from a weekday to the number of weeks behind it
_MOST_WEEKS = 60
_YEAR = re.compile(r"(?:19|20)\d\d")
_OFF = (
    r"(?:(?:feriado|festivo|jour ferie|ferie|feiertag|bank holiday|holiday) "
    r"(?:del? |du |vom |am |of |on )?(?:le |the )?)?"
)
_TWO_BEFORE = re.compile(
    r"\b(?:(?:l'|une )?avant[- ]veille (?:de |du |d')|two days before |zwei tage vor |vorvorabend (?:von |des )|"
    r"(?:la )?antevispera del? |dos dias antes del? )"
    rf"(?:notre |our |unserem |nuestr[oa] )?(?:le |l'|la |the |el |dem )?{_OFF}$"
)
_EVE_OF = re.compile(
    r"\b(?:la veille (?:de |du |d')|(?:(?:the |a |one )?day before|(?:the )?eve of|(?:the )?night before) |"
    r"am (?:tag|abend) vor (?:de[mrn] )?|"
    rf"(?:el dia|la vispera|un dia|el dia de) (?:antes )?del? )(?:le |l'|la |the |el )?{_OFF}$"
)
_DAY_AFTER = re.compile(
    r"\b(?:lendemain (?:de |du |d')|(?:(?:the |a |one )?(?:day|morning|night)) after |"
    r"(?:am )?(?:tag|morgen?|abend) nach (?:de[mrn] |em )?|"
    r"(?:el|al|un) (?:otro dia|dia (?:despues|siguiente)) (?:del? |al? ))"
    rf"(?:le |l'|la |the |el )?{_OFF}$"
)
_ONE_OF_TWO = (
    r"(?:the |its |am |der |el |la |le )?(?:(?P<first>first|former|earlier|erste[rn]?|primer[oa]?|premiere?)|"
    r"second|latter|later|zweite[rn]?|segundo|segunda|second|deuxieme)"
)
_TWO_OF = (
    r"(?: (?:(?:half|part)?\s?(?:of|der|von|de|des) (?:(?:the|its|those|beiden|los|las|les|esos|ces)\s?)*"
    r"(?:two|both|dos|deux|it)?\s?(?:days?|tagen?|tage|dias|jours)?|days?\b|tag\b|dia\b|jour\b|half\b))"
)
_WHICH_OF_TWO = re.compile(rf"[,:]? (?:[^\W_]+ )?(?:on |but |and |namely )?{_ONE_OF_TWO}{_TWO_OF}")
_WHICH_BEFORE = re.compile(rf"\b{_ONE_OF_TWO} (?:days?|half|tag|dia|jour) (?:of|of the|am|des|del?|du) ?(?:this )?$")
_TWO_DAYS = 2
_WITHIN = frozenset({"dentro de", "ici a", "aqui a", "antes de"})
_MONTH = 30  # days, as a mark only
_ROUGHLY = 4  # days that a month more or less may mean
_LAST_DAYS = 4  # of a month: its end
_SOON = 2  # days; "tomorrow" is said of anything, "in a week" of something


def relative_dates(
    text: str, words: Sequence[Token], found: Sequence[Number], written: Sequence[DateSpan], now: date
) -> list[DateSpan]:
    """Every day of a folded text that is told from `now`; `found` are its numbers, `written` its other dates."""
    days = list(weekdays(text, words, now))
    named = list(_named(words, now))
    spans = [
        *named,
        *_of_two_days(text, named),
        *days,
        *numbered_weekdays(text, days, found, now),
        *_holidays(words, now),
    ]
    spans += [*_shifted(text, spans, now), *_weeks_from(text, spans, found, now)]
    spans += _weeks_behind(text, days, found, now)
    spans += weekdays_beside(text, days, spans)
    spans += nth_weekdays(text, days, [*written, *spans], now)
    spans += days_in_one_word(text, words, now)
    spans += [*counted_down(text, found, now), *one_more(text, spans, found)]
    from_others = counted_from(text, [*spans, *written], found)
    return [*spans, *_beside(text, [*spans, *written], now), *from_others, *_counted(words, found, now)]


def _named(words: Sequence[Token], now: date) -> Iterator[DateSpan]:
    doubtful = any(token.word in FRENCH_ONLY for token in words)
    french = doubtful and language((token.word for token in words), default="") == "fr"
    foreign = frozenset() if french else FRENCH_ONLY
    for place, token in enumerate(words):
        if token.word.removesuffix("'s") not in NAMED_STARTS or token.word in foreign:
            continue
        if place and words[place - 1].word in NOT_AFTER.get(token.word, ()):
            continue
        for length in range(MOST_NAMED + 1, 0, -1):
            if place + length > len(words):
                continue
            phrase = _phrase(words[place : place + length])
            days = _of_name(phrase, now)
            if phrase in NAMED_MONTHS:
                first = _months_on(now.replace(day=1), NAMED_MONTHS[phrase])
                yield DateSpan(token.start, words[place + length - 1].end, year=first.year, month=first.month)
                break
            if days:
                loose = len(days) > 1 or abs((days[0] - now).days) < _SOON
                yield DateSpan(token.start, words[place + length - 1].end, days=days, loose=loose)
                break


def _of_two_days(text: str, spans: Sequence[DateSpan]) -> Iterator[DateSpan]:
    """ "The weekend, the first of the two days": which of the two days of a weekend is meant."""
    for span in spans:
        behind = _WHICH_OF_TWO.match(text, span.end) if len(span.days) == _TWO_DAYS else None
        before = (
            _WHICH_BEFORE.search(text, max(0, span.start - 40), span.start) if len(span.days) == _TWO_DAYS else None
        )
        said = behind or before
        if said:
            start, end = min(span.start, said.start()), max(span.end, said.end())
            yield DateSpan(start, end, days=(span.days[0 if said["first"] else 1],))


def _phrase(words: Sequence[Token]) -> str:
    """The words as names of days are listed, without what only says that they are meant exactly."""
    inside = [word.word for word in words[1:-1] if word.word not in EXACTLY]
    ends = [words[0].word, *inside, words[-1].word] if len(words) > 1 else [words[0].word]
    return " ".join(ends).removesuffix("'s")


def _months_on(day: date, months: int) -> date:
    """The same day so many months later, or the last one of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    last = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month]
    return date(day.year + years, month + 1, min(day.day, last))


def _of_name(phrase: str, now: date) -> tuple[date, ...]:
    if phrase in NAMED_DAYS:
        return (now + timedelta(days=NAMED_DAYS[phrase]),)
    if phrase in NAMED_WEEKS:
        return _week(now + timedelta(weeks=NAMED_WEEKS[phrase]))
    if phrase in NAMED_WEEKENDS:
        return _week(now + timedelta(weeks=NAMED_WEEKENDS[phrase]))[5:]
    if phrase in NAMED_AWAY:
        return _away(now, NAMED_AWAY[phrase], _MONTH)
    if phrase in NAMED_ENDS and 1 < now.year < date.max.year:
        after = _months_on(now.replace(day=1), NAMED_ENDS[phrase] + 1)
        return tuple(after - timedelta(days=back) for back in range(_LAST_DAYS, 0, -1))
    if phrase in NAMED_PARTS and 1 < now.year < date.max.year:
        first, last = NAMED_PARTS[phrase]
        months = (_months_on(now.replace(day=1), offset) for offset in (0, 1))
        return tuple(month.replace(day=day) for month in months for day in range(first, last + 1))
    return ()


def _week(day: date) -> tuple[date, ...]:
    monday = day - timedelta(days=day.weekday())
    return tuple(monday + timedelta(days=offset) for offset in range(7))


def _holidays(words: Sequence[Token], now: date) -> Iterator[DateSpan]:
    for place, token in enumerate(words):
        if token.word not in holidays.STARTS:
            continue
        for length in range(min(holidays.LONGEST, len(words) - place), 0, -1):
            phrase = " ".join(other.word for other in words[place : place + length])
            days = holidays.days_of(phrase, now)
            if days:
                last = words[place + length - 1]
                yield DateSpan(token.start, last.end, days=days, loose=phrase in KEPT, feast=True)
                following = words[place + length] if place + length < len(words) else last
                if _YEAR.fullmatch(following.word):
                    day = holidays.day_in(phrase, int(following.word))
                    yield from (DateSpan(token.start, following.end, each.year, each.month, each.day) for each in day)
                break


def _shifted(text: str, spans: Sequence[DateSpan], now: date) -> Iterator[DateSpan]:
    """ "Tuesday week", "jeudi en huit", "a week on Friday", "heute in einer Woche"."""
    for span in spans:
        days = (likely_days(now, span.weekday, "this")[0],) if span.weekday is not None else span.days
        for weeks, later, earlier in ((1, _WEEK_LATER, _WEEK_FROM), (2, _TWO_WEEKS_LATER, _TWO_WEEKS_FROM)):
            tail = later.match(text, span.end)
            head = earlier.search(text, max(0, span.start - 24), span.start)
            if tail or head:
                moved = tuple(day + timedelta(weeks=weeks) for day in days)
                yield DateSpan(head.start() if head else span.start, tail.end() if tail else span.end, days=moved)


def _weeks_from(text: str, spans: Sequence[DateSpan], found: Sequence[Number], now: date) -> Iterator[DateSpan]:
    """ "Ten weeks tomorrow", "three weeks from Monday"."""
    ends = {number.end: number for number in found}
    for span in spans:
        gap = _SOME_WEEKS.search(text, max(0, span.start - 16), span.start)
        number = ends.get(gap.start()) if gap else None
        if number and 2 <= number.value <= _MOST_WEEKS:
            days = (likely_days(now, span.weekday, "this")[0],) if span.weekday is not None else span.days
            moved = tuple(day + timedelta(weeks=int(number.value)) for day in days)
            yield DateSpan(number.start, span.end, days=moved)


def _weeks_behind(text: str, spans: Sequence[DateSpan], found: Sequence[Number], now: date) -> Iterator[DateSpan]:
    """ "Thursday three weeks out", "Donnerstag in drei Wochen": the weekday so many weeks from the coming one."""
    ends = {span.end: span for span in spans}
    for number in found:
        weeks = _WEEKS_OUT.match(text, number.end) if 2 <= number.value <= _MOST_WEEKS else None
        before = _WEEKS_BEHIND.search(text, max(0, number.start - _REACH), number.start) if weeks else None
        span = ends.get(before.start()) if before else None
        if weeks and before and span and span.weekday is not None and (before["ahead"] or weeks["away"]):
            first = likely_days(now, span.weekday, "this")[0]
            yield DateSpan(span.start, weeks.end(), days=(first + timedelta(weeks=int(number.value)),))


def _beside(text: str, spans: Sequence[DateSpan], now: date) -> Iterator[DateSpan]:
    """ "La veille du premier août", "the day after Christmas"."""
    for span in spans:
        for days, pattern in ((-2, _TWO_BEFORE), (-1, _EVE_OF), (1, _DAY_AFTER)):
            head = pattern.search(text, max(0, span.start - 32), span.start)
            if head is None:
                continue
            if span.days:
                moved = tuple(day + timedelta(days=days) for day in span.days)
                yield DateSpan(head.start(), span.end, days=moved, feast=span.feast)
            elif span.month and span.day and (span.month, span.day) != (2, 29):
                day = date(span.year or 2001, span.month, min(span.day, 28)) + timedelta(
                    days=days + max(0, span.day - 28)
                )
                yield DateSpan(head.start(), span.end, span.year, day.month, day.day)
            elif span.day and span.weekday is None and not span.month:
                meant = _next_with(span.day, now)
                if meant:
                    yield DateSpan(head.start(), span.end, days=(meant + timedelta(days=days),))


def _next_with(number: int, now: date) -> date | None:
    """The next day with that number in its month, today at the earliest, where a month ahead has one."""
    coming = (now + timedelta(days=ahead) for ahead in range(_MONTH + 1))
    return next((day for day in coming if day.day == number), None)


def _counted(words: Sequence[Token], found: Sequence[Number], now: date) -> Iterator[DateSpan]:
    """ "Three days ago", "in zwei Wochen", "hace 3 días", "il y a trois jours"."""
    at = {token.start: place for place, token in enumerate(words)}
    until = {token.end: place for place, token in enumerate(words)}
    for number in found:
        first, last = at.get(number.start), until.get(number.end)
        if first is None or last is None or last + 1 >= len(words) or number.value > 400:
            continue
        unit = UNITS.get(words[last + 1].word, 0 if words[last + 1].word not in MONTH_UNITS else _MONTH)
        before = words[first - 1].word if first else ""
        after = words[last + 2].word if last + 2 < len(words) else ""
        two_before = f"{words[first - 2].word} {before}" if first > 1 else ""
        past = before in AGO or after in AGO or two_before == "y a"
        sign = -1 if past else 1 if before in AHEAD or after in AHEAD or two_before in _WITHIN else 0
        if unit and sign:
            start = words[first - 1].start if before in AGO | AHEAD else number.start
            end = words[last + 2].end if after in AGO | AHEAD else words[last + 1].end
            yield DateSpan(start, end, days=_away(now, sign * int(number.value), unit))


def _away(now: date, count: int, unit: int) -> tuple[date, ...]:
    """The day so many units away; for months, which people count roughly, also the days around it."""
    if unit != _MONTH:
        return (now + timedelta(days=count * unit),)
    if not 1 < now.year + count // 12 < date.max.year:
        return ()
    day = _months_on(now, count)
    return tuple(day + timedelta(days=offset) for offset in range(-_ROUGHLY, _ROUGHLY + 1))
