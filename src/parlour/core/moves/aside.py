"""Whether public words ask somebody, or offer them, to go on where nobody else reads along.

Meant for people who must not be taken aside by one adult alone, so it would rather see one request too many: a private
message, a telephone, an address, a link, a meeting; in English, German, Spanish and French.
"""

from typing import Final

import re2

from parlour.core.moves.codes import codes_in
from parlour.core.text import fold

_WAYS: Final = (
    # a network, an address, a number, a link
    r"d\W?m\W?s?|p\W?ms?|whats ?app|telegram|signal|snapchat|snap|discord|messenger|threema|skype|zoom",
    r"\S+@\S+\.\S+|https?\W|www\.|\S+\.(?:com|net|org|example)/\S+|\+?\d[\d ()/.-]{6,}\d",
    # English
    r"privat\w*|in confidence|confidential\w*|inbox|offline|one[ -](?:to|on)[ -]one|1:1|direct(?:ly)? messag\w*",
    r"(?:message|text|mail|e-?mail|write(?: to)?|call|ring|phone) (?:me|us|my|our)",
    r"(?:contact|reach(?: out to)?|ping|add|follow|dm) (?:me|us|my|our)",
    r"(?:send|drop|shoot|slide|leave)(?: \w+){0,4} (?:messages?|msg|mail|e-?mail|line|text|note|call)",
    r"by (?:message|mail|e-?mail|phone|letter|text|chat)|on the phone",
    r"over the phone|call ?back|chat with (?:me|us)",
    r"(?:call|ring|phone|message|text|write(?: to)?|contact|e-?mail|mail|visit|meet) you",
    r"meet(?: up)? (?:me|us|with)|in person",
    r"come(?: \w+){0,2} (?:see|by|over|to (?:me|us|our))|your (?:phone|mobile|cell|number|address|e-?mail)",
    r"appointment",
    r"(?:talk|speak|chat|go on|continue|write)(?: \w+){0,2} (?:alone|aside|elsewhere|somewhere|quietly|away from)",
    r"just (?:you and (?:me|us)|the two of us|us two|between us)",
    r"between (?:you and me|the two of us|ourselves)|our door",
    # Deutsch
    r"direktnachricht\w*|pn|unter vier augen|vertraulich\w*|persoenlich\w*",
    r"personlich\w*|zu zweit|nur wir (?:zwei|beide)",
    r"schreib\w*(?: \w+){0,2} (?:mir|uns|dir|ihnen)|ruf\w*(?: \w+){0,2} (?:mich|uns|dich|sie)",
    r"meld\w*(?: \w+){0,3} bei (?:mir|uns)",
    r"(?:nachricht|mail|e-?mail) (?:an|bei)|per (?:mail|e-?mail|telefon|nachricht|brief|chat|sms)",
    r"anruf\w*|ruckruf\w*|telefon\w*",
    r"treffen|trefft|triff\w*|vorbei(?:komm\w*|schau\w*)?|komm\w* (?:zu uns|her|vorbei)",
    r"vor ort|woanders|(?:deine|ihre) nummer|termin",
    # Espanol
    r"privad\w*|mensajes? directos?|md|mp|a solas|en confianza|en persona",
    r"por (?:correo|telefono|mensaje|interno|chat|sms)|llamada|cita",
    r"(?:escrib|llam|contact|mand|envi|habl|pas|visit|busc|agreg)\w*(?:nos|me)",
    r"(?:te|le|os|les) (?:llam|escrib|contact|visit)\w*",
    r"quedar|quedamos|nos vemos|ven(?:ga|gan)? a |(?:tu|su) (?:numero|telefono|correo|direccion|whatsapp)",
    # Francais
    r"prive\w*|en mp|message direct|tete[ -]a[ -]tete|seul[e]? a seul[e]?",
    r"en personne|confidentiel\w*|rendez[ -]vous",
    r"(?:ecri|appel|contact|envoy|joign|parl|rejoi)\w*[ -](?:nous|moi)",
    r"par (?:mail|e-?mail|courriel|telephone|message|courrier|chat)",
    r"(?:vous|te|t) (?:appel|ecri|contact|rappel)\w*|au telephone",
    r"(?:ton|votre) (?:numero|telephone|adresse|mail|e-?mail)",
)
_ASIDE: Final = re2.compile("|".join(rf"(?:^|[^\w@])(?:{way})(?:$|\W)" for way in _WAYS))
_APOSTROPHES: Final = re2.compile(r"['’`]")


def asks_aside(text: str) -> bool:
    """Whether these words name a way to go on in private; the code of an invitation is one."""
    plain = " ".join(_APOSTROPHES.sub(" ", fold(text).text).split())
    return bool(_ASIDE.search(plain)) or bool(codes_in(text))
