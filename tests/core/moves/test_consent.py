"""Consent by words: what agrees, what refuses, and the near-misses that do neither."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parlour.core.moves.consent import Answer, answer_in, withdraws

SAID = {
    Answer.YES: (
        "DM me please",
        "@marlow ok, dm me",
        "Sure, please message me privately.",
        "You can DM me.",
        "Could you message me?",
        "Can you DM me? Thanks!",
        "I'll send you a DM",
        "I’ve sent you a DM.",
        "Ok, sending you a private message now",
        "DM sent.",
        "I have just messaged you.",
        "Let's take this to DM",
        "I'd be happy to talk in private",
        "I'd like to discuss this privately please",
        "I don't mind a DM",
        "No problem, I'll message you.",
        "I won't post my number here, message me",
        "Don't hesitate to contact me",
        "Schreiben Sie mir bitte eine DM",
        "Ich schicke Ihnen eine PN",
        "Gerne per DM",
        "Kein Problem, ich schreibe Ihnen privat.",
        "DM ist raus",
        "Escríbeme por privado",
        "Sí, escríbanme por DM por favor",
        "Os escribo por privado",
        "Mejor por privado",
        "Podemos hablar en privado",
    ),
    Answer.PLAIN_YES: (
        "Yes please",
        "@marlow@lobby.example Yes, please!",
        "ok",
        "Okay 👍",
        "Sure, thank you so much",
        "Thanks, that would be great.",
        "Why not?",
        "No problem.",
        "I don't mind.",
        "Hi! Yes. Thanks",
        "YES PLEASE",
        "Yеs please",  # the second letter is Cyrillic
        "Ja, gerne",
        "Klar, danke",
        "Einverstanden.",
        "Kein Problem",
        "Sí, por favor",
        "Vale, gracias",
        "Claro que sí",
        "¿Por qué no?",
        "No hay problema",
    ),
    Answer.NO: (
        "No thanks",
        "I don't want to DM",
        "Please don't DM me",
        "Stop messaging me!",
        "Answer me here.",
        "Yes, but here please",
        "I'd rather not.",
        "No DMs please",
        "I am not going to discuss this privately",
        "Keep it public",
        "I'd rather stay in public",
        "Nein danke",
        "Keine DM bitte",
        "Bitte antworten Sie hier",
        "Ich möchte das nicht privat",
        "Lieber nicht",
        "Lieber öffentlich",
        "No gracias",
        "No me escriban",
        "Prefiero no hablar en privado",
        "Respondan aquí",
        "No quiero",
    ),
    Answer.PLAIN_NO: ("No", "Nope.", "@marlow no!", "Nein", "No, please"),
    Answer.UNCLEAR: (
        "",
        "👍",
        "Thanks!",
        "Yes, you ruined my holiday",
        "Yeah right, as if that helped last time",
        "Sure, because that worked so well last time",
        "No answer for three weeks",
        "No one answered me",
        "I never got your message",
        "You said you would DM me and never did",
        "If you DM me I will block you",
        "Nobody will message me",
        "Did you DM me?",
        "Why should I DM you?",
        "I sent you a DM weeks ago and nobody answered my DM already",
        "Can I get my money back?",
        "I don't want to discuss this in public",
        "I can't answer here",
        "No, DM me",
        "My order is ok but late",
        "The DM icon is broken",
        "Ja klar, ihr seid die Besten, seit drei Wochen nichts",
        "Ich will das nicht öffentlich besprechen",
        "Bitte nicht hier",
        "Niemand schreibt mir eine DM",
        "Nadie me escribe por DM",
        "No quiero hablarlo en público",
        "Sí, me cobraron dos veces",
        "Are you private or public?",
    ),
}


@pytest.mark.parametrize(("answer", "text"), [(answer, text) for answer, texts in SAID.items() for text in texts])
def test_answer_in(answer: Answer, text: str) -> None:
    assert answer_in(text) is answer


@pytest.mark.parametrize(
    "text",
    [
        "Stop messaging me",
        "Leave me alone!",
        "I withdraw my consent",
        "Don't write to me again",
        "Let's go back to the public thread",
        "Lassen Sie mich in Ruhe",
        "Keine Nachrichten mehr",
        "Ich widerrufe meine Einwilligung",
        "Déjenme en paz",
        "No me escriban más",
        "Retiro mi consentimiento",
    ],
)
def test_withdraws(text: str) -> None:
    assert withdraws(text)


@pytest.mark.parametrize(
    "text",
    [
        "No",
        "No, the parcel did not come",
        "Don't call me Maria",
        "Why did you stop messaging me?",
        "The app never lets me write to you",
        "Please do not send it to my old address",
        "Nein, noch nicht",
        "No, todavía no",
    ],
)
def test_withdraws_not_when_it_answers_something_else(text: str) -> None:
    assert not withdraws(text)


@given(st.text(max_size=300))
def test_answer_in_any_text_is_an_answer(text: str) -> None:
    assert answer_in(text) in Answer


@given(st.sampled_from(SAID[Answer.NO]), st.sampled_from(SAID[Answer.YES] + SAID[Answer.PLAIN_YES]))
def test_refusing_outweighs_agreeing(refusal: str, agreement: str) -> None:
    assert answer_in(f"{agreement.rstrip('.')}. {refusal}") is Answer.NO
