"""Whether a person's words agree to a private talk, refuse it, or leave it open; in English, German and Spanish.

Consent must be plain: whoever reads the sentence later as evidence must not need the case around it. What is not plain
is UNCLEAR and stays with the agent. The patterns look at folded clauses (no case, accents, apostrophes).
"""

from enum import StrEnum
from typing import Final

import re2

from parlour.core.moves.clauses import clauses


class Answer(StrEnum):
    """PLAIN_YES and PLAIN_NO mean something only as an answer to the invitation; YES and NO say it in full."""

    YES = "yes"
    PLAIN_YES = "plain yes"
    NO = "no"
    PLAIN_NO = "plain no"
    UNCLEAR = "unclear"


def _any(*patterns: str) -> "re2.Pattern[str]":
    return re2.compile("|".join(f"(?:{pattern})" for pattern in patterns))


_AFFIRM: Final = _any(
    r"^(oh |ah |well |ok |okay )?(yes|yep|yeah|yup|sure|ok|okay|alright|all right|fine|agreed|deal|absolutely|certainly"
    r"|definitely|perfect|gladly)( please| ok| okay| sure| of course| lets do that| thats fine| thats ok| fine with me"
    r"| thank you| thanks)*$",
    r"^(of course|with pleasure|sounds good|go ahead|please do|why not( \?)?|happy to|works for me|fine by me"
    r"|fine with me)$",
    r"^(thats|that is|that would be) (fine|ok|okay|good|great|perfect)( with me| for me)?$",
    r"^(i agree|id like that|i would like that|lets do (that|it|this)|yes i (do|agree|would))$",
    r"^(no problem|no worries|not a problem|i dont mind|dont mind if i do)$",
    r"^(ja|jo|jup|jawohl|klar|na klar|gerne?|sehr gerne?|einverstanden|okay|passt|in ordnung|natur?lich"
    r"|selbstverstandlich"
    r"|machen wir|gute idee)( ja| bitte| gerne?| danke| passt| klar| sehr gerne)*$",
    r"^(kein problem|warum nicht( \?)?|von mir aus|das passt|das ist (ok|okay|in ordnung|gut))$",
    r"^(si|claro|vale|bueno|perfecto|por supuesto|de acuerdo|desde luego|genial|okey|venga)( si| claro| vale| por favor"
    r"| gracias| que si| de acuerdo)*$",
    r"^(por que no( \?)?|no hay problema|sin problema|me parece bien|esta bien|con gusto|no me importa)$",
)
_COURTESY: Final = _any(
    r"^(hi|hello|hey|dear all|please|thanks?|thank you)( you| a lot| so much| very much| again| there| team"
    r"| for (asking"
    r"|answering|replying|your (help|reply|answer|offer)|the (help|reply|offer)|getting back( to me)?))*$",
    r"^(hallo|guten (tag|morgen|abend)|moin|danke|vielen dank|danke (schon|sehr)|dankeschon"
    r"|bitte)( fur die (hilfe|antwort))?$",
    r"^(hola|buenos dias|buenas( tardes| noches)?|gracias|muchas gracias|por favor)( por (responder|la ayuda"
    r"|contestar))?$",
)
_REACH: Final = r"(dm|pm|message|msg|text|inbox|contact|write( to)?|reach( out to)?|call|e ?mail)"
_INVITES: Final = _any(
    # "dm me", "please message me privately", "could you write to me", "feel free to contact me"
    r"^(so |then |and |yes |ok |okay |sure |fine |please |just |kindly |do )*" + _REACH + r" me\b",
    r"\b(you can|you may|can you|could you|would you|please|feel free to|go ahead and|dont hesitate to"
    r"|do not hesitate to)"
    r" (please |just |kindly |also )?" + _REACH + r" me\b",
    # "i'll send you a dm", "i have just messaged you", "sending you a private message now"
    r"\bi(ll| will| can| have| ve|ve| am| m|m)?( just| now| happily| gladly| also)* (send|sent|sending|write"
    r"|written|writing"
    r"|drop|dropped|dropping|shoot|shot) (you )?(a |an |the )?(dm|pm|private message|direct message"
    r"|message privately)\b",
    r"\bi(ll| will| can| have| ve|ve| am| m|m)( just| now| happily| gladly| also)* (dm|dmd|dmed|dming|pm|message"
    r"|messaged"
    r"|messaging) you\b",
    r"^(dm|pm|private message|direct message) (sent|is fine|is ok|is okay|works|is good|would be (good|great|fine))\b",
    r"^(sending|sent) (you )?(a )?(dm|pm|private message|direct message)\b",
    # "let's take this to a private chat", "happy to talk in private"
    r"\b(lets|let us|we can|we could|happy to|glad to|prefer to|rather|id like to|i would like to|i want to"
    r"|can we|could we)"
    r" (please )?(take|move|talk|speak|chat|discuss|continue|do|go|sort|settle|handle)( [a-z]+){0,4} (in private"
    r"|privately"
    r"|offline|via dm|by dm|in (the )?dms?|to (the )?dms?|by private message|via private message|to private)\b",
    r"\b(i dont mind|fine with|ok with|okay with|happy with|no problem with) (a |the )?(dm|dms|pm"
    r"|private (message|chat|talk))\b",
    # Deutsch
    r"\b(schreib(en|t)?|kontaktier(en|t)?|melde?n?|ruf(en|t)?)( sie| ihr| euch| sich)? (mir|mich|bei mir)( bitte"
    r"| doch| gerne?)*"
    r"( eine| per| als| via)? ?(dm|pn|privatnachricht|direktnachricht|privat|direkt|nachricht|e ?mail)\b",
    r"\bich (schreibe?|schicke?|sende)( ihnen| euch| dir)?( gerne?| gleich| jetzt| dann| sofort)*( eine| per| als"
    r"| via)? ?(dm|pn"
    r"|privatnachricht|direktnachricht|privat|direkt|private nachricht)\b",
    r"\b(gerne?|lieber|bitte|konnen wir( das)?|lass(t|en)?( sie)? uns( das)?) ?(auch |gerne? )?(per (dm|pn"
    r"|privatnachricht"
    r"|direktnachricht)|privat|unter vier augen)\b",
    r"^(dm|pn|privatnachricht|nachricht) (ist raus|geschickt|gesendet|ist unterwegs|passt|ist ok|ist okay)$",
    # Espanol
    r"^(si |claro |vale |por favor )*(escribeme|escribame|escribanme|contactame|contacteme|contactenme|mandame"
    r"|mandeme|mandenme"
    r"|enviame|envieme|envienme)( por favor| un| por| en| al)* ?(dm|md|mp|privado|mensaje|mensaje (privado"
    r"|directo))?( por favor)?$",
    r"\b(puedes|pueden|puede|podeis) (escribirme|contactarme|mandarme|enviarme)( un| por| en| al)* ?(dm|md|mp"
    r"|privado|mensaje"
    r"|mensaje (privado|directo))?\b",
    r"\b(os|les|te|le) (escribo|mando|envio|he (escrito|mandado|enviado)|escribire|mandare|enviare)( ya"
    r"| ahora)?( un| por| en)*"
    r" ?(dm|md|mp|privado|mensaje (privado|directo))\b",
    r"\b(hablemos|lo hablamos|podemos hablar(lo)?|prefiero( hablarlo)?|mejor)( [a-z]+){0,2} (en privado"
    r"|por privado|por dm|por md"
    r"|por mensaje privado)\b",
)  # fmt: skip
# Words before an inviting phrase that turn it into a tale, a condition or a reproach.
_TALE: Final = _any(
    r"\b(if|when|why|until|unless|nobody|no one|noone|never|said|told|promised|asked|asks|claimed|wanted|supposed"
    r"|refused"
    r"|did you|didnt|you didnt|have not|havent|hasnt|has not|wont|will not|cant|cannot|already|again|instead of"
    r"|they)\b",
    r"\b(wenn|falls|warum|wieso|niemand|keiner|nie|gesagt|versprochen|sollte|wollten|schon|bereits|wieder|statt)\b",
    r"\b(cuando|nadie|nunca|jamas|dijeron|dijisteis|prometieron|otra vez|en vez de|porque|hace)\b",
)
_PUBLIC_PLACE: Final = (
    r"(here|in public|publicly|out in the open|in the open|hier|offentlich|aqui|en publico|publicamente)"
)
_HAS_PUBLIC_PLACE: Final = _any(rf"\b{_PUBLIC_PLACE}\b")
_STAYS_PUBLIC: Final = _any(
    r"^(please |lets )?(keep|leave|stay|remain)( it| this| that| everything)? public( please)?$",
    rf"\b(answer|reply|respond|tell|say|explain|write|discuss|talk|keep|leave|stay|remain|sort"
    rf"|do)( [a-z]+){{0,4}} {_PUBLIC_PLACE}"
    r"( please| then| for all to see)?$",
    rf"\b(rather|prefer|prefer to|better|only) {_PUBLIC_PLACE}( please)?$",
    rf"^(but |then |and )?(right )?{_PUBLIC_PLACE}( and)? (please|bitte|por favor|only)$",
    rf"\b(antworte|antworten|antwortet|schreib|schreiben|erklar|erklaren|klar|klaren|bleib|bleiben"
    rf"|bleibe)( [a-z]+){{0,4}} {_PUBLIC_PLACE}"
    r"( bitte)?$",
    rf"\b(lieber|nur|bitte) {_PUBLIC_PLACE}$",
    rf"\b(responde|responda|respondan|respondedme|respondeme|respondame|respondanme|contesta|conteste|contesten"
    rf"|contesteme|contestame|digame|diganme"
    rf"|hablemos|prefiero|mejor|solo)( [a-z]+){{0,4}} {_PUBLIC_PLACE}( por favor)?$",
)  # fmt: skip
_PRIVATE_WAY: Final = (
    r"(dm|dms|pm|pms|private|privately|private (message|messages|chat|talk)|offline|inbox|direct messages?|pn"
    r"|privat|privatnachrichten?"
    r"|direktnachrichten?|nachrichten?|privado|mensajes?|md|mp)"
)
_REFUSES: Final = _any(
    rf"\b(do not|dont|not going to|wont|will not|refuse to|rather not|prefer not to|no need to|not comfortable"
    rf"|not interested in|im not)"
    rf"( want| wish| like| go| going| take| talk| discuss| do| use| chat| send| write| move| to| this| it| that"
    rf"| a| any| you| in| into| via| by| with| over| share| anything| slide)* {_PRIVATE_WAY}$",
    r"\b(do not|dont|stop|please stop|quit) (please )?(dm|dming|pm|message|messaging|contact|contacting|write"
    r"|writing|text|texting|call|calling)( to)? me\b",
    rf"^(please )?(no|not via|not by|not in|without) {_PRIVATE_WAY}( please| thanks| thank you| for me)*$",
    r"^(id |i would )?rather not$|^(i )?prefer not to$|^no (thank you|thanks|way|chance)\b",
    rf"\b(nicht|kein|keine|keinen) (per |in |im |uber |als |auf )?{_PRIVATE_WAY}\b",
    r"\b(schreib|schreiben sie|schreibt|kontaktiere|kontaktieren sie|ruf|rufen sie)( mir| mich)( bitte)? (nicht"
    r"|keine)\b",
    r"^(lieber|bitte|mochte ich|das mochte ich|will ich)( lieber)? nicht$|^nein (danke|lieber nicht|bitte nicht"
    r"|auf keinen fall)\b"
    r"|^auf keinen fall$|^kein interesse$",
    rf"\b(no quiero|prefiero no|no voy a|no pienso)( hablar(lo)?| escribir| ir| por| en| al| un| los| mas"
    rf"| nada)* {_PRIVATE_WAY}\b",
    r"\bno me (escriba|escriban|escribas|escribais|contacte|contacten|contactes|mande|manden|mandes)\b",
    rf"^(prefiero que no|prefiero no|mejor no|no quiero|de ninguna manera|nada de {_PRIVATE_WAY})$|^no gracias\b",
)  # fmt: skip
_PLAINLY_NO: Final = _any(r"^(no|nope|nah|nein|no no|nein nein|ne|noe|not really)( please| bitte| por favor)?$")
_WITHDRAWS: Final = _any(
    r"\b(stop|quit) (messaging|dming|writing|contacting|texting|calling)( to)? me\b|\bleave me alone\b"
    r"|\bwithdraw (my )?consent\b",
    r"\b(do not|dont|never) (message|dm|write|contact|text|call)( to)? me (again|any ?more|any longer|ever)\b",
    r"\bno more (private )?(messages|dms)\b",
    r"\b(rather|prefer to|want to|lets) (go|move|take (it|this)|get|continue)( this| it)? back (to|in) (the )?public\b",
    r"\blass(en sie|t)? mich in ruhe\b|\b(schreib|schreiben sie|schreibt) mir nicht mehr\b"
    r"|\bkeine (privat)?nachrichten mehr\b",
    r"\bwiderrufe (hiermit )?(meine )?(einwilligung|zustimmung)\b|\bzuruck ins offentliche\b",
    r"\bno me (escriba|escriban|escribas|escribais|contacte|contacten|contactes) mas\b|\bdeje?n?me en paz\b"
    r"|\bdejadme en paz\b",
    r"\b(retiro|revoco) mi consentimiento\b|\bno mas mensajes\b|\bvolvamos a lo publico\b",
)  # fmt: skip


def answer_in(text: str) -> Answer:
    """What these words answer to an invitation to talk in private. Refusing outweighs agreeing."""
    pieces = clauses(text)
    if any(_refuses(piece) for piece in pieces):
        return Answer.NO
    plain_no = any(_PLAINLY_NO.search(piece) for piece in pieces)
    if any(_invites(piece) for piece in pieces):
        return Answer.UNCLEAR if plain_no else Answer.YES
    if plain_no:
        return Answer.PLAIN_NO
    telling = [piece for piece in pieces if not _COURTESY.search(piece)]
    agreed = bool(telling) and all(_AFFIRM.search(piece) for piece in telling)
    return Answer.PLAIN_YES if agreed else Answer.UNCLEAR


def withdraws(text: str) -> bool:
    """Whether these words end a private talk that was agreed to before; a plain "no" there answers something else."""
    return any(_WITHDRAWS.search(piece) and not piece.endswith("?") for piece in clauses(text))


def _refuses(piece: str) -> bool:
    if _WITHDRAWS.search(piece):
        return not piece.endswith("?")
    if _REFUSES.search(piece):
        # "I don't want to discuss this in public" refuses the lobby, not the parlour.
        return not _HAS_PUBLIC_PLACE.search(piece)
    return bool(_STAYS_PUBLIC.search(piece)) and not _NEGATED.search(piece)


_NEGATED: Final = _any(r"\b(not|dont|cant|cannot|wont|never|nicht|kein|keine|no|nunca)\b")


def _invites(piece: str) -> bool:
    found = _INVITES.search(piece)
    return found is not None and not _TALE.search(piece) and not _HAS_PUBLIC_PLACE.search(piece)
