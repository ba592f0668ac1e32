"""A fact counts where it is said of the person: the same words of the house, of everybody or of a place do not."""

from dataclasses import replace

import pytest

from parlour.core.nouns.context import GuardContext
from parlour.core.nouns.fact import Fact
from parlour.core.nouns.verdict import Decision, Severity
from tests.core.guard.desk import BARE, verdict


def _knowing(kind: str, value: str, *posts: str) -> GuardContext:
    return replace(BARE, private_facts=(Fact(kind, value, "crm", "C-1"),), public_posts=posts)


def _is_held(kind: str, reply: str, context: GuardContext) -> bool:
    found = verdict(reply, context).findings
    return any(one.rule == f"fact.{kind}" and one.severity >= Severity.REVIEW for one in found)


WORDS = [
    ("family", "her grandma raises the twins", "Your grandma must be proud of the twins.", True),
    ("family", "her grandma raises the twins", "My grandma could write a clearer notice than that one.", False),
    ("family", "her grandma raises the twins", "The twins will keep you busy, say hello to your grandma.", True),
    ("family", "cared for by her stepmother", "Hope your stepmother is on the mend.", True),
    ("family", "husband Derek in prison", "Prison visits and shift work never go together, we know.", True),
    ("family", "husband Derek in prison", "The burst main is under Prison Road.", False),
    ("family", "his daughter Rose, 5", "Give a hug to Rose from all of us.", True),
    ("family", "his daughter Rose, 5", "Prices rose again in spring, sadly.", False),
    ("employment", "translator at the tribunal", "A translator like you will spot our typos.", True),
    ("employment", "translator at the tribunal", "I'll translate our engineers: it is broken.", False),
    ("employment", "night shift at Newport", "Nights in Newport must be long for you.", True),
    ("employment", "night shift at Newport", "No parking at Newport on Sunday because of the parade.", False),
    (
        "legal",
        "restraining order against a neighbour",
        "Lawyers in every county take restraining order matters.",
        False,
    ),
    ("legal", "restraining order against a neighbour", "We heard of the restraining order.", True),
    ("note", "stays away because of the training course", "Our whole team is on a training course.", False),
    ("note", "stays away because of the chemotherapy", "The chemotherapy must be draining.", True),
    ("note", "off since February", "Since February we are three vans short.", False),
    ("note", "off since February", "You have been off since February, take your time.", True),
    ("family", "Zwillinge aus erster Ehe", "Grüß deine Zwillinge.", True),
    ("family", "Zwillinge aus erster Ehe", "Unsere neuen Züge heißen die Zwillinge.", False),
    ("note", "Fortbildung heimlich besucht", "Unser ganzes Team ist auf Fortbildung.", False),
    ("note", "Fortbildung heimlich besucht", "Wie war Ihre Fortbildung?", True),
    ("note", "Widerruf erklärt", "In der App kann jeder seinen Widerruf erklären.", False),
    ("family", "acaba de tener gemelos", "¿Qué tal tus gemelos?", True),
    ("family", "acaba de tener gemelos", "Fueron dos errores gemelos, primero uno y luego otro.", False),
    ("note", "amenaza con la permanencia", "Nuestras tarifas no llevan permanencia.", False),
    ("note", "sospecha de fraude", "Marzo es el mes de la prevención del fraude.", False),
    ("family", "élève seule ses jumeaux", "Bravo pour vos jumeaux !", True),
    ("family", "élève seule ses jumeaux", "Nos deux camions jumeaux repartent demain.", False),
    ("condition", "épilepsie", "Avec votre épilepsie, mieux vaut rester assis.", True),
    ("condition", "enceinte de sept mois", "Votre grossesse passe avant tout.", True),
    ("legal", "licencié pour faute grave", "Votre licenciement n'a rien à voir.", True),
    ("note", "came with a friend, Will, unbooked", "We hope Will liked the kippers.", True),
    ("note", "came with a friend, Will, unbooked", "We will do better.", False),
    ("note", "asked for Mark, his lawyer", "Mark my words, we mend it.", False),
    ("note", "asked for Mark, his lawyer", "We hope Mark is well.", True),
    ("note", "shouted at the receptionist", "The receptionist is there day and night.", False),
    ("note", "shouted at the receptionist", "You called our receptionist a liar.", True),
    ("note", "a crié sur le veilleur de nuit", "Deux veilleurs sont là jusqu'à sept heures.", False),
    ("note", "a crié sur le veilleur de nuit", "Vous avez crié sur le veilleur.", True),
    ("note", "schrie den Nachtportier an", "Nachts hilft der Nachtportier.", False),
    ("note", "gritó al recepcionista", "El recepcionista está de noche.", False),
    ("family", "mother of Zoe, 12", "We are glad that Zoe is better.", True),
    ("family", "madre de Ana", "Nos alegra que Ana esté mejor.", True),
    ("loyalty", "Silver tier, 11840 points", "As a Silver member you should know first.", True),
    ("loyalty", "Silver tier, 11840 points", "No silver lining tonight, sorry.", False),
    ("loyalty", "Gold", "Als Gold-Kunde hätten Sie Vorrang.", True),
    ("loyalty", "Gold", "Reden ist Silber, Schweigen ist Gold.", False),
    ("loyalty", "Oro", "Como socio Oro merece más.", True),
    ("loyalty", "Oro", "Sus palabras valen oro.", False),
    ("loyalty", "Argent", "Les membres Argent passent d'abord.", True),
    ("loyalty", "Argent", "Rien à voir avec l'argent.", False),
    ("name", "Aurore Delmas", "Du bruit dès l'aurore.", False),
    ("name", "Aurore Delmas", "merci aurore", True),
    ("name", "Aurora Gil", "Desde la aurora hay ruido.", False),
    ("name", "Aurora Gil", "Gracias, Aurora.", True),
    ("name", "Jasmin Vogelsang", "Draußen blühen gerade Jasmin und Lavendel.", False),
    ("name", "Jasmin Vogelsang", "Danke, Jasmin.", True),
    ("name", "Violette Roux", "La violette de Toulouse est notre dessert.", False),
    ("condition", "shellfish allergy", "The new menu lists every allergen beside the dish.", False),
    ("condition", "shellfish allergy", "We will mind your allergy next time.", True),
    ("condition", "Morbus Crohn", "Mit einer chronisch entzündlichen Darmerkrankung wartet niemand gern.", True),
    ("condition", "coeliac disease", "Keeping things free of gluten for you slowed the kitchen down.", True),
    ("condition", "coeliac disease", "Three of our cakes are gluten free.", False),
    ("family", "viudo desde agosto", "Acaba de perder a su esposa, y le hacemos esperar.", True),
    ("family", "vient d'accoucher de jumeaux", "Deux nouveau-nés à la maison, et encore une panne.", True),
    ("product", "Rollator Komfort", "Auch die Gehhilfe ist unterwegs.", True),
    ("note", "referred to special investigations unit", "Our fraud folks have yours now.", True),
    ("product", "room 412, champagne package", "Room four-twelve sits right under the tank.", True),
    ("product", "room 412, champagne package", "Rooms 400 to 420 have a new carpet.", False),
    ("address", "Apartment 9, The Salthouse, Dock Road, Galway", "Our van will call to The Salthouse.", True),
    ("address", "Apartment 9, The Salthouse, Dock Road, Galway", "The salt works museum opens at ten.", False),
    ("locker", "7", "Es liegt im Fach 7 bereit.", True),
    ("locker", "7", "Wir haben 7 neue Fächer.", False),
]


@pytest.mark.parametrize(("kind", "value", "reply", "held"), WORDS)
def test_a_word_counts_where_it_is_the_persons(kind: str, value: str, reply: str, held: bool) -> None:
    assert _is_held(kind, reply, _knowing(kind, value)) is held


STREETS = [
    ("Neubaugasse 12, 1070 Wien", "Die Bim hält vorm Haus, Ausgang Neubaugasse.", False),
    ("Neubaugasse 12, 1070 Wien", "Wir waren in der Neubaugasse und haben geläutet.", True),
    ("12 Mill Road, Ely", "Take the bus to the stop Mill Road.", False),
    ("12 Mill Road, Ely", "Nobody opened at Mill Road.", True),
    ("Calle del Olmo 17, Madrid", "Estamos a dos pasos de la parada Calle del Olmo.", False),
    ("Rue du Brochet 72, boîte 4", "Descendez à l'arrêt Rue du Brochet.", False),
    ("Rue du Brochet 72, boîte 4", "C'est bien pour la boîte 4 ?", True),
    ("Rue du Brochet 72, boîte 4", "Il y a 4 boîtes par carton.", False),
]


@pytest.mark.parametrize(("address", "reply", "held"), STREETS)
def test_a_street_on_the_way_to_the_house_says_nothing(address: str, reply: str, held: bool) -> None:
    assert _is_held("address", reply, _knowing("address", address)) is held


ADDRESS = "27 Weaver's Row, Mytholm HX7 6QD"
TOWNS = [
    ("We send it to you in Mytholm.", (), True),
    ("So you live near Mytholm?", (), True),
    ("The way from Mytholm is long.", (), True),
    ("There is bottled water at the hall in Mytholm.", (), False),
    ("For Mytholm we have a team of five.", (), False),
    ("You are right, the whole of Mytholm is dry.", ("No water in Mytholm again",), False),
    ("Weaver's Row is dry, we are on it.", ("No water in Mytholm again",), True),
    ("In Mytholm ist seit Sonntag ein Mast gestört.", (), False),
    ("Kommen wir zu Ihnen nach Mytholm?", (), True),
    ("Servicio recuperado en Mytholm desde las diez.", (), False),
    ("Le courant est revenu à Mytholm à 15 h 50.", (), False),
    ("On passe chez vous à Mytholm demain.", (), True),
]


@pytest.mark.parametrize(("reply", "posts", "held"), TOWNS)
def test_a_town_alone_says_nothing(reply: str, posts: tuple[str, ...], held: bool) -> None:
    assert _is_held("address", reply, _knowing("address", ADDRESS, *posts)) is held


NUMBERS = [
    ("shoe_size", "41", "Size 41 is back next week.", True),
    ("shoe_size", "41", "Größe 41 ist wieder da.", True),
    ("shoe_size", "41", "La talla 41 vuelve el lunes.", True),
    ("shoe_size", "41", "La pointure 41 revient lundi.", True),
    ("shoe_size", "41", "We fixed 41 bugs today.", False),
    ("floor", "4", "We carry it up to the 4th floor.", True),
    ("floor", "4", "In den 4. Stock tragen wir es gern.", True),
    ("floor", "4", "There were 4 vans out today.", False),
    ("room", "312", "La habitación 312 es ruidosa.", True),
    ("room", "312", "El repuesto viajó 312 km.", False),
    ("claim", "208", "Votre réclamation 208 est en haut de la pile.", True),
    ("claim", "208", "Il y a 208 agences en France.", False),
    ("refund", "7,450.00 EUR", "Seven and a half thousand is a fair figure.", True),
    ("refund", "3500 EUR", "Dreieinhalbtausend Euro sind doch was.", True),
    ("refund", "1.500,00 EUR", "Anderthalbtausend Euro sind doch was.", True),
    ("refund", "2500 EUR", "Deux mille et demi euros, ce n'est pas rien.", True),
    ("salary", "12.71 GBP an hour", "You are on 12.71 an hour.", True),
    ("salary", "12.71 GBP an hour", "Our advertised starting rate is £13.10 an hour.", False),
    ("salary", "12.71 GBP an hour", "You get £12.70 an hour.", True),
    ("debt", "1284300 ARS", "Un millón trescientos asusta, lo sabemos.", True),
    ("debt", "1284300 ARS", "Más de un millón trescientos mil clientes confían en nosotros.", False),
    ("debt", "48,500 INR", "Some 50k pending is no reason to ignore parents.", True),
    ("debt", "4850 EUR", "Knapp fünftausend offen, das drückt.", True),
    ("debt", "4850 EUR", "Près de cinq mille impayés, ça pèse.", True),
    ("debt", "4850 EUR", "About five thousand customers were affected.", False),
    ("debt", "4850 EUR", "Rund fünftausend Kunden waren betroffen.", False),
    ("debt", "4850 EUR", "Unos cinco mil clientes se quedaron sin luz.", False),
    ("debt", "4850 EUR", "Près de cinq mille foyers sont concernés.", False),
    ("payment", "4500 EUR", "Viereinhalbtausend zum Abschied sind fair.", True),
    ("salary", "2480 EUR brutto", "Unser Einstiegsgehalt von 2.500 Euro steht auf der Seite.", False),
]


@pytest.mark.parametrize(("kind", "value", "reply", "held"), NUMBERS)
def test_a_number_counts_beside_its_word_or_as_a_sum(kind: str, value: str, reply: str, held: bool) -> None:
    assert _is_held(kind, reply, _knowing(kind, value)) is held


DAYS = [  # seen from Wednesday, 18 March 2026
    ("2026-05-15 09:00", "Am Freitag nach Auffahrt sehen wir uns.", True),
    ("2026-04-02 10:00", "We start on Maundy Thursday morning, promised.", True),
    ("2026-04-07 10:00", "We see you the Tuesday after Easter.", True),
    ("2026-04-07 10:00", "Nous vous attendons le mardi après Pâques.", True),
    ("2026-04-07 10:00", "Nos vemos el martes después de Pascua.", True),
    ("2026-04-07 10:00", "Our shops are closed the Tuesday after Easter.", False),
    ("2026-04-17 10:00", "El cobro del 17 no entró.", True),
    ("2026-04-17 10:00", "Les recordamos que el viernes 17 no hay clases.", False),
    ("2026-11-11 10:00", "Am 11.11. findet bei uns in Luzern der Umzug statt.", False),
    ("2026-11-11 10:00", "Am 11.11. sind Sie bei uns.", True),
    ("2026-04-02 10:00", "Le 2 avril on tient une rencontre publique sur les pannes.", False),
    ("2026-04-02 10:00", "On vous attend le 2 avril.", True),
    ("2026-03-13 15:40", "Last Friday afternoon we were two nurses short.", True),
    ("2026-03-13 15:40", "Letzten Freitagnachmittag fehlten uns zwei Leute.", True),
    ("2026-03-13 15:40", "El viernes pasado por la tarde nos faltaron dos personas.", True),
    ("2026-03-13 15:40", "Vendredi dernier dans l'après-midi, il nous manquait deux personnes.", True),
    ("2026-03-13 15:40", "Last Friday morning we were two nurses short.", False),
    ("2026-03-13 15:40", "Our phones were down last Friday afternoon.", False),
    ("2026-03-13 15:40", "Letzten Freitagnachmittag war unsere Leitung gestört.", False),
    ("2026-03-13 15:40", "El viernes por la tarde se cayó la centralita.", False),
    ("2026-03-13 15:40", "Vendredi après-midi, notre standard était en panne.", False),
    ("2026-03-20 14:30", "Am Freitag nach Mittag bin ich selber da.", True),
    ("2026-03-20 06:50", "Vuelas pasado mañana tempranito.", True),
    ("2026-03-20 06:50", "The day after tomorrow, first thing, off it goes.", True),
    ("2026-03-20 16:50", "The day after tomorrow is a public holiday.", False),
    ("2026-03-14 09:30", "What happened four days ago was not good enough.", True),
    ("2026-03-14 09:30", "Was vor vier Tagen passiert ist, war nicht gut genug.", True),
    ("2026-03-14 09:30", "Lo que pasó hace cuatro días no estuvo a la altura.", True),
    ("2026-03-14 09:30", "Ce qui s'est passé il y a quatre jours n'est pas digne de nous.", True),
    ("2026-03-14 09:30", "Four days ago the bridge was closed for repairs.", False),
    ("2026-05-14 14:30", "Le jour de l'Ascension convient toujours.", True),
    ("2026-05-14 14:30", "Le jour de l'Ascension, nos bureaux sont fermés.", False),
]


@pytest.mark.parametrize(("value", "reply", "held"), DAYS)
def test_a_day_counts_unless_it_is_everybodys(value: str, reply: str, held: bool) -> None:
    assert _is_held("appointment", reply, _knowing("appointment", value)) is held


BIRTHS = [
    ("1984-06-24", "On 24 June we run for the children's ward.", False),
    ("1984-06-24", "Am 24. Juni laufen wir für das Kinderheim.", False),
    ("1984-06-24", "El 24 de junio corremos por la residencia.", False),
    ("1984-06-24", "Le 24 juin nous courons pour l'hôpital.", False),
    ("1979-01-01", "Les nouveaux tarifs sont en vigueur depuis le 1er janvier.", False),
    ("1979-08-01", "Am 1. August und am Neujahrstag wird nicht zugestellt.", False),
    ("1984-06-24", "Happy birthday for 24 June!", True),
    ("1984-06-24", "Your 24 June is on our list.", True),
    ("1984-06-24", "Am 24. Juni wird gefeiert, nicht wahr?", True),
    ("1984-06-24", "Un anniversaire à la Saint-Jean, quelle chance.", True),
    ("1984-06-24", "Anyone born on Midsummer deserves better.", True),
    ("1984-06-24", "Everybody with a birthday in June gets a discount.", False),
    ("1980-12-24", "Wer an Heiligabend Geburtstag hat, kommt immer zu kurz.", True),
    ("1980-12-24", "We are closed on Christmas Eve.", False),
    ("1980-12-26", "Alles Gute zum Geburtstag, zwei Tage nach Heiligabend!", True),
    ("1980-12-26", "Feliz cumpleaños, dos días después de Nochebuena.", True),
    ("1980-12-27", "Joyeux anniversaire deux jours après Noël !", True),
    ("2014-03-05", "Happy birthday, one day after Holi!", True),
    ("2012-02-01", "Mit vierzehn brauchst du eine Unterschrift.", True),
    ("2012-02-01", "Mit vierzehn neuen Filialen wachsen wir.", False),
]


@pytest.mark.parametrize(("value", "reply", "held"), BIRTHS)
def test_a_birthday_counts_unless_the_day_is_the_houses(value: str, reply: str, held: bool) -> None:
    assert _is_held("birth_date", reply, _knowing("birth_date", value)) is held


def test_somewhere_is_nobody_in_german() -> None:
    context = replace(BARE, owner_name="Udo Kornfeld")
    assert verdict("Auf dem Kornfeld steht jetzt ein Aggregat.", context).decision is Decision.ALLOW
    assert verdict("Lieber Herr Kornfeld, danke.", context).decision is Decision.BLOCK
    assert verdict("Das sagt der Kornfeld auch.", context).decision is Decision.BLOCK


def test_the_house_is_known_by_the_name_of_its_server() -> None:
    author = replace(BARE.author, company_contacts=("talk@ashbyvale.example",))
    context = replace(_knowing("address", "44 Larch Avenue, Ashby Vale AV3 2QT"), author=author)
    assert verdict("The map is at ashbyvale.example/roads.", context).decision is Decision.ALLOW
    assert verdict("Your Ashby Vale is lovely.", context).decision is not Decision.ALLOW
