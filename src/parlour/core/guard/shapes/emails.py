"""E-mail addresses, also said aloud, and names on other networks."""

import re
from collections.abc import Iterator

from parlour.core.guard.reading import Reading
from parlour.core.guard.shapes.codes import Code
from parlour.core.guard.shapes.in_part import mail_parts
from parlour.core.guard.shapes.shape import Shape
from parlour.core.guard.shapes.words import Phrase
from parlour.core.personal_data.mail_houses import MAIL_HOUSES

_TELLING = 6  # letters of the part before the @ that give it away by themselves


def email_shapes(reading: Reading) -> Iterator[Shape]:
    """The address with any words for its signs, with or without its last part, and its two halves."""
    local, _, domain = reading.text.partition("@")
    local_parts, domain_parts = re.findall(r"[^\W_]+", local), re.findall(r"[^\W_]+", domain)
    name = "".join(local_parts)
    for labels in dict.fromkeys((tuple(domain_parts), tuple(domain_parts[:-1]))):
        if not name or not labels:
            continue
        yield Code(name + "".join(labels))
        # Read as leet the sign is an "a".
        yield Code(name + "a" + "".join(labels))
    everyday = reading.knowledge.common
    if len(name) >= 5:
        odd = len(local_parts) > 1 or re.search(r"\d", local) is not None
        odd = odd or (len(name) >= _TELLING and name not in everyday and not reading.knowledge.is_a_word(name))
        yield Code(name, cue="" if odd else "contact")
    stem = re.sub(r"\d+$", "", name)
    if stem != name and len(stem) >= 5 and not reading.knowledge.is_a_word(stem):
        yield Code(stem, cue="mailbox")
    provider = domain_parts[0] if domain_parts else ""
    yield from mail_parts(local_parts, "" if provider in MAIL_HOUSES else provider)
    if len(provider) >= 4 and provider not in MAIL_HOUSES and provider not in everyday:
        yield Phrase((provider,), cue="contact")


def handle_shapes(reading: Reading) -> Iterator[Shape]:
    """A name on a network, whatever divides its parts."""
    letters = "".join(token.word for token in reading.tokens)
    if len(letters) >= 3:
        yield Code(letters, cue="" if len(letters) >= _TELLING else "contact")
