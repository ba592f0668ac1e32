"""How somebody comes back to the thread after the matter was closed there: thankful, unhappy, or hard to say."""

from enum import StrEnum
from typing import Final

import re2

from parlour.core.moves.clauses import clauses


class Mood(StrEnum):
    """Unhappy words outweigh thanks: "thanks, but it is broken again" needs us."""

    THANKS = "thanks"
    UNHAPPY = "unhappy"
    UNCLEAR = "unclear"


def _any(*patterns: str) -> "re2.Pattern[str]":
    return re2.compile("|".join(f"(?:{pattern})" for pattern in patterns))


_UNHAPPY: Final = _any(
    r"\b(not|never|hasnt|isnt|wasnt|arent|havent|nothing)( [a-z]+){0,3} (solved|fixed|sorted|resolved|working"
    r"|works|helped|help"
    r"|happened|changed|received|arrived|refunded|true|ok|okay|happy)\b",
    r"\b(still|yet again|again)( [a-z]+){0,3} (broken|waiting|down|wrong|missing|late|nothing|not|no|charged"
    r"|failed|failing|happening"
    r"|without|unsolved|the same|problem)\b",
    r"\b(broken|down|wrong|late|charged|failed|failing|happened|stopped working) again\b|\b(same problem"
    r"|it is back|its back) again\b",
    r"\bthanks? (you )?for (nothing|wasting|ignoring|the runaround)\b|\bno thanks to you\b",
    r"\b(worse|worst|useless|liars?|lied|lie|ridiculous|disgraceful|joke|scam|unacceptable|fed up|disappointed"
    r"|angry|shame on)\b",
    r"\b(nicht|nie|nichts)( [a-z]+){0,3} (gelost|geklart|behoben|geholfen|erledigt|passiert|funktioniert"
    r"|angekommen|zufrieden|gut)\b",
    r"\b(immer noch|schon wieder|wieder)( [a-z]+){0,3} (kaputt|nicht|kein|keine|defekt|falsch|nichts|das gleiche"
    r"|dasselbe)\b",
    r"\bfunktioniert( [a-z]+){0,2} (nicht|immer noch nicht)\b|\bdanke fur (nichts|gar nichts)\b|\b(frechheit"
    r"|enttauscht|unverschamt|schlimmer|lugner)\b",
    r"\b(todavia|aun|sigue|siguen|sigo|nunca|no)( [a-z]+){0,3} (igual|sin|no|nada|resuelto|solucionado|arreglado"
    r"|funciona|llegado|contento|contenta)\b",
    r"\b(otra vez|de nuevo)( [a-z]+){0,2} (lo mismo|roto|mal|igual|sin)\b|\bgracias por nada\b|\b(verguenza"
    r"|mentira|mentirosos|peor|decepcionad[oa])\b",
)  # fmt: skip
_THANKS: Final = _any(
    r"\b(thank|thanks|thx|ty|cheers|much appreciated|appreciate|grateful|kudos|shout ?out)\b",
    r"\b(solved|sorted|fixed|resolved|all good|all done|works again|working again|great (service|help|job"
    r"|support)|well done"
    r"|so (kind|helpful|quick)|very (kind|helpful|quick))\b",
    r"\b(danke|vielen dank|dankeschon|merci|gelost|geklart|behoben|erledigt|alles gut|funktioniert wieder"
    r"|super (service|hilfe)"
    r"|toller service|top service|dankbar)\b",
    r"\b(gracias|agradezco|agradecid[oa]|resuelto|solucionado|arreglado|todo bien|buen servicio"
    r"|excelente (servicio|atencion)"
    r"|genial)\b",
)
_GUESS: Final = _any(r"\b(will|would|could|when|if|once|wenn|falls|sobald|cuando|si)\b")


def mood_of(text: str) -> Mood:
    """How a post after the closure reads. Questions and conditions are never thanks."""
    pieces = clauses(text)
    if any(_UNHAPPY.search(piece) for piece in pieces):
        return Mood.UNHAPPY
    plain = [piece for piece in pieces if not piece.endswith("?") and not _GUESS.search(piece)]
    return Mood.THANKS if any(_THANKS.search(piece) for piece in plain) else Mood.UNCLEAR
