"""Days: appointments, deliveries, payments."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from parlour.core.guard.reading import Reading
from parlour.core.guard.shapes.shape import Match
from parlour.core.text.date_span import DateSpan

_PART_OF_DAY = re.compile(
    r"(?:'s)?\s(?:(?:in the|am|a|por la|en la|au|dans l'|dans la|de) ?(?:l')?)?"
    r"(?:morning|afternoon|evening|lunchtime|vormittag|nachmittag|abend|mittag|fruh|manana|tarde|noche|matin|midi|"
    r"apres[ -]midi|soir)"
)

_PARTS = (
    r"(?P<early>early|first thing|tempran\w*|(?:de |la )?madrugada|(?:in der )?fruh|tot)|"
    r"(?P<morning>morning|vormittag|morgen|manana|matin(?:ee)?)|"
    r"(?P<noon>lunch ?time|midday|noon|mittag|mediodia|midi)|"
    r"(?P<afternoon>afternoon|nachmittag|nach mittag|after lunch|tarde|apres[ -]midi)|"
    r"(?P<evening>evening|abend|soir(?:ee)?)|(?P<night>night|nacht|noche|nuit)"
)
_PART = re.compile(
    r"(?:'s)?(?:\s(?:en (?:fin|debut)|a (?:ultima|primera) hora))?"
    r"(?:\s(?:pasado|proximo|que viene|dernier|passe|prochain))?,?\s"
    rf"(?:(?:in the|in|at|am|a|por la|en la|a la|al|au|dans|de) ?(?:l'|la )?)?(?:{_PARTS})\b"
)
_UNTIL = re.compile(
    r"(?:@\S+\s)*\W*(?:(?:ok(?:ay)?|so|gut|super|dann|alors|bon|vale|pues|great|right|well),? )?"
    r"(?:a|au|bis|hasta|until|till|see you|auf)\s(?:(?:dann )?(?:am|zum|el|le|la|on|the)\s)?"
)
_REST = re.compile(r"(?:\s(?:prochain|proximo|que viene|then|dann|alors|donc|also|um|at|a las?|a|\d+|uhr|h))*\W*")
_THEIR = re.compile(
    r"\b(?:your|ur|ihre?[mnrs]?|deine?[mnrs]?|su|tu|votre|ton|ta)\s(?:(?:mid|early|late|next|upcoming)[\s-])?$"
)
_THING = re.compile(
    r"[\s-](?:[^\W\d_]+ )?(?:stay|trip|holiday|break|flight|cruise|booking|reservation|order|room|table|party|wedding|"
    r"move|session|delivery|visit|journey|return|appointment|check-?up|treatment|surgery|operation|procedure|payment|"
    r"instal?ment|bill|rent|interview|hearing|exam|class|course|lesson|fitting|installation|repair|pick-?up|"
    r"collection|arrival|departure|train|bus|ride|transfer|slot|viewing|tour|termin|besuch|urlaub|flug|reise|aufenthalt|lieferung|"
    r"zahlung|cita|visita|viaje|vuelo|reserva|estancia|pago|rendez-?vous|visite|voyage|vol|sejour|livraison|paiement)\b"
)
_WISH_ENDS = re.compile(
    r"\s*(?:$|[^\w\s]|(?:to|from|and|everyone|everybody|all|an|fur|euch|ihnen|dir|a|para|et|y|und|e)\b)"
)
_WISHED = re.compile(
    r"\b(?:merry|happy|blessed|wonderful|lovely|great|good|nice|enjoy (?:your|the|a)|frohe[nrs]?|schone[nrs]?|"
    r"feliz|felices|buen[oa]?s?|joyeux|joyeuses?|bonn?e?s?)\s$"
)
_PART_AT_END = re.compile(rf"(?:{_PARTS})$")
_ON_IT = re.compile(
    r"\b(?:on|for|by|since|until|over|an|am|zu|zum|bis|seit|el|para|del?|le|la|pour|du|des|depuis|en plein|in|"
    r"mitten am|spending|pasar)\s(?:(?:the|this|[^\W\d_]+'s) )?$"
)
_ALSO_OTHERS = frozenset(
    ("san juan", "san jose", "san pedro", "san fermin", "santa lucia", "reyes", "asuncion", "valentine", "family day",
     "candelaria", "san isidro", "san andres", "san jorge", "sant jordi", "el pilar", "black friday", "cyber monday")
)  # fmt: skip
"""Feasts whose names are also those of towns, people and sales."""
_WARES = re.compile(r"\s(?:deals?|sales?|orders?|offers?|prices?|range|menu|gifts?|cards?|angebote?|rebajas|offres?)\b")
_AROUND = re.compile(r"\b(?:rund um|around|autour de|alrededor de)\s$")
_IT_IS_SET = re.compile(
    r"\b(?:it|that|yours)(?:'s| is| was|'ll be)? (?:all |now |still )?"
    r"(?:set|due|fixed|planned|scheduled|booked|down|pencilled in) (?:for|on) (?:the )?$|"
    r"\b(?:das|es|er|sie)(?: ist| steht| bleibt) (?:fest )?(?:fur|auf|am) (?:den |dem )?$|"
    r"\b(?:queda|esta|sigue) (?:fijad|programad|previst|agendad|marcad)[oa] (?:para )?(?:el )?$|"
    r"\b(?:c'est|(?:il|elle) est|ca reste) (?:prevue?|fixee?|programmee?|calee?) (?:pour )?(?:le |au )?$"
)
_ARRIVES = re.compile(
    r"(?:'s)? (?:arrival|check-?in|check-?out|departure|pick-?up|anreise|abreise|abholung|llegada|salida|recogida|"
    r"arrivee)\b"
)
_DONE = re.compile(
    r"(?:^|@\S+\s|[.!?,:;]\s)(?:commandee?s?|expediee?s?|livree?s?|payee?s?|recue?s?|bestellt|verschickt|versendet|"
    r"geliefert|bezahlt|abgeholt|ordered|shipped|sent|delivered|paid|booked|collected|pedid[oa]s?|comprad[oa]s?|enviad[oa]s?|"
    r"entregad[oa]s?|pagad[oa]s?) $"
)
_COUNTDOWN = re.compile(
    r"\b(?:plus que|y'a plus que|il ne reste|faltan?|quedan?)\b|\b(?:to go|from now|hence)$|"
    r"^(?:it|that|yours|they|son|es|das)\b.* (?:out|off|away|espera)(?: yet| still)?$|dauert.* noch$|"
    r"(?:sleeps?|schlafen|dodos?|nachten|noches|nuits)$"
)
# From and to which hour each part of the day may be said.
_HOURS = {"early": (0, 9), "morning": (5, 12), "noon": (11, 14), "afternoon": (12, 19), "evening": (17, 24),
          "night": (19, 24)}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Day:
    """A day as far as the fact tells it. Day and month are telling; a weekday, "tomorrow" or a month need a cue."""

    year: int | None
    month: int | None
    day: int | None
    minutes: int | None = None
    identifying: bool = False

    def matches(self, reading: Reading) -> Iterator[Match]:
        for span in reading.dates:
            named = self._names_it(span) or self._is_its_feast(span, reading)
            if span.recurring or not (named or self._hints_at_it(span)) or _is_wished(span, reading):
                continue
            at_hour = self.minutes is not None and reading.says_hour(self.minutes, span.start)
            if reading.speaks_to_all(span.start, unless="day"):
                if named and at_hour:
                    yield Match(span.start, span.end, firm=False)
            elif named or (at_hour and span.days):
                whole = span.year is not None and span.day is not None
                sure = (
                    whole
                    or at_hour
                    or reading.speaks_to_one(span.start)
                    or reading.cue_near("day", span.start, span.end, 60)
                )
                yield Match(span.start, span.end, firm=sure)
            elif self.day is None and reading.is_of_us(span.start):
                continue  # "our new menu comes in November"
            elif at_hour or _is_introduced(span, reading) or self._is_that_part(span, reading):
                yield Match(span.start, span.end, firm=False)

    def _is_that_part(self, span: DateSpan, reading: Reading) -> bool:
        """Whether a day that can be this one is said with the very part of it: "Friday afternoon" for 15:40."""
        if self.minutes is None or not span.days or reading.cued("outage", span.start):
            return False
        said = _PART.match(reading.text, span.end) or _PART_AT_END.search(reading.text, span.start, span.end)
        if said is None or not said.lastgroup:
            return False
        first, last = _HOURS[said.lastgroup]
        return first * 60 <= self.minutes <= last * 60

    def _names_it(self, span: DateSpan) -> bool:
        if span.day is not None and span.weekday is not None:
            return self._whole() in span.days
        if span.day is None or span.month is None:
            return False
        return (span.day, span.month) == (self.day, self.month) and (span.year in (None, self.year) or not self.year)

    def _is_its_feast(self, span: DateSpan, reading: Reading) -> bool:
        """Whether the day is said by the name of a feast, and not of what the house does on it."""
        told = span.feast and not span.loose and self._is_among(span.days, reading)
        on_it = _ON_IT.search(reading.text, max(0, span.start - 24), span.start)
        if not (told and on_it) or reading.text[span.start : span.end] in _ALSO_OTHERS:
            return False
        around = _AROUND.search(reading.text, max(0, span.start - 16), span.start)
        return not (around or _WARES.match(reading.text, span.end) or reading.is_our_doing(span.start))

    def _is_among(self, days: tuple[date, ...], reading: Reading) -> bool:
        """Whether this is one of the days; of one years ago, that people keep, the same day of another year."""
        kept = self.year is not None and reading.now.year - self.year > 1
        return self._whole() in days or (kept and any((day.month, day.day) == (self.month, self.day) for day in days))

    def _hints_at_it(self, span: DateSpan) -> bool:
        if span.days:
            return self._whole() in span.days
        if span.month is not None and span.day is None:
            return span.month == self.month and span.year in (None, self.year)
        return span.month is None and span.day is not None and span.day == self.day

    def _whole(self) -> date | None:
        if self.year is None or self.month is None or self.day is None:
            return None
        try:
            return date(self.year, self.month, self.day)
        except ValueError:
            return None


def _is_introduced(span: DateSpan, reading: Reading) -> bool:
    """Whether words about appointments and the like stand near; unless the day is a loose one, "you" is enough."""
    if _is_pronounced(span, reading) or _is_of_late(span, reading):
        return True
    if span.loose and reading.cued("contest", span.start):
        return False  # "the sale runs until the end of the month"
    if reading.cue_near("day", span.start, span.end, 60) or _is_farewell(span, reading):
        return True
    if span.days and _COUNTDOWN.search(reading.text, span.start, span.end) and not reading.is_our_doing(span.start):
        return True  # "only three more sleeps": of something the two are waiting for
    if _THEIR.search(reading.text, max(0, span.start - 24), span.start) and _THING.match(reading.text, span.end):
        return True  # "your July trip"
    if span.days and span.weekday is None and _PART_OF_DAY.match(reading.text, span.end):
        return True
    only_month = not span.days and span.day is None and span.year is None
    return not span.loose and not only_month and reading.speaks_to_one(span.start)


def _is_pronounced(span: DateSpan, reading: Reading) -> bool:
    """Whether a day is said of what both know without its name, or as when somebody arrives: "it's set for the 20th",
    "Anzac Day arrival"."""
    if reading.speaks_to_all(span.start):
        return False
    fixed = _IT_IS_SET.search(reading.text, max(0, span.start - 40), span.start)
    comes = bool(span.days or span.month) and not reading.is_our_doing(span.start)
    return fixed is not None or (comes and _ARRIVES.match(reading.text, span.end) is not None)


def _is_of_late(span: DateSpan, reading: Reading) -> bool:
    """ "Commandé avant-hier": what was done on a day that is past, told at the head of a clause without anybody."""
    past = len(span.days) == 1 and span.days[0] < reading.now
    return past and _DONE.search(reading.text, max(0, span.start - 24), span.start) is not None


def _is_wished(span: DateSpan, reading: Reading) -> bool:
    """ "Enjoy your Friday!", "Merry Christmas to you": what is wished to anybody, and nothing else said of the day."""
    wished = _WISHED.search(reading.text, max(0, span.start - 20), span.start)
    return bool(span.days) and wished is not None and _WISH_ENDS.match(reading.text, span.end) is not None


def _is_farewell(span: DateSpan, reading: Reading) -> bool:
    """ "À jeudi !", "Bis Donnerstag!", "¡Hasta el 12!": a sentence of its own that takes leave until then."""
    first, last = reading.sentence_at(span.start)
    before = _UNTIL.fullmatch(reading.text, first, span.start)
    return before is not None and _REST.fullmatch(reading.text, span.end, last) is not None
