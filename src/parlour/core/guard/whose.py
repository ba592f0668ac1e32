"""Whose words are: the person's who is written to, or somebody else's, everybody's, the house's, a street's."""

import re

from parlour.core.guard.surroundings import Surroundings

_NEXT_WORD = re.compile(r" ([^\W\d_]+)")
_WORD_BEFORE = re.compile(r"(?<![^\W\d_])([^\W\d_]+) $")
_SMALL = re.compile(r"\b[a-z]{4}")
_HANDLES = re.compile(r"(?:@\S+|[^\w@])*")
_WE = re.compile(r"\b(?:we|i|wir|ich|nous|je|on|nosotr[oa]s|yo)(?:'ve| have| haben| avons| ai| a)? $")
_SEEN_HERE = re.compile(
    r"\b(?:(?:on|from|at|by) our (?:side|end|screens?|books?)|(?:auf|von) unserer seite|(?:de|por) nuestro lado|"
    r"de notre cote)\b"
)
"""Where the house only says that it looks: what it sees there is the person's."""
_OUR_DOING = re.compile(r"\b(?:we|our|wir|unser\w*|nous|notre|nos|nosotr[oa]s|nuestr[oa]s?|\w{3,}[aei]mos)\b")
_FIGURE = re.compile(r"-(?:inducing|causing|free|friendly|proof|like|style)\b")  # "migraine-inducing colours"


class Whose(Surroundings):
    """A folded text, with what it says of whose its words are."""

    def is_of_others(self, start: int, end: int, *, name: bool = False) -> bool:
        """Whether words are of anyone or anything but the person spoken to.

        They are where the sentence is for everybody, or is of the house or the author themselves ("my grandma", "our
        engineers"); where they are part of another name ("Prison Lane"); and a `name` where it only tells a place.
        """
        if self.trusting:
            return False
        if self.is_advice(start) or self.is_of_us(start) or _FIGURE.match(self.text, end):
            return True
        if name:
            return not self.is_about_one(start) and self.cue_before("at_place", start, 12)
        return self.is_in_a_name(start, end)

    def is_of_us(self, place: int) -> bool:
        """Whether the sentence at a place, which is not said to "you", has before it "our" or "my" something, or right
        before it "we"."""
        if self.speaks_to_one(place):
            return False
        before = self.text[self.sentence_at(place)[0] : place]
        if _WE.search(before):
            return True
        before = _SEEN_HERE.sub("", before)
        ours = self.has_cue("ours", before) or (bool(self.language) and self.has_cue(f"ours_{self.language}", before))
        return ours and not self.cued("sympathy", place)

    def is_about_one(self, place: int) -> bool:
        """Whether the sentence at a place says "you", or what one says to somebody alone: sympathy, wishes."""
        return self.trusting or self.speaks_to_one(place) or self.cued("sympathy", place)

    def is_our_doing(self, place: int) -> bool:
        """Whether the sentence at a place, which is not said to "you", tells what the house does, not what it knows."""
        if self.trusting or self.speaks_to_one(place) or self.cued("sympathy", place):
            return False
        first, last = self.sentence_at(place)
        return _OUR_DOING.search(self.text, first, last) is not None

    def is_in_a_name(self, start: int, end: int) -> bool:
        """Whether words stand with a capital beside another one with a capital, as in the name of a street or a shop.

        In German, where every noun has a capital, only a word for streets tells it.
        """
        if not (self.has_capitals and self.is_capital(start)) or self.cue_before("mention", start, 10):
            return False
        first, last = self.begin_of(start), self.sentence_at(start)[1]
        after = _NEXT_WORD.match(self.text, end, last)
        if after and self.is_capital(after.start(1)) and self.has_cue("street", after[1]):
            return True
        if self.language == "de" or start == first or not _SMALL.search(self.raw):
            return False
        before = _WORD_BEFORE.search(self.text, first, start)
        return bool(
            (after and self.is_capital(after.start(1)))
            or (before and before.start(1) > first and len(before[1]) > 1 and self.is_capital(before.start(1)))
        )

    def begin_of(self, place: int) -> int:
        """Where the sentence at a place begins, behind the handles it is addressed to."""
        begun = _HANDLES.match(self.text, self.sentence_at(place)[0])
        return begun.end() if begun else 0

    def is_name(self, start: int, end: int) -> bool:
        """Whether a word inside a sentence has a capital, alone, as names have."""
        inside = self.begin_of(start) < start
        return inside and self.has_capitals_for_names and self.is_capital(start) and not self.is_in_a_name(start, end)

    @property
    def has_capitals_for_names(self) -> bool:
        """Whether a capital inside a sentence marks a name: there are some, and it is no German, which has them all
        over."""
        return self.has_capitals and self.language != "de"
