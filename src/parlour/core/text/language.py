"""Which of the languages we speak a text is in, by its commonest words."""

from collections.abc import Iterable

_SIGNS = {
    "en": "the and to you your we our is are for of this that with have please thank thanks sorry it in can will hi i",
    "de": "der die das und ist sie ihr ihre ihnen wir uns nicht ein eine bitte danke mit fur auf zu den es im ich "
    "tut leid hallo du dir dein deine gerne per von haben wird in am aus bei nach kann sind hat war auch noch nur aber "
    "oder wenn dass dem den des einen einem einer unser unsere jeder",
    "es": "el la los las y es que de en un una por para con su sus tu te le nos gracias por favor hola lo siento "
    "sentimos no se mensaje usted del al esta este como mas",
    "fr": "le la les des et est que de en un une pour par avec dans vous nous votre vos notre nos je tu te ton ta on "
    "ce "
    "cette qui pas ne merci bonjour desole desolee au aux du sur mais suis avez avons etes c d l j qu a sont",
}
_WORDS = {language: frozenset(words.split()) for language, words in _SIGNS.items()}
# Those that yet another language writes as well: English, Dutch, Italian or Portuguese.
_SHARED = frozenset(
    "i in is of we will hi die war hat hallo noch am per den tut las los lo para por con una nos favor como mas "
    "este esta del al sentimos on a au ton ta c d l j qu sur mais qui ne je vos par pas ce no se".split()
)
_OWN = {
    code: words.difference(_SHARED, *(others for other, others in _WORDS.items() if other != code))
    for code, words in _WORDS.items()
}


def language(words: Iterable[str], *, default: str = "en") -> str:
    """ "en", "de", "es" or "fr" by the folded words of a text; `default` where they say nothing."""
    seen = list(words)
    scores = {code: sum(word in signs for word in seen) for code, signs in _WORDS.items()}
    best = max(scores, key=lambda code: scores[code])
    return best if scores[best] > 0 else default


def sure_language(words: Iterable[str]) -> str:
    """The language of a text, by its folded words that no other language has; "" where two have as many of them."""
    seen = list(words)
    own = {code: sum(word in signs for word in seen) for code, signs in _OWN.items()}
    best, second = sorted(own, key=lambda code: -own[code])[:2]
    return best if own[best] > own[second] else ""
