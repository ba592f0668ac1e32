"""Signs of a reply that nobody chose: handles the network adds, numbers and keys in links, words drawn by lot."""

import re

from parlour.core.text.handles import HANDLE

_WORD = re.compile(r"\S+")
_HANDLE = re.compile(HANDLE)
_LINK = re.compile(r"\W*(?:https?:/|www\.|[a-z][\w\-]*(?:\.[\w\-]+)+/)")
_CHUNK = re.compile(r"[a-z\d]+")
_LONGEST = 20
_CONSONANT, _VOWEL = "[bdfghjklmnprstvz]", "[aiou]"
_SAID = f"{_CONSONANT}{_VOWEL}{_CONSONANT}{_VOWEL}{_CONSONANT}"
_COUNTER = re.compile(r"\(\d{1,2}/\d{1,2}\)")
_SAYABLE = re.compile(rf"\b{_SAID}-{_SAID}\b")


def without_drawn(text: str, *, link: bool = False) -> str:
    """A folded text with blanks in the place of all that was drawn, so that every other sign stays where it stood.

    These are handles; which part of how many this is ("(1/2)"); in an address the keys and numbers by which a machine
    finds something ("x7f3", "1234", any word of twenty letters); and the sayable codes of invitations ("lusab-gitof").
    They say nothing, but read as words they sound like anything. `link` says that the text is an address as a whole.
    """
    kept = _WORD.sub(lambda word: _of_address(word.group(), link=link), text)
    return without_codes(_COUNTER.sub(_blank, _HANDLE.sub(_blank, kept)))


def without_codes(text: str) -> str:
    """The text with blanks for sayable codes: half of "lusab-gitof" may be a word that somebody wrote a rule about."""
    return _SAYABLE.sub(_blank, text)


def _of_address(word: str, *, link: bool) -> str:
    if link or _LINK.match(word):
        return _CHUNK.sub(lambda chunk: _blank(chunk) if _is_key(chunk.group()) else chunk.group(), word)
    if "@" in word:
        return _CHUNK.sub(lambda chunk: _blank(chunk) if len(chunk.group()) >= _LONGEST else chunk.group(), word)
    return word


def _is_key(chunk: str) -> bool:
    return len(chunk) >= _LONGEST or any(sign.isdigit() for sign in chunk)


def _blank(found: re.Match[str]) -> str:
    return " " * len(found.group())
