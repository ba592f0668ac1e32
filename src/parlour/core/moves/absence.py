"""The words of notes that mail programs send for people who are away; in English, German, Spanish and French."""

from typing import Final

import re2

from parlour.core.text import fold

_AWAY: Final = re2.compile(
    # English
    r"(?:^|[.!\n]\s*|\b(?:i am|i'm|im|i will be|i'll be|currently|we are|presently) (?:currently |now |presently )*)"
    r"(?:out of (?:the |my )?office|away from (?:my|the) (?:desk|office|e-?mail)|on (?:annual|parental|sick|maternity"
    r"|paternity)"
    r" leave|(?:on (?:holiday|vacation|leave|a business trip)|away|absent) (?:until|till|through|from|for the|and"
    r" will))\b|\bthis is an? (?:automatic|automated|auto)[ -]?(?:reply|response|message|answer)\b"
    r"|\b(?:limited|no) access to (?:my )?e-?mails?\b"
    r"|\b(?:reply|respond|answer|get back to you|be in touch)[^.!?]{0,60}\b(?:(?:upon|on|after) my return|(?:when|once"
    r"|as soon"
    r" as) i (?:am|get|come|return|'m)\b)|\b(?:upon|on|after) my return[^.!?]{0,30}\b(?:reply|respond|answer|get"
    r" back)\b|\bno longer (?:work|works|working|employed) (?:here|at|for|with)\b"
    # Deutsch
    r"|\b(?:nicht im (?:buro|haus|dienst)|ausser haus|ausserhalb des buros)\b"
    r"|\bbin (?:ich )?(?:[\w.]+ ){0,6}(?:abwesend|im urlaub|nicht erreichbar|nicht zu erreichen|verreist)\b"
    r"|\bim urlaub bis\b|\babwesenheits(?:notiz|nachricht|meldung|assistent)\b|\bwahrend meiner abwesenheit\b"
    r"|\b(?:dies ist|das ist) eine automatische (?:antwort|nachricht|mail|e-?mail)\b"
    r"|\bautomatisch (?:erstellt|erzeugt|generiert)|\bkeinen zugriff auf meine e-?mails\b|\b(?:antwort|meld"
    r"|kummer)[^.!?]{0,60}\bnach meiner ruckkehr\b|\bnach meiner ruckkehr[^.!?]{0,40}\b(?:antwort|meld|kummer)"
    r"|\b(?:mails?|nachricht(?:en)?) (?:wird|werden) (?:[a-z]+ ){0,3}nicht (?:weitergeleitet|gelesen|bearbeitet)\b"
    # Espanol
    r"|\bfuera de (?:la |mi )?oficina\b|\b(?:estoy|estare|me encuentro|me encontrare) (?:ausente|fuera|de vacaciones"
    r"|de baja)\b"
    r"|\b(?:esta es una )?respuesta automatica\b|\b(?:respond|contest|contact)[^.!?]{0,60}\b(?:a|tras|hasta) mi"
    r" (?:regreso|vuelta|retorno)\b|\bacceso limitado a(?:l| mi) correo\b|\bya no trabajo (?:en|para|aqui)\b"
    # Francais
    r"|\b(?:je (?:suis|serai)|actuellement) (?:actuellement )?(?:absente?|en (?:conges?|vacances)|hors du bureau|en"
    r" deplacement)\b"
    r"|\b(?:absente?|hors) du bureau\b|\b(?:repond|contact|revien)[^.!?]{0,60}\b(?:a|des) mon retour\b|\bceci est une"
    r" reponse automatique\b"
    r"|\bacces limite a (?:mes|ma) (?:e-?mails?|messagerie|courriels?)\b|\bne travaille plus (?:chez|pour|ici)\b"
)
_AWAY_SUBJECT: Final = re2.compile(
    r"^(?:\[?(?:external|extern|ext)\]?:? )?\W*(?:"
    r"(?:auto(?:matic|mated)?[ -]?(?:reply|response|answer)|auto|autoreply|autoresponder|i am away|away|absent)\s*(?::"
    r"|\(|$|- )"
    r"|out of (?:the )?office(?: (?:auto ?-?reply|reply|message|notification|notice|response))?\s*(?::|\(|$|- |until\b"
    r"|till\b|from\b)|(?:on|annual|parental|maternity) (?:leave|holiday|vacation)\s*(?::|\(|$|- |until\b|till\b)"
    r"|(?:automatische (?:antwort|ruckantwort|ruckmeldung|nachricht)|abwesenheits(?:notiz|nachricht|meldung|mitteilung"
    r"|assistent)"
    r"|abwesenheit|abwesend|nicht im (?:buro|haus)|ausser haus|autoantwort|im urlaub|urlaub)\s*(?::|\(|$|- |bis\b"
    r"|vom\b)"
    r"|(?:respuesta automatica|contestacion automatica|fuera de (?:la )?oficina|aviso de ausencia|mensaje de ausencia"
    r"|ausencia|ausente|de vacaciones)\s*(?::|\(|$|- |hasta\b|del?\b)"
    r"|(?:reponse automatique|message automatique|(?:message|avis|notification) d'absence|absence(?: du bureau)?"
    r"|absente?(?: du bureau)?|hors du bureau|en conges?)\s*(?::|\(|$|- |jusqu|du\b)"
    r")"
)


def sounds_away(text: str) -> bool:
    """Whether these words are, or might be, a note that their author is away: nobody wrote them to us."""
    return bool(_AWAY.search(" ".join(fold(text).text.split(" "))))


def is_away_subject(subject: str) -> bool:
    """Whether a mail with this subject is an absence note; a person's answer to one, with "Re:" before, is none."""
    return bool(_AWAY_SUBJECT.search(" ".join(fold(subject).text.split())))
