"""The words with which people refuse a private talk or end one; in English, German and Spanish.

A refusal is the whole of its clause, with closed words before and after it. What only sounds like one (SOUNDS_LIKE)
neither refuses nor lets an act count as consent.
"""

from typing import Final

import re2

from parlour.core.moves.phrases import either, phrase, whole

_BEFORE: Final = (
    r"no|nope|yes|so|and|but|then|well|ok|okay|thanks|thank you|sorry|please|pls|just|really|again|now|for now"
    r"|hey|hi"
    r"|i repeat|seriously|honestly|i (?:have |already |just )*(?:said|say|told you)|ive (?:already |just )*(?:said"
    r"|told you)"
    r"|listen|look|would you|will you|can you|could you|you (?:can|should|must|better)|you better|i want you to|i"
    r" would like you to"
    r"|id like you to|nein|ja|aber|und|bitte|danke|doch|jetzt|endlich|also|dann|ich (?:habe |hab )?sag(?:e|te)?|nochmal"
    r"|no gracias|si|pero|y|por favor|gracias|ya|que|ahora|le pido que|les pido que|te pido que|os pido que"
)
_AFTER: Final = (
    r"please|pls|thanks|thank you|for me|at all|now|right now|ever|again|ever again|any ?more|any longer"
    r"|already|ok|okay"
    r"|for good|once and for all|and (?:leave me alone|go away|stop)|immediately|at once|about (?:it|this|that)"
    r"|everybody|everyone|all of you"
    r"|bitte|danke|endlich|jetzt|sofort|mehr|nie wieder|mehr bitte|ein fur alle mal"
    r"|por favor|gracias|mas|nunca mas|ya|ahora|nunca|de una vez"
)
PUBLIC_PLACE: Final = (
    r"(?:here|in public|publicly|out in the open|in the open|hier|offentlich|aqui|en publico|publicamente)"
)
HAS_PUBLIC_PLACE: Final = re2.compile(rf"\b{PUBLIC_PLACE}\b")
# In a private message "here" is the private place.
HERE: Final = re2.compile(r"\b(?:here|hier|aqui)\b")
NEGATED: Final = re2.compile(r"\b(?:not|dont|cant|cannot|wont|never|nicht|kein|keine|no|nunca)\b")
_WAY: Final = (
    r"(?:(?:your |a |any |the |more |this )*(?:dms?|pms?|private|privately|private (?:messages?|chats?|talks?|rooms?)"
    r"|offline"
    r"|inbox|direct messages?)|(?:eine |die |mehr )*(?:pn|privat|privatnachrichten?|direktnachrichten?|privaten?"
    r" nachrichten?|nachrichten?)|(?:un |mas |ningun )*(?:privado|mensajes?(?: privados?| directos?)?|md|mp|dm))"
)
_NOT_TO: Final = (
    r"(?:i |we |id |ill |im |i am |we are )*(?:do not|dont|not going to|wont|will not|would not|wouldnt|refuse to"
    r"|rather not|prefer not to|no need to|not comfortable|not interested in|dont need|not)"
    r"(?: want| wish| like| need| go| going| take| talk| talking| discuss| discussing| do| doing| use| chat| send|"
    r" sending"
    r"| write| writing| move| to| this| it| that| a| any| you| in| into| via| by| with| over| share| anything| slide|"
    r" have)*"
)
_TO_ME: Final = (
    r"(?:dm|dming|pm|message|messaging|contact|contacting|write|writing|text|texting|call|calling|ring|ringing|e ?mail"
    r"|e ?mailing|bother|bothering)(?: to)? me"
)
_LEADS: Final = (
    r"(?:(?:i|we|id|ill|i would|i want|i will|i prefer|would|like|want|prefer|to|you|lets|let us|can|could|may|please"
    r"|just|then|so"
    r"|and|but|yes|ok|okay|why|not|im|i am|its|it is|happy|better|rather|only|also|thanks|ich|wir|will|mochte|mochten"
    r"|wurde|das"
    r"|konnen|konnt|kannst|sie|ihr|du|doch|und|aber|ja|bitte|lieber|warum|que|me|si|pero|y|yo|pues|por favor|prefiero"
    r"|quiero|quisiera) )*"
)
STAYS_PUBLIC: Final = whole(
    r"(?:please |lets )?(?:keep|leave|stay|remain)(?: it| this| that| everything)? public(?: please)?",
    rf"{_LEADS}(?:answer|reply|respond|tell|say|explain|write|discuss|talk|keep|leave|stay|remain|sort|do)(?:"
    rf" [a-z]+){{0,4}} {PUBLIC_PLACE}(?: please| then| for all to see)?",
    rf"{_LEADS}(?:rather|prefer|prefer to|better|only) (?:stay )?{PUBLIC_PLACE}(?: please)?",
    rf"(?:but |then |and )?(?:right )?{PUBLIC_PLACE}(?: and)? (?:please|bitte|por favor|only)",
    rf"{_LEADS}(?:antworte|antworten|antwortet|schreib|schreiben|erklar|erklaren|klar|klaren|bleib|bleiben|bleibe)"
    rf"(?: [a-z]+){{0,4}} {PUBLIC_PLACE}(?: bitte)?",
    rf"{_LEADS}(?:lieber|nur|bitte) {PUBLIC_PLACE}",
    rf"{_LEADS}(?:responde|responda|respondan|respondedme|respondeme|respondame|respondanme|contesta|conteste|contesten"
    rf"|contesteme|contestame|digame|diganme|hablemos|prefiero|mejor|solo)(?: [a-z]+){{0,4}} {PUBLIC_PLACE}(?: por"
    rf" favor)?",
)
_ENDS: Final = either(
    r"(?:please )?(?:stop|quit) (?:messaging|dming|writing|contacting|texting|calling|bothering|harassing)(?: to)?"
    r" me(?: here)?",
    r"(?:just )?leave me (?:alone|in peace|be)|(?:i |i hereby |hereby )*(?:withdraw|revoke|take back)(?: my)?"
    r" consent(?: to this(?: talk| chat)?)?",
    r"(?:do not|dont|never) (?:ever )?(?:message|dm|write|contact|text|call|e ?mail)(?: to)? me"
    r" (?:again|any ?more|any longer|ever|ever again)",
    r"no more (?:private )?(?:messages|dms)(?: from you)?",
    r"(?:id |i would |i |we |please )*(?:rather|prefer to|want to|would like to|like to|lets) (?:go|move|take (?:it"
    r"|this)|get|continue)(?: this| it)? back (?:to|in) (?:the )?public(?: thread)?",
    r"lass(?:en sie|t)? mich in ruhe|(?:schreib|schreiben sie|schreibt|kontaktieren sie|kontaktiere|kontaktiert)"
    r" (?:mir|mich)(?: bitte)? nicht mehr|keine (?:privat|direkt)?nachrichten mehr|horen sie auf mir zu schreiben",
    r"(?:hiermit )?(?:ich )?widerrufe (?:ich )?(?:hiermit )?(?:meine )?(?:einwilligung|zustimmung)"
    r"|(?:bitte )?zuruck ins offentliche",
    r"no me (?:escriba|escriban|escribas|escribais|contacte|contacten|contactes) (?:nunca )?mas|dejen?me en paz"
    r"|dejeme en paz|dejame en paz|dejadme en paz",
    r"(?:yo )?(?:retiro|revoco) mi consentimiento(?: para esto)?|(?:no|no quiero) mas mensajes|volvamos a lo publico",
    r"(?:i (?:have )?changed my mind )?(?:no more|i (?:do not|dont|no longer) want(?: to)?(?: have| go on| talk| chat|"
    r" write)*"
    r"(?: with you| this| a| any| any more)*) (?:in private|private (?:talks?|chats?|messages?|conversation))(?: any"
    r" ?more)?",
    r"(?:hort auf|horen sie auf) (?:damit )?(?:mir|mich) (?:zu schreiben|anzuschreiben|zu kontaktieren)"
    r"|ich (?:ziehe|nehme) (?:hiermit )?(?:meine )?(?:einwilligung|zustimmung) zuruck"
    r"|ich (?:mochte|will) (?:das )?nicht (?:mehr|langer|weiter) privat (?:reden|schreiben|sprechen)",
    r"(?:dejen?|dejad|deje|deja) de (?:escribirme|contactarme|mandarme mensajes)"
    r"|ya no quiero (?:hablar|escribir|seguir)(?: hablando)? (?:en|por) privado",
)
_SAYS_NO: Final = either(
    rf"{_NOT_TO} {_WAY}",
    rf"(?:please )?(?:do not|dont|stop|please stop|quit) (?:please )?{_TO_ME}",
    rf"(?:no|not via|not by|not in|not|without) {_WAY}",
    r"(?:id |i would )?rather not|(?:i |id )?prefer not to|no (?:thank you|thanks|way|chance)(?: not .*)?",
    r"(?:i (?:already |have already )?(?:said|told you)|i say|ive said|ive told you|(?:the|my) answer is(?: still)?"
    r"|its)"
    r" (?:a )?no",
    r"(?:das )?(?:mochte|will|wollen|mag|brauche|wunsche)? ?(?:ich |wir )?(?:das )?(?:nicht|kein|keine|keinen)"
    rf" (?:per |in |im |uber |als |auf )?{_WAY}(?: reden| schreiben| besprechen| klaren)?",
    rf"ich (?:mochte|will|mag|brauche|wunsche) (?:das )?(?:nicht|kein|keine|keinen) (?:per |als |uber )?{_WAY}"
    r"(?: reden| schreiben| besprechen| klaren)?",
    r"(?:schreib|schreiben sie|schreibt|kontaktiere|kontaktieren sie|kontaktiert|ruf|rufen sie)(?: mir| mich)(?:"
    r" bitte)?"
    rf" (?:nicht|keine(?: {_WAY})?)(?: an)?",
    r"(?:lieber|bitte|mochte ich|das mochte ich|das will ich|will ich)(?: lieber)? nicht|nein (?:danke|lieber nicht"
    r"|bitte nicht|auf keinen fall)|auf keinen fall|kein interesse|ich hab(?:e)? (?:doch |schon |bereits )*nein gesagt",
    rf"(?:no quiero|prefiero no|no voy a|no pienso)(?: hablar(?:lo)?| escribir| ir| por| en| al| un| los| mas| nada)*"
    rf" {_WAY}",
    r"no me (?:escriba|escriban|escribas|escribais|contacte|contacten|contactes|mande|manden|mandes)(?: mensajes)?",
    rf"prefiero que no|prefiero no|mejor no|no quiero|de ninguna manera|nada de {_WAY}|no gracias|(?:ya )?(?:dije|he"
    rf" dicho|te dije"
    r"|les dije|le dije) que no",
)
WITHDRAWS: Final = phrase(_ENDS, before=_BEFORE, after=_AFTER)
REFUSES: Final = phrase(_ENDS, _SAYS_NO, before=_BEFORE, after=_AFTER)
PLAINLY_NO: Final = re2.compile(
    r"^(?:oh |hm |well |ah )?(?:no|nope|nah|nein|no no|nein nein|ne|noe|not really)(?: please| bitte| por favor| sorry"
    r"| leider)*$"
)
SOUNDS_LIKE: Final = re2.compile(
    rf"(?:^|\b)(?:{_NOT_TO} {_WAY}|(?:do not|dont|stop|quit|never) {_TO_ME}|leave me (?:alone|be)|withdraw (?:my"
    rf" )?consent|rather not"
    r"|^leave it$|go away|get lost|not interested|^not (?:here|now|like this|this way)$|^forget it$|unsubscribe"
    r"|wrong (?:number|person|address|account|guy|woman|man)|not (?:your|a) (?:customer|client)|(?:keep|stop|quit)"
    r" asking|(?:said|told you) no$|^no (?:thanks|thank you|way|chance)|who gave you my"
    r"|in ruhe|lieber nicht|nein danke|kein interesse|nein gesagt|falsche (?:nummer|person|adresse)|falsch verbunden"
    r"|(?:kein|nicht (?:ihr|euer)) kunde|hau(?:t)? ab|verschwinde(?:t|n sie)?|widerrufe|horen sie auf|hort auf|lasst"
    r" das|nicht (?:mehr )?(?:schreiben|kontaktieren|anschreiben|fragen)"
    r"|en paz|mejor no|no gracias|no me interesa|(?:dije|dicho) que no$|numero equivocado|persona equivocada|se"
    r" equivoca(?:n)? de|no soy (?:su |vuestro |tu )?cliente|vayase|largo de aqui|no insista(?:n)?"
    r"|no me (?:escrib|contact|mand|molest)[a-z]*)\b"
)
ASKS_TO_STOP: Final = re2.compile(r"\b(?:please|(?:can|could|would) you|bitte|(?:konnen|konnten) sie|por favor)\b")
# Words of others, told: whoever is quoted or reported does not speak to us.
REPORTS: Final = re2.compile(
    r"\b(?:(?:my|her|his|their|the|a|mein|meine|mi|el|la|su) [a-z]+ (?:said|says|wrote|writes|told|asked|replied|keeps"
    r"|sagte|sagt|schrieb|schreibt|meinte|dijo|dice|escribio)|(?:he|she|they|who|people|somebody|someone|everyone|er"
    r"|man|ellos"
    r"|ella) (?:said|say|says|wrote|write|told|tell|sagt|sagte|dijo|dijeron)|[a-z]+ (?:said|wrote|says|writes|schrieb"
    r"|sagte|dijo|escribio))\b"
)
OWN_REPORT: Final = re2.compile(
    r"\b(?:i|ive|ich|we|yo) (?:have |already |just |really |habe |hab |schon |doch )*(?:said|say|wrote|told you|asked"
    r" you|sage|sagte|schrieb|ya dije|dije)\b"
)
