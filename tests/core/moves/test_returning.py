"""What private words after a settled matter mean for it: being content, another matter, or not settled after all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parlour.core.lifecycle import MoveStep
from parlour.core.moves.listen import ENDED, Remark, steps_after
from parlour.core.moves.returning import Again, after_settling
from parlour.core.nouns.surface import Surface


@pytest.mark.parametrize(
    "text",
    [
        "Thank you so much!", "Thanks, all good now.", "Great, bye!", "ok", "👍", "🙏🏽 ❤️", "Perfect. Have a nice day!",
        "No, that's all. Thanks", "Thanks. The technician came at nine and replaced the cable.", "You too!",
        "Danke schön!", "Vielen Dank, alles funktioniert wieder.", "Alles klar, schönen Abend noch", "Tschüss",
        "Das war alles, danke", "Danke. Der Techniker war sehr freundlich.", "Liebe Grüße",
        "Muchas gracias", "Perfecto, gracias. Hasta luego", "Eso es todo", "Vale, buenas noches", "Gracias, todo bien",
    ],
)  # fmt: skip
def test_content(text: str) -> None:
    assert after_settling(text) is Again.CONTENT


@pytest.mark.parametrize(
    "text",
    [
        "It is broken again.", "Still not working", "Thanks, but it is broken again.", "Thanks for nothing.",
        "Thank you! And where is my refund?", "Thanks, but the second box is missing.", "Thanks. Please call me.",
        "no", "yes", "?", "", "😡", "👍😡", "The letter came, but with the wrong name.", "Hello",
        "I have waited all day.",
        "One more question: when does it arrive?", "I will thank you when it works.", "ok, and now?",
        "Danke, aber es fehlt noch ein Teil.", "Es geht schon wieder nicht.", "Danke! Wann kommt die Rechnung?",
        "Danke, können Sie mir das noch schicken", "Nein", "Hallo?", "Noch eine Frage dazu",
        "Gracias, pero sigue sin funcionar.", "Gracias. ¿Y mi reembolso?", "No ha llegado nada.", "Gracias por nada",
        "Gracias, necesito la factura", "Hola",
    ],
)  # fmt: skip
def test_not_settled_after_all(text: str) -> None:
    assert after_settling(text) is Again.AGAIN


@pytest.mark.parametrize(
    "text",
    [
        "Thanks! I have a question about something else.", "Hi, this is about another order.",
        "I have a new question.",
        "Now to a different problem: my invoice.",
        "Danke! Ich habe noch eine andere Frage.", "Es geht um etwas anderes.",
        "Ich habe eine neue Bestellung und eine Bitte.", "Gracias. Tengo otra pregunta.", "Es por otro pedido.",
        "Quería preguntar otra cosa",
    ],
)  # fmt: skip
def test_another_matter(text: str) -> None:
    assert after_settling(text) is Again.ANOTHER


@pytest.mark.parametrize(
    "text",
    ["There is nothing else, it broke again.", "This is not another order, it is the same one.", "Otra vez lo mismo"],
)
def test_words_that_only_sound_like_another_matter(text: str) -> None:
    assert after_settling(text) is Again.AGAIN


@given(st.sampled_from(ENDED), st.text(max_size=60))
def test_private_words_after_settling_do_one_thing_at_most(state: str, text: str) -> None:
    steps = steps_after(state, Remark(Surface.PRIVATE, text))
    assert steps in ((), (MoveStep.REOPENED,), (MoveStep.WITHDRAWN,))


@pytest.mark.parametrize(
    ("state", "text", "steps"),
    [
        ("settled", "It broke again.", (MoveStep.REOPENED,)),
        ("closed", "It broke again.", (MoveStep.REOPENED,)),
        ("returned", "It broke again.", (MoveStep.REOPENED,)),
        ("settled", "Leave me alone.", (MoveStep.WITHDRAWN,)),
        ("closed", "Leave me alone.", ()),
        ("closed", "Thanks!", ()),
        ("open", "It broke again.", ()),
    ],
)
def test_steps(state: str, text: str, steps: tuple[MoveStep, ...]) -> None:
    assert steps_after(state, Remark(Surface.PRIVATE, text)) == steps
