"""How somebody comes back after their matter was settled or closed: thankful, unhappy, or hard to say.

In the thread that is a mood. In private it says what follows: whoever writes there again goes on talking with us,
unless they only thank, agree and say goodbye, or bring another matter by its name.
"""

from enum import StrEnum
from typing import Final

from parlour.core.moves.clauses import clauses
from parlour.core.moves.phrases import anywhere


class Mood(StrEnum):
    """Unhappy words outweigh thanks: "thanks, but it is broken again" needs us."""

    THANKS = "thanks"
    UNHAPPY = "unhappy"
    UNCLEAR = "unclear"


class Again(StrEnum):
    """What private words after the matter was settled mean for it. CONTENT asks nothing of anybody."""

    CONTENT = "content"
    ANOTHER = "another"
    AGAIN = "again"


_UNHAPPY: Final = anywhere(
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
_THANKS: Final = anywhere(
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
_GUESS: Final = anywhere(r"\b(will|would|could|when|if|once|wenn|falls|sobald|cuando|si)\b")


def mood_of(text: str) -> Mood:
    """How a post after the closure reads. Questions and conditions are never thanks."""
    pieces = clauses(text)
    if any(_UNHAPPY.search(piece) for piece in pieces):
        return Mood.UNHAPPY
    plain = [piece for piece in pieces if not piece.endswith("?") and not _GUESS.search(piece)]
    return Mood.THANKS if any(_THANKS.search(piece) for piece in plain) else Mood.UNCLEAR


_ANOTHER: Final = anywhere(
    r"\bsomething (else|different|new)\b",
    r"\b(another|a different|a new|a separate|an unrelated|one more) ([a-z]+ )?(matter|topic|subject|order"
    r"|contract|invoice|account|device|parcel|booking)\b",
    r"\b(a different|a new|a separate|an unrelated|another) (question|problem|issue|thing|request)\b",
    r"\b(was|etwas) (ganz )?(anderes|neues)\b",
    r"\b(andere[nrs]?|neue[nrs]?|weitere[nrs]?) (frage|sache|thema|anliegen|bestellung|vertrag|rechnung|paket"
    r"|problem|bitte)\b",
    r"\b(otra|otro|nueva|nuevo|distinta|distinto) (cosa|pregunta|tema|asunto|pedido|contrato|factura"
    r"|problema|consulta)\b",
    r"\b(otra cosa|algo (mas|distinto|nuevo))\b",
)  # fmt: skip
_NO_OTHER: Final = anywhere(
    r"\b(no|not|dont|nothing|without|isnt|kein|keine|keinen|nicht|nichts|no|nada|ninguna|ningun|ya no)\b"
)
# A request or an objection that thanks go before.
_ASKS: Final = anywhere(
    r"\b(please|could you|can you|would you|will you|i need|i want|i would like|id like)\b",
    r"\b(bitte|konnen sie|konnt ihr|kannst du|konnten sie|konntet ihr|ich brauche|ich mochte|ich hatte gern)\b",
    r"\b(por favor|puede|puedes|pueden|podria|podrias|podrian|necesito|quiero|quisiera)\b",
    r"\b(but|however|except|unfortunately|aber|jedoch|leider|allerdings|pero|sin embargo|lamentablemente)\b",
)  # fmt: skip
_CLOSING: Final = anywhere(
    r"^(ok|okay|alright|all right|fine|good|great|perfect|super|cool|lovely|wonderful|excellent|brilliant|noted"
    r"|will do)( then| thanks| thank you)*$",
    r"^(bye|goodbye|good ?bye|bye bye|see you|take care|cheers|good (night|evening|day))( now| then| everyone| all)*$",
    r"^(have|enjoy) (a |an |your )?(nice|good|great|lovely|wonderful|pleasant)? ?(day|evening|weekend|week"
    r"|time|one)( too)?$",
    r"^(you too|same to you|likewise|likewise to you|all the best|best( wishes| regards)?|kind regards|regards"
    r"|no problem)$",
    r"^(no )?(thats|that is|that was|this was) (all|everything|it)( for (now|today))?$|^nothing (else|more)( for now)?$"
    r"|^no more questions$",
    r"^(ok|okay|alles klar|in ordnung|gut|prima|super|perfekt|wunderbar|klasse|toll"
    r"|passt)( dann| danke| vielen dank)*$",
    r"^(tschuss|tschus|tschuess|auf wiedersehen|bis (bald|dann|spater)|schonen (tag|abend|feierabend)"
    r"|schones wochenende|gute nacht)( noch| auch| euch| ihnen| dir)*$",
    r"^(einen )?schonen (tag|abend)( noch)?( auch)?( ihnen| euch| dir)?$|^(ihnen|euch|dir) auch$|^gleichfalls$"
    r"|^(liebe|viele|freundliche|beste) grusse$|^(mit )?freundlichen grussen$",
    r"^(das war|das ist) (schon )?alles$|^(sonst )?nichts (mehr|weiter)$|^keine (weiteren )?fragen( mehr)?$",
    r"^(ok|okey|vale|bien|muy bien|perfecto|genial|estupendo|de acuerdo|entendido|esta bien)( gracias| pues)*$",
    r"^(adios|hasta (luego|pronto|manana|la proxima)|chao|chau|buen(as)? (dia|tarde|noches?)|que tengan? (un )?buen dia"
    r"|feliz (dia|tarde|fin de semana))$",
    r"^(igualmente|un saludo|saludos|saludos cordiales|eso es todo|nada mas|no hay mas preguntas)$",
)  # fmt: skip
_HEARTS: Final = frozenset("👍👌🙏🙌👏🤝🤗😊🙂😀😃😄😁😍🥰🥳😇🎉💐🌷🌹💚💙💛🧡💜🤍🤎🖤❤♥☺✅✔")
_BETWEEN: Final = frozenset("\ufe0f\u200d🏻🏼🏽🏾🏿.!,;:)-( \n\r\t")


def after_settling(text: str) -> Again:
    """What private words after the matter was settled mean for it.

    CONTENT only where nothing but thanks, assent and goodbyes stand, or thanks with a tale and no request; ANOTHER only
    where they say themselves that it is another matter. Everything else, silence with a file too, is AGAIN: whoever
    writes again is heard.
    """
    pieces = clauses(text)
    if mood_of(text) is Mood.UNHAPPY:
        return Again.AGAIN
    if any(_ANOTHER.search(piece) and not _NO_OTHER.search(piece) for piece in pieces):
        return Again.ANOTHER
    if not pieces:
        signs = {sign for sign in text if sign not in _BETWEEN}
        return Again.CONTENT if signs and signs <= _HEARTS else Again.AGAIN
    if all(_CLOSING.search(piece) for piece in pieces):
        return Again.CONTENT
    asked = any(piece.endswith("?") or _ASKS.search(piece) for piece in pieces)
    return Again.CONTENT if mood_of(text) is Mood.THANKS and not asked else Again.AGAIN


def is_content(text: str) -> bool:
    """Whether these words ask nothing of anybody."""
    return after_settling(text) is Again.CONTENT
