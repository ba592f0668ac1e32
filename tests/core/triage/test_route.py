"""Where posts belong, and which words say why."""

from dataclasses import replace

import pytest

from parlour.core.nouns.assessment import Assessment, Route
from parlour.core.nouns.post import Post
from parlour.core.triage.kernel import assess_posts
from parlour.knowledge.triage.load import load_triage

KNOWLEDGE = load_triage()


def assess_one(text: str, *, addressed: bool = True, sectors: tuple[str, ...] = ()) -> Assessment:
    return assess_posts([Post(id="x", text=text, addressed=addressed, sectors=sectors)], KNOWLEDGE)[0]


@pytest.mark.parametrize(
    ("text", "route"),
    [
        ("Hello, what are your opening hours on Sunday?", Route.LOBBY),
        ("Say thanks to Sarah Whitcombe at the front counter for me, she was lovely", Route.LOBBY),
        ("Wann habt ihr am Sonntag geöffnet?", Route.LOBBY),
        ("¿Qué horario tenéis los domingos en la tienda?", Route.LOBBY),
        ("My credit card was charged twice for the same bill, I want a refund of the payment", Route.PARLOUR),
        ("Ich habe starke Schmerzen seit der Operation und die Tabletten helfen nicht", Route.PARLOUR),
        ("Me duele mucho la muela desde la endodoncia, ¿qué pastillas tomo?", Route.PARLOUR),
        ("Please ring me on +44 20 7946 0018 about the parcel", Route.PARLOUR),
        ("you are a stupid worthless moron, kill yourself you fucking idiot", Route.KINDNESS),
        ("Это сообщение написано по-русски, и его никто не понял.", Route.HUMAN),
    ],
)
def test_route(text: str, route: Route) -> None:
    assert assess_one(text).route == route


def test_who_cannot_be_told_to_be_in_a_hurry_is_read_by_a_human() -> None:
    calm = "Hello, what are your opening hours on Sunday?"
    urgency = assess_one(calm).scores["urgency"]
    thresholds = KNOWLEDGE.thresholds
    for bar, route in ((urgency + 0.01, Route.HUMAN), (urgency, Route.LOBBY)):
        doubtful = {**thresholds.doubtful, "urgency": urgency - 0.01}
        policy = replace(thresholds, high={**thresholds.high, "urgency": bar}, doubtful=doubtful)
        (found,) = assess_posts([Post(id="x", text=calm)], replace(KNOWLEDGE, thresholds=policy))
        assert found.route == route


@pytest.mark.parametrize("text", ["nice day", "my iban is DE89 3704 0044 0532 0130 00", "Это по-русски написано"])
def test_post_that_wants_nothing_is_watched(text: str) -> None:
    assert assess_one(text, addressed=False).route == Route.WATCH


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("I would like to know when my parcel arrives", "en"),
        ("Ich möchte gerne wissen, wann mein Paket ankommt", "de"),
        ("Me gustaría saber cuándo llega mi paquete", "es"),
        ("Je voudrais savoir quand mon colis arrive", "fr"),
        ("Vorrei sapere quando arriva il mio pacco", "it"),
        ("Gostaria de saber quando a minha encomenda vai chegar", "pt"),
        ("Chciałbym wiedzieć, kiedy dotrze moja paczka", "pl"),
        ("Я хочу знать, когда придёт моя посылка", "ru"),
        ("荷物はいつ届きますか", "ja"),
        ("我想知道我的包裹什么时候到", "zh"),
        ("제 소포가 언제 도착하는지 알고 싶어요", "ko"),
        ("أود أن أعرف متى يصل طردي", "ar"),
        ("@marlow www Πότε θα φτάσει το δέμα μου;", "el"),
    ],
)
def test_language(text: str, language: str) -> None:
    assert assess_one(text).language == language


def test_sector_makes_its_subject_likelier_and_nothing_else() -> None:
    plain, health = assess_one("when can I come?"), assess_one("when can I come?", sectors=("health", "unheard of"))
    assert health.scores["sensitive.health"] > plain.scores["sensitive.health"]
    changed = {name for name, chance in plain.scores.items() if health.scores[name] != chance}
    assert changed == {"sensitive.health"}


@pytest.mark.parametrize(
    ("text", "output", "word"),
    [
        ("this is a fucking disgrace, still no answer", "heat", "fucking"),
        ("my toothache came back after the root canal", "sensitive.health", "toothache"),
        ("the refund is not on my bank account", "sensitive.finance", "refund"),
        ("you are an idiot and a moron", "attack.toxicity", "moron"),
    ],
)
def test_reasons_name_the_words(text: str, output: str, word: str) -> None:
    found = assess_one(text)
    named = [text[reason.start : reason.end] for reason in found.reasons if reason.output == output]
    assert word in named


def test_reasons_come_largest_first_and_say_which_lexicon() -> None:
    reasons = [
        r for r in assess_one("my toothache came back after the root canal").reasons if r.output == "sensitive.health"
    ]
    assert [r.weight for r in reasons] == sorted((r.weight for r in reasons), reverse=True)
    assert all(r.weight > 0 for r in reasons)
    assert "lexicon.health" in {r.rule for r in reasons}


def test_score_below_its_bar_has_no_reasons() -> None:
    found = assess_one("what are your opening hours on Sunday?")
    high = {name for name, bar in KNOWLEDGE.thresholds.high.items() if found.scores[name] >= bar}
    assert {reason.output for reason in found.reasons} <= high
