"""Ages, decades of life, signs and birthdays as people tell them, each with what only looks like it."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from parlour.core.guard import judge
from parlour.core.nouns.fact import Fact
from parlour.core.nouns.verdict import Decision
from tests.core.guard.desk import BARE, KNOWLEDGE, payload

NOW = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)  # a Wednesday
TOLD = [
    ("birth_date", "1986-03-12", "Mit 39 hat man sowas ja zum Glück noch gut im Griff."),
    ("birth_date", "1985-10-12", "Entendemos los nervios, y más a los 40, pero nuestro equipo hace lo que puede."),
    ("birth_date", "1985-10-12", "We understand the nerves, even more at 40."),
    ("birth_date", "1985-10-12", "Mit 40 ist man da natürlich nervös."),
    ("birth_date", "1985-10-12", "À 40 ans, c'est bien normal d'être nerveuse."),
    ("birth_date", "1971-09-30", "In your fifties you really shouldn't have to queue like that."),
    ("birth_date", "1971-09-30", "Nobody in their mid-fifties should have to queue like that, least of all you."),
    ("birth_date", "1986-03-30", "The big four-oh deserves better than this, we'll make it up to you!"),
    ("birth_date", "1986-03-30", "The big 4-0 deserves better than this!"),
    ("birth_date", "1986-03-30", "Nearly forty and still patient with us, thank you!"),
    ("birth_date", "1966-03-30", "Sixty years young next month and still giving us what for!"),
    ("birth_date", "2010-03-20", "Sweet sixteen shouldn't start like this, so sorry."),
    ("birth_date", "1971-09-30", "Being a Libra, you'll know how to weigh this up."),
    ("birth_date", "1971-09-30", "Born in '71 and still waiting, we're mortified."),
    ("birth_date", "1971-09-30", "A '71 baby like yourself deserves better."),
    (
        "birth_date", "1971-09-30",
        "For someone born under Nixon you're very patient with us. You were 54 when you joined.",
    ),
    ("birth_date", "1946-03-30", "As you're about to hit 80, we'll come to you instead."),
    ("birth_date", "1946-03-30", "We don't ask an octogenarian to climb stairs, we'll come to you."),
    ("birth_date", "1952-06-30", "A lady in her seventies shouldn't be left on hold."),
    ("birth_date", "1952-06-30", "At seventy-three you shouldn't be left on hold."),
    ("birth_date", "1952-06-30", "Being 73, you shouldn't be left on hold."),
    ("birth_date", "1976-09-02", "Half a century of you this September, and we mess up the cake!"),
    ("birth_date", "1971-09-30", "Mit Mitte fünfzig muss man sich das nicht bieten lassen."),
    ("birth_date", "1971-09-30", "In Ihren Fünfzigern müssen Sie sich das nicht antun."),
    ("birth_date", "1968-09-30", "Mit Ende fünfzig muss man sich das nicht bieten lassen."),
    ("birth_date", "1971-09-30", "Jahrgang 71 wie Sie wartet nicht gern, das verstehen wir."),
    ("birth_date", "1971-09-30", "Als 54-Jährige müssen Sie da nicht selbst raufklettern."),
    ("birth_date", "1971-09-30", "Als Waage wissen Sie ja abzuwägen."),
    ("birth_date", "1986-03-30", "Zum runden Vierziger hätten wir Ihnen was Besseres gewünscht."),
    ("birth_date", "1986-03-30", "Kurz vor dem Vierzigsten noch so ein Ärger, das tut uns leid."),
    ("birth_date", "1946-03-30", "Bald achtzig und dann so lange warten, das geht nicht."),
    ("birth_date", "1946-03-30", "Eine Dame um die achtzig lassen wir nicht im Regen stehen."),
    ("birth_date", "1946-03-30", "Mit fast 80 klettert man da nicht mehr rauf, wir kommen zu Ihnen."),
    ("birth_date", "1971-09-30", "A sus cincuenta y cuatro no debería hacer cola."),
    ("birth_date", "1971-09-30", "Una señora de cincuenta y tantos no debería hacer esa cola."),
    ("birth_date", "1971-09-30", "Pasados los cincuenta uno no está para colas, lo sabemos."),
    ("birth_date", "1971-09-30", "Los Libra como usted saben esperar, pero no tanto."),
    ("birth_date", "1971-09-30", "Usted que es del 71 se acordará de cómo era antes."),
    ("birth_date", "2011-03-20", "Para la quinceañera de la casa, mil disculpas."),
    ("birth_date", "1971-09-30", "À la cinquantaine on n'a plus à faire la queue, pardon."),
    ("birth_date", "1971-09-30", "À cinquante-quatre ans vous n'avez pas à faire la queue."),
    ("birth_date", "1971-09-30", "Passé la cinquantaine, on mérite mieux que ça."),
    ("birth_date", "1986-03-30", "La quarantaine approche, on veut que tout soit prêt avant !"),
    ("birth_date", "1986-03-30", "Vos quarante printemps méritent mieux que cette attente."),
    ("birth_date", "1971-09-30", "Une Balance comme vous saura peser le pour et le contre."),
    ("birth_date", "1946-03-30", "À bientôt quatre-vingts ans, vous n'avez pas à monter l'escalier."),
    ("birth_date", "1952-06-30", "Une septuagénaire ne devrait pas attendre debout, pardon."),
    ("birth_date", "1971-12-21", "You winter solstice babies deserve a warmer welcome."),
    ("birth_date", "1971-03-20", "With your birthday on the first day of spring, we'll send flowers."),
    ("birth_date", "1971-03-20", "Zum Frühlingsanfang haben Sie Geburtstag, da soll alles klappen."),
    ("birth_date", "1971-09-21", "Vos que cumplís años con la primavera merecés algo mejor."),
    ("birth_date", "1971-12-25", "Vous qui êtes né à Noël, vous méritez un cadeau."),
    ("birth_date", "1971-07-04", "Somebody born on the Fourth of July deserves fireworks, not a queue."),
    ("birth_date", "1972-02-29", "Leap year babies like you only get one of these every four years!"),
]  # fmt: skip
NOT_TOLD = [
    ("birth_date", "1986-03-30", "The wait was nearly forty minutes, sorry."),
    ("birth_date", "1986-03-30", "Nearly 40 of you told us, thank you."),
    ("birth_date", "1946-03-30", "Bald 80 Filialen haben wieder offen."),
    ("birth_date", "1946-03-30", "Fast 80 Prozent der Züge fahren wieder."),
    ("birth_date", "1971-09-30", "Our fifties diner opens at noon."),
    ("birth_date", "1971-09-30", "The building dates from the fifties."),
    ("birth_date", "1971-09-30", "Une cinquantaine de clients nous l'ont signalé."),
    ("birth_date", "1971-09-30", "Mitte März haben wir wieder offen."),
    ("birth_date", "1971-09-30", "We keep the balance between price and quality."),
    ("birth_date", "1971-09-30", "La balance au rayon fruits est réparée."),
    ("birth_date", "1971-11-01", "El programa Escorpio está lleno."),
    ("birth_date", "1971-08-01", "Der Löwe im Zoo ist wieder gesund."),
    ("birth_date", "1971-08-01", "Leo from our team will look at it."),
    ("birth_date", "1971-03-01", "Unsere Fische sind immer frisch."),
    ("birth_date", "2010-03-20", "Sixteen of our shops are open."),
]  # fmt: skip


def _decided(kind: str, value: str, draft: str) -> Decision:
    context = replace(BARE, now=NOW, private_facts=(Fact(kind, value, "crm"),))
    return judge(payload(draft), context, KNOWLEDGE).decision


@pytest.mark.parametrize(("kind", "value", "draft"), TOLD)
def test_the_fact_is_noticed(kind: str, value: str, draft: str) -> None:
    assert _decided(kind, value, draft) is not Decision.ALLOW


@pytest.mark.parametrize(("kind", "value", "draft"), NOT_TOLD)
def test_what_only_looks_like_it_passes(kind: str, value: str, draft: str) -> None:
    assert _decided(kind, value, draft) is Decision.ALLOW
