"""Whether public words say that a matter is solved, in English, German, Spanish and French.

Meant for a matter whose private talk ended without a solution: the thread must not read that all is well. Only what is
said to be so counts, not what is hoped, asked, planned or denied.
"""

from typing import Final

import re2

from parlour.core.text import fold

_IS_DE: Final = r"(?:ist|sei|ware|wurde|konnten?|haben|hat|alles|sache|problem|anliegen|fall)(?: \w+){0,6}"
_SOLVED: Final = (
    # English
    r"(?:taken|took) care of|(?:re|dis)?solved|sorted(?: out)?|settled|fixed|cleared up|dealt with|straightened out",
    r"all (?:good|well|done|set|fine|clear|sorted|is well|is fine|is good)",
    r"(?:everything|it) (?:is|s|was) (?:fine|ok|okay)",
    r"(?:is|are|was|were|been) (?:now )?(?:done|closed|finished|completed|handled|put right|made right)",
    r"(?:problem|issue|matter|case|this|that|it)(?: is| s| was)? (?:over|history|behind (?:us|you))",
    r"(?:works?|working|up and running) again|(?:found|have) a solution|happy (?:end|ending|outcome)",
    # Deutsch
    rf"{_IS_DE} (?:gesorgt|erledigt|behoben|geregelt|beigelegt|bereinigt|abgeschlossen|repariert|geloe?st|geklae?rt)",
    r"alles (?:gut|klar|in ordnung|bestens|wieder gut)|(?:ist|wieder) in ordnung|funktioniert wieder|loe?sung gefunden",
    # Espanol
    r"(?:solucionad|resuelt|arreglad|atendid|solventad|zanjad|cerrad|aclarad|terminad)[oa]s?",
    r"(?:hemos|han|pudimos) (?:solucion|resol|arregl|atend)\w*|(?:todo|esta|queda) (?:en orden|bien|listo)",
    r"(?:problema|asunto|caso) (?:esta )?(?:listo|superado)|(?:funciona|vuelve a funcionar) (?:de nuevo|otra vez)",
    # Francais
    r"(?:resolu|regle|repare|clos|arrange|traite|solutionne)e?s?",
    r"tout (?:va bien|est (?:bien|en ordre|rentre dans l ordre))|c est (?:fait|bon|fini)",
    r"fonctionne (?:de nouveau|a nouveau)|solution trouvee|trouve une solution",
)
_NOT_YET: Final = (
    r"not|never|no|nor|nt|cannot|can|could|unable|yet|until|till|unless|once|when|whenever|if|whether|hope\w*|try\w*",
    r"want\w*|would|will|shall|should|may|might|must|to be|to get|get|like to|before|sorry|ask\w*|how|what|without",
    r"nicht|nie|kein\w*|noch|bis|sobald|wenn|falls|ob|hoff\w*|moe?chten?|wollen|werden|wird|sollte?\w*|ohne|leider",
    r"bevor|wie|nunca|sin|cuando|si|hasta|aun|todavia|ojala|espera\w*|quer\w*|podr\w*|ser|sea|quede|lament\w*|antes",
    r"como|pas|jamais|aucun\w*|sans|quand|lorsqu\w*|des que|esper\w*|voudr\w*|pourr\w*|sera|soit|avant|etre|comment",
    r"malheur\w*",
)
_IS_SAID: Final = re2.compile("|".join(rf"(?:^|\W)(?:{one})(?:$|\W)" for one in _SOLVED))
_IS_OPEN: Final = re2.compile("|".join(rf"(?:^|\W)(?:{one})(?:$|\W)" for one in _NOT_YET))
_ENDS: Final = re2.compile(r"[.!:;,\n]+|\bbut\b|\baber\b|\bpero\b|\bmais\b")
_APOSTROPHES: Final = re2.compile(r"['’`´]")


def says_solved(text: str) -> bool:
    """Whether any clause of these words states that it is solved, and neither denies, asks nor hopes it."""
    plain = fold(text).text
    return any(_states(clause) for clause in _split(plain))


def _split(plain: str) -> list[str]:
    """The clauses, a question keeping its mark."""
    return [" ".join(_APOSTROPHES.sub(" ", one).split()) for one in _ENDS.split(plain) if one]


def _states(clause: str) -> bool:
    """What follows is another thought: only what stands before it can deny it."""
    said = () if "?" in clause else _IS_SAID.finditer(clause)
    return any(not _IS_OPEN.search(clause[: found.end()]) for found in said)
