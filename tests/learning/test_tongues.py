"""Languages are learnt by counting: a little text of each goes a long way."""

import numpy as np
import pytest

from parlour.core.triage.grams import count_grams
from parlour.core.triage.knowledge import Tongues
from parlour.core.triage.language import language_chances
from parlour.core.triage.tokens import tokenize
from parlour.learning import tongues
from parlour.learning.examples import Example, Part
from parlour.learning.meaning import RUN_LENGTHS

SAID = {
    "da": "det er ikke rigtigt hvad de siger om hende",
    "de": "das ist nicht richtig was sie über sie sagen",
    "fi": "se ei ole oikein mitä he sanovat hänestä",
    "ru": "это неправда что они о ней говорят",
    "uk": "це неправда що вони про неї кажуть",
    "fa": "این درست نیست که درباره او می‌گویند",
    "ur": "یہ درست نہیں جو وہ اس کے بارے میں کہتے ہیں",
    "hi": "यह सच नहीं है जो वे उसके बारे में कहते हैं",
    "mr": "ते तिच्याबद्दल जे म्हणतात ते खरे नाही",
}


def examples(part: Part) -> list[Example]:
    return [Example(text, "said", part, {}, code) for code, text in SAID.items()]


def likeliest(text: str, known: list[Example]) -> tuple[str, float]:
    trained = tongues.train([*known, *examples("dev")])
    learnt = Tongues(trained.codes, trained.script, trained.weights, trained.gain, trained.bias)
    tokens = tokenize([text])
    (chances,) = language_chances(tokens, count_grams(tokens, RUN_LENGTHS), learnt)
    return trained.codes[chances.argmax()], float(chances.max())


@pytest.mark.parametrize(
    ("text", "code"),
    [("ikke rigtigt", "da"), ("nicht richtig", "de"), ("ole hänestä", "fi"), ("говорят", "ru"), ("кажуть", "uk")],
)
def test_one_sentence_of_each_tells_its_words_apart(text: str, code: str) -> None:
    assert likeliest(text, examples("train"))[0] == code


@pytest.mark.parametrize("text", ["ikke", "richtig", "oikein"])
def test_much_text_of_one_language_does_not_drown_the_others(text: str) -> None:
    flood = [Example(f"wort{n} satz{n} haus{n}", "flood", "train", {}, "de") for n in range(300)]
    assert likeliest(text, [*examples("train"), *flood])[0] == likeliest(text, examples("train"))[0]


def test_same_examples_give_the_same_weights() -> None:
    one, other = (tongues.train([*examples("train"), *examples("dev")]) for _ in range(2))
    assert one.weights.tobytes() == other.weights.tobytes()
    assert (one.gain == other.gain).all()


def test_what_was_never_seen_speaks_for_nobody() -> None:
    weights = tongues.train([*examples("train"), *examples("dev")]).weights
    assert not weights[0].any()
    assert (weights.any(axis=1)).mean() < 0.02, "a few hundred features of 65,536"


def test_every_language_has_one_script() -> None:
    codes = [code for listed in tongues.SHARED.values() for code in listed.split()] + list(tongues.ALONE.values())
    assert len(set(codes)) == len(codes) >= 30
    assert np.array_equal(sorted(codes), sorted(tongues.train([*examples("train"), *examples("dev")]).codes))
