"""The words with which people agree to a private talk or ask for one; in English, German and Spanish.

Every pattern is a whole clause: closed words before an inviting phrase, the phrase, closed words after it. "Call me" is
one, "call me old-fashioned" is none.
"""

from typing import Final

import re2

from parlour.core.moves.phrases import phrase, whole

AFFIRMS: Final = whole(
    r"(oh |ah |well |ok |okay )?(yes|yep|yeah|yup|sure|ok|okay|alright|all right|fine|agreed|deal|absolutely|certainly"
    r"|definitely|gladly)( please| yes| ok| okay| sure| of course| lets do that| thats fine| thats ok| fine with me"
    r"| with pleasure| thank you| thanks)*",
    r"(yes |ok |sure )?(of course|with pleasure|sounds good|go ahead|please do|why not|happy to|works for me|fine by me"
    r"|fine with me|yes)( please| thanks| thank you)*",
    r"(thats|that is|that would be|that sounds|thatd be|sounds) (fine|ok|okay|good|great|perfect|lovely)"
    r"( with me| by me| for me| to me| thanks| thank you)*",
    r"i agree|(id|i would) (like|love) that|lets do (that|it|this)|yes i (do|agree|would|will)",
    r"no problem|no worries|not a problem|i dont mind|dont mind if i do",
    r"(ja|jo|jup|jawohl|klar|na klar|gerne?|sehr gerne?|einverstanden|okay|passt|in ordnung|natur?lich|naturlich"
    r"|selbstverstandlich|machen wir|gute idee)( bitte| gerne?| danke| passt| klar| sehr gerne?| naturlich"
    r"| einverstanden)*",
    r"kein problem|warum nicht|von mir aus( gerne?)?|das passt|das ist (ok|okay|in ordnung|gut)"
    r"|das ware (gut|schon|super|toll|nett)|einverstanden",
    r"(si|claro|vale|bueno|por supuesto|de acuerdo|desde luego|okey|venga)( si| vale| por favor| gracias| que si"
    r"| de acuerdo| con gusto| encantad[oa])*",
    r"por que no|no hay problema|sin problema|me parece (bien|perfecto)|esta bien|con (mucho )?gusto|no me importa",
)
# What goes with a yes and is none: "Perfect." alone may as well be bitter.
COURTESY: Final = whole(
    r"(hi|hello|hey|sorry|dear all|please|thanks?|thank you|perfect|great|excellent|wonderful|lovely)( you| a lot| so"
    r" much"
    r"| very much| again| there| team| all| please| thanks| thank you| for (asking|answering|replying|getting back( to"
    r" me)?|your (kind |quick )?(help|reply|answer|offer)|the (kind |quick )?(help|reply|offer|answer)))*",
    r"(hallo|entschuldigung|leider|guten (tag|morgen|abend)|moin|danke|vielen dank|danke (schon|sehr)|dankeschon|bitte"
    r"|super|prima|perfekt)"
    r"( danke| fur (die|das|ihr|ihre|eure) (schnelle |nette )?(hilfe|antwort|angebot|ruckmeldung))*",
    r"(hola|lo siento|perdon|buenos dias|buenas( tardes| noches)?|gracias|muchas gracias|por favor|perfecto|genial)("
    r" gracias| por (responder|la ayuda|contestar|la respuesta|su ayuda|su respuesta))*",
)

_OF_WHAT: Final = (
    r"( (this|it|that|about|the|my|matter|things?|over|with|you|someone|somebody|further|more|all|out|rest|details"
    r"|issue|case|problem|on|us|order|bill|me|a|real|person|human))"
)
_WAY: Final = (
    r"(dms?|pms?|private (message|chat|talk|conversation)|direct message|private messages|direct messages|inbox|e ?mail"
    r"|messages?)"
)
_BEFORE: Final = (
    r"so|then|and|but|yes|yeah|yep|ok|okay|alright|all right|sure|fine|please|pls|just|kindly|well|great|perfect|thanks"
    r"|thank you|hi|hello|hey|oh|ah|absolutely|of course|instead|no problem|no worries|gladly|also|either|either way"
    r"|feel free to|go ahead and|dont hesitate to|do not hesitate to|(you|u) (can|may)|(can|could|would|will) (you|u)"
    r"|i (would|d) (like|love) you to|id (like|love) you to|i want you to|why dont you"
)
_AFTER: Final = (
    r"please|pls|thanks|thank you|now|today|tonight|tomorrow|anytime|any time|asap|soon|back|then|instead|ok|okay|first"
    r"|(when|when ?ever) you (can|like|want|are free|have (the )?(a )?(time|moment|minute|chance))"
    r"|if (you (like|want|prefer|wish|can|may|need( more( details| info| information)?)?)|thats (ok|easier)|possible)"
    r"|privately|private|directly|direct|in private|here in private|a (dm|pm)|at your convenience"
    rf"|(in|via|by|on|through|over|with|per)( a| the| my| your)? {_WAY}"
    r"|about (it|this|that|my [a-z]+)|with (the |more |any )?(details|information|info|instructions|next steps)"
    r"|for (the |more |any |further )?(details|information|info)"
    r"|(so|so that|and then|then) (we|you|i) can (talk|speak|chat|discuss|sort|settle|solve|fix|explain|give|send|share"
    r"|look)"
    rf"{_OF_WHAT}{{0,4}}|and (we can|well|ill|i will|i can) (talk|speak|explain|give|send|share|discuss"
    rf"|sort){_OF_WHAT}{{0,4}}|to (talk|speak|discuss|sort|settle|solve|continue){_OF_WHAT}{{0,4}}"
)
_REACH: Final = r"(dm|pm|message|msg|text|inbox|contact|write( to)?|reach( out to)?|call|ring|e ?mail)"
_SELF: Final = (
    r"(i|ill|i will|i can|i could|i have|ive|i am|im|well|we will)( have| just| now| happily| gladly| also| then| be)*"
)
ENGLISH: Final = phrase(
    rf"(do )?{_REACH} me",
    r"(send|drop|shoot|leave) me (a|an|your) (dm|pm|private message|direct message|private chat)",
    rf"{_SELF} (send|sent|sending|write|written|writing|drop|dropped|dropping|shoot|shot) (you )?(a |an |the )?"
    r"(dm|pm|private message|direct message|message privately)",
    rf"{_SELF} (dm|dmd|dmed|dming|pm|message|messaged|messaging) you",
    r"(dm|pm|private message|direct message) (sent|is fine|is ok|is okay|works|is good|would be (good|great|fine))"
    r"( for me| with me| by me)?",
    r"(sending|sent) (you )?(a )?(dm|pm|private message|direct message)",
    r"((lets|let us|we can|we could|can we|could we|may we|shall we)|(i am |im |id be |i would be )?(happy|glad) to"
    r"|(id|i would|i|we|wed) (rather|prefer to|like to|love to|want to)|rather|prefer to)( please)?"
    rf" (take|move|talk|speak|chat|discuss|continue|do|go|sort|settle|handle){_OF_WHAT}{{0,4}}"
    r" (in private|privately|offline|(via|by|over) (dm|pm)|in (the )?dms?|to (the |your |my )?(dms?|pms?)|by private"
    r" message|via private message|to (a )?private( chat| message| room| talk)?|in (a|your|the) private"
    r" (chat|room|talk))",
    r"(i dont mind|im fine with|i am fine with|fine with|ok with|okay with|im ok with|i am ok with|happy with"
    r"|no problem with) (a |the )?(dm|dms|pm|private (message|chat|talk|room))",
    before=_BEFORE,
    after=_AFTER,
)
_DE_WAY: Final = r"(dm|pn|privatnachricht|direktnachricht|private nachricht|nachricht|privat|direkt|e ?mail)"
GERMAN: Final = phrase(
    r"(schreib(en|t|e)?|kontaktier(en|t|e)?|meld(en|et|e)?|schick(en|t|e)?|send(en|et|e)?|ruf(en|t|e)?)( sie| ihr| euch"
    rf"| sich| dich)? (mir|mich|bei mir)( bitte| doch| gerne?| einfach| jetzt| dann)*( eine| per| als| via)?"
    rf" ?{_DE_WAY}",
    rf"(mir|mich)( bitte| doch| gerne?| auch| einfach)*( eine| per| als| via)? {_DE_WAY}( schreiben| schicken| senden"
    r"| kontaktieren)",
    rf"ich (schreibe?|schicke?|sende)( ihnen| euch| dir)?( gerne?| gleich| jetzt| dann| sofort)*( eine| per| als| via)?"
    rf" ?{_DE_WAY}",
    rf"ich (habe|hab) (ihnen|euch|dir)( gerade| eben| jetzt)?( eine| per)? ?{_DE_WAY} (geschrieben|geschickt|gesendet)",
    r"(gerne?|lieber|bitte|(konnen|konnten|sollen|wollen) wir( das)?|wir (konnen|konnten)( das)?|lasst? uns( das)?"
    r"|lassen sie uns( das)?|ich (mochte|wurde)( das)?) ?((auch|gerne?|lieber|bitte) )*(per (dm|pn|privatnachricht"
    r"|direktnachricht)|privat|unter vier augen)( klaren| besprechen| bereden| reden| sprechen| schreiben| weitermachen"
    r"| weiterreden)?",
    r"(dm|pn|privatnachricht|nachricht) (ist raus|geschickt|gesendet|ist unterwegs|passt|ist ok|ist okay)",
    before=r"ja|jo|ok|okay|gut|gerne?|bitte|dann|also|klar|kein problem|danke|vielen dank|einfach|doch|hallo|lieber"
    r"|(sie|ihr|du) (konnen|konnt|kannst|durfen|durft|darfst)|(konnen|konnten|wurden) sie|(konnt|konntet|wurdet) ihr"
    r"|(kannst|konntest|wurdest) du",
    after=r"bitte|danke|gerne?|jetzt|gleich|dann|sofort|heute|morgen|zuruck|in ordnung|dazu|deswegen"
    r"|wenn (moglich|es geht|(sie|ihr) (mogen|mogt|wollen|wollt|konnen|konnt)|du (magst|willst|kannst))"
    r"|sobald (sie konnen|ihr konnt|du kannst|es geht)",
)
_ES_WAY: Final = r"(dm|md|mp|privado|mensaje( privado| directo)?)"
SPANISH: Final = phrase(
    r"(escribeme|escribame|escribanme|escribidme|contactame|contacteme|contactenme|mandame|mandeme|mandenme|enviame"
    rf"|envieme|envienme)( por favor| un| por| en| al)*( {_ES_WAY})?",
    r"(me )?(puedes|pueden|puede|podeis|podrias|podria|podrian) (escribirme|contactarme|mandarme|enviarme|escribir"
    rf"|contactar)( un| por| en| al)*( {_ES_WAY})?",
    r"(os|les|te|le) (escribo|mando|envio|he (escrito|mandado|enviado)|escribire|mandare|enviare)( ya| ahora)?"
    rf"( un| por| en)* {_ES_WAY}",
    r"(hablemos(lo)?|lo hablamos|podemos hablar(lo)?|prefiero( hablarlo| hablar)?|mejor)"
    r"( (de|esto|eso|ello|el|del|la|tema|asunto|mejor|con|ustedes|vosotros|lo)){0,4}"
    r" (en privado|por privado|por dm|por md|por mensaje privado)",
    before=r"si|claro|vale|ok|okey|bueno|por favor|pues|entonces|hola|gracias|de acuerdo|sin problema|mejor|con gusto",
    after=r"por favor|gracias|ya|ahora|hoy|manana|cuando (puedas|pueda|puedan|quieras|quiera|quieran)"
    r"|si (quieres|quiere|quieren|puedes|puede|pueden|le parece|os parece|les parece)",
)

# A question invites only where it asks something of us.
ASKS_US: Final = re2.compile(
    r"\b((can|could|would|will) (you|u)|please|(can|could|may|shall) we|why not|konn(en|t|ten|tet) (sie|ihr|wir)"
    r"|kann?st du|konntest du|wurde(n|t) (sie|ihr)|bitte|puede[ns]?|podria[ns]?|podeis|podemos|por favor)\b"
)
# A clause of her own that may stand beside the inviting one: it speaks of herself, not of others.
ABOUT_ME: Final = re2.compile(
    r"^(and |so |but |because |da |weil |denn |y |que )*(i|im|ive|ill|id|we|weve|my|its|it is|this is|theres"
    r"|ich|wir|mein|meine|meinen|es geht|yo|nosotros|mi|es (sobre|por)|se trata|tengo|necesito|no quiero|he)\b"
)
TELLS: Final = re2.compile(
    r"\b(said|says|say|saying|wrote|writes|write|told|tells|tell|replied|replies|asked|asks|ask|keeps?|claims?|claimed"
    r"|quoted?|reads|heard|goes|nobody|no one|noone|never|if|when|unless|you|your|they|he|she|dare"
    r"|sagt|sagte|sagten|schrieb|schreibt|meint|meinte|fragt|fragte|gesagt|geschrieben|niemand|nie|wenn|falls|ihr|sie"
    r"|er|dice|dicen|dijo|dijeron|escribio|escribe|pregunto|nadie|nunca|si|cuando|usted|ustedes|ellos|ella|el)\b"
)
MOCKS: Final = re2.compile(
    r"^(as if|yeah right|as if .*|whatever|not|kidding|dream on|good one|nice try|very funny|in your dreams|ridiculous"
    r"|what a joke|never|yeah never|good luck( with that)?|you wish|sure you (will|would|do)|right|of course not)$"
    r"|\b(just (kidding|joking)|lol|lmao|rofl|(ha){2,}h?|(he){3,}|my (arse|ass)|said (nobody|no one|noone)( ever)?"
    r"|pigs (can |might |will )?fly|hell freezes|thats what (he|she|they|it|the|your|every)|they say|he says|she says"
    r"|says every\w*|another bot)\b"
    r"|^(als ob|als ob .*|von wegen|ja ja|jaja|schon klar|na klar doch|traumt weiter|sehr witzig|nicht|wers glaubt"
    r"|guter witz|dass ich nicht lache|ironie)$"
    r"|^(ja ja( ja)*|(ja){2,}|ni (hablar|en suenos|loco|loca)|no me digas|que risa|sigan sonando|muy gracioso|si"
    r" hombre)$|\b(jaja(ja)*|jeje)\b"
)
MOCKING_SIGNS: Final = frozenset("🙄😒🤡🙃😏🤣😂🤮🖕💩😤😡🤬👎🤥🤨")
# From a decline back: she comes by herself.
COMES: Final = whole(
    r"((ok|okay|hello|hi|hey|well|sorry|yes|but|then|so)( then)? )*(here i am|i am here|im here)( then| now| after all"
    r"| again)*",
    r"((ok|okay|well|yes|sorry) )*(i( have|ve)? changed my mind|lets talk|can we talk|could we talk|i (want|would"
    r" like) to talk|id like to talk)( please| now| then| after all| about (it|this)| with you)*",
    r"((ok|okay|hallo|gut|ja|also|dann) )*(da bin ich|hier bin ich)( doch| jetzt| nun| dann)*",
    r"((ok|okay|gut|ja) )*(ich (habe? es mir|hab es mir|habs mir|hab mirs) anders uberlegt|(lasst|lassen sie) uns"
    r" (doch |bitte )*reden|konnen wir (doch |bitte )*reden|ich mochte (doch |jetzt )*reden)",
    r"((ok|vale|hola|bueno|si) )*(aqui estoy|ya estoy aqui)( al final| ahora)*",
    r"((ok|vale|bueno|si) )*(he cambiado de (opinion|idea)|cambie de (opinion|idea)|hablemos|podemos hablar|quiero"
    r" hablar|me gustaria hablar)( por favor| ahora)*",
)
