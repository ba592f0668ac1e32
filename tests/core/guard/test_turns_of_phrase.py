"""Turns of phrase that differ by a word or two: what is held, and the near-misses that are not."""

import pytest

from parlour.core.guard import judge
from tests.core.guard.desk import BARE, KNOWLEDGE, payload

HELD = (
    ("house.secret_kept", "Dein Vermieter weiß von der Katze nach wie vor nichts."),
    ("house.secret_kept", "A tus padres no les contamos ni media palabra."),
    ("house.secret_kept", "On n'a rien dit à ta mère, promis."),
    ("house.private_life", "Unsere Kollegin hatte gestern einen Zusammenbruch."),
    ("house.private_life", "Sophie vient de se faire opérer, d'où le retard."),
    ("house.internal", "Wir melden uns. (Leute, der schon wieder, bitte nichts zusagen)"),
    ("house.internal", "[acortar antes de publicar] Sentimos la espera."),
    ("money.owed", "Dein Abo ruht, weil du seit März nicht gezahlt hast."),
    ("money.owed", "Tu cuenta está en números rojos."),
    ("kindness.gag", "Laut AGB kostet jede schlechte Bewertung 200 Euro."),
    ("kindness.dismissal", "Davon geht die Welt nicht unter."),
    ("kindness.dismissal", "Nadie se ha muerto por esperar un ratito."),
    ("kindness.arguing", "Falsch, das Paket lag pünktlich im Fach."),
    ("kindness.arguing", "Vous vous trompez, on était ouverts."),
    ("kindness.blame", "Vermutlich haben Sie den Stecker nicht richtig reingesteckt."),
    ("kindness.blame", "Chez les autres clients, ça marche très bien."),
    ("kindness.doubt", "Komisch, sonst hat das niemand bemerkt."),
    ("voice.false_customer", "Ich arbeite nicht dort, aber die sind wirklich die Besten."),
    ("asking.directly", "Sagst uns bitte schnell dein Geburtsdatum?"),
)

PASSED = (
    ("house.secret_kept", "Unser Chef wusste davon leider nichts."),
    ("house.secret_kept", "Su familia se merecía unas vacaciones mejores."),
    ("house.secret_kept", "Personne ne vous demande votre nom ici."),
    ("house.private_life", "Unsere Kollegin hat gerade Feierabend gemacht."),
    ("house.private_life", "Sophie vous appelle aujourd'hui."),
    ("house.internal", "Danke für Ihre Geduld. (Achtung: die Linie 4 fährt heute anders.)"),
    ("house.internal", "[Actualización] Ya funciona."),
    ("money.owed", "Eine Antwort sind wir Ihnen noch schuldig."),
    ("money.owed", "La deuda es nuestra: le debemos una respuesta."),
    ("kindness.gag", "Laut AGB kostet die Umbuchung nichts."),
    ("kindness.dismissal", "Zwei Tage ohne Netz muss niemand aushalten."),
    ("kindness.dismissal", "Salga cuando quiera, le avisamos al móvil."),
    ("kindness.arguing", "Falsch verbunden? Versuchen Sie die Durchwahl."),
    ("kindness.arguing", "On s'est trompés."),
    ("kindness.blame", "Vermutlich war der Stecker ab Werk locker."),
    ("kindness.blame", "Si la porte ne s'ouvre pas, poussez fort."),
    ("kindness.doubt", "Sind Sie sicher angekommen?"),
    ("voice.false_customer", "Ich arbeite noch nicht lange dort, frage aber nach."),
    ("asking.directly", "Welche Nummer hat der Bus, in dem es so heiß war?"),
)


def _rules(draft: str) -> set[str]:
    return {finding.rule for finding in judge(payload(draft), BARE, KNOWLEDGE).findings}


@pytest.mark.parametrize(("rule", "draft"), HELD)
def test_turn_of_phrase_is_held(rule: str, draft: str) -> None:
    assert rule in _rules(draft)


@pytest.mark.parametrize(("rule", "draft"), PASSED)
def test_near_miss_is_not(rule: str, draft: str) -> None:
    assert rule not in _rules(draft)
