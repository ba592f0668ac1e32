"""Consent by words: what agrees, what refuses, and the near-misses that do neither."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parlour.core.moves.consent import Answer, answer_in

OURS = ("marlow@lobby.example", "Marlow", "Ada Holm", "Ada")
SAID = {
    Answer.YES: (
        "Marlow, please message me.",
        "Hi Ada, could you please message me privately?",
        "Yes please, send me a DM",
        "Please contact me by private message so that we can sort this out",
        "My order is late. Please DM me.",
        "DM me, my order is late",
        "Could we talk about this in private?",
        'Your bot wrote "no agents free". Please message me.',
        "> would you like to talk in private?\nYes, message me please",
        "Call me back please",
        "Können wir das privat klären?",
        "Ihr könnt mir gerne eine DM schreiben",
        "Marlow, schreibt mir bitte privat",
        "Lieber unter vier Augen",
        "¿Pueden escribirme por DM?",
        "Hablemos en privado",
        "Prefiero hablarlo en privado",
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
        "> DM?\nYes please",
        "Perfect, yes please",
        "Yes, Ada, please",
        "That would be lovely, thanks",
        "Gerne, danke!",
        "De acuerdo",
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
        "I said no!",
        "I already told you no.",
        "My answer is still no.",
        "Please don't contact me",
        "Sorry, no DMs",
        "@marlow @olga no thanks",
        "Ich habe schon nein gesagt",
        "Bitte keine privaten Nachrichten",
        "Ya dije que no",
        "Prefiero que no",
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
    Answer.PLAIN_NO: ("No", "Nope.", "@marlow no!", "Nein", "No, please", "No, sorry", "No, danke"),
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
        "No, my parcel did not come",
        "Please don't contact me by phone, mail is better",
        "My kids stay here",
        "My bank does not write me a message",
        # said by, or to, somebody else
        'My friend said "dm me" lol',
        "> DM me please\nwho wrote that?",
        "> Yes please\nlol no way",
        "“Yes please”, said nobody ever.",
        "“dm me”",
        "'dm me' they all say",
        "Their chatbot said: DM me!",
        "Their chatbot said:\nDM me!",
        "I keep reading: DM me",
        "Write to me, said the spider",
        "As my ex says, message me",
        "Mein Nachbar meinte: schreib mir eine DM",
        "»Schreibt mir eine DM«, haha",
        "Mi amigo dijo: escríbeme por privado",
        "«Escríbeme por privado», dicen",
        "@olga please message me",
        "Thanks. @olga dm me please",
        "@marlow @olga yes please",
        "@marlow ok. Olga, you can message me.",
        "DM me @olga",
        "dm me, Olga",
        "RT @olga: dm me",
        "Olga, schreib mir eine DM",
        "@olga escríbeme por privado",
        # more, or less, than a yes
        "you can call me a liar",
        "Call me crazy but I want my money",
        "Email me my data under GDPR",
        "text me when hell freezes",
        "Please contact me never.",
        "You can message me when my money is back",
        "Dm me? As if.",
        "DM me? Really?",
        "dm me lol",
        "Sure 🙄",
        "Perfect.",
        "Fine. Whatever.",
        "Klar, als ob.",
        "Ja ja.",
        "Schreibt mir eine DM, wenn ihr euch traut",
        "Claro, jajaja",
        "Escríbeme por privado si te atreves",
        "Genial.",
        "I am out of the office. Please contact me on Monday.",
    ),
}


@pytest.mark.parametrize(("answer", "text"), [(answer, text) for answer, texts in SAID.items() for text in texts])
def test_answer_in(answer: Answer, text: str) -> None:
    assert answer_in(text, OURS) is answer


@pytest.mark.parametrize(
    ("text", "in_public", "in_private"),
    [
        ("Yes, let's talk here.", Answer.NO, Answer.UNCLEAR),
        ("Schreiben wir hier", Answer.NO, Answer.UNCLEAR),
        ("You may write to me here", Answer.NO, Answer.YES),
        ("Hablemos aquí", Answer.NO, Answer.UNCLEAR),
        ("Don't write to me here", Answer.UNCLEAR, Answer.NO),
        ("Answer me in public", Answer.NO, Answer.NO),
        ("No thanks", Answer.NO, Answer.NO),
    ],
)
def test_here_is_where_it_is_said(text: str, in_public: Answer, in_private: Answer) -> None:
    assert (answer_in(text), answer_in(text, in_private=True)) == (in_public, in_private)


@given(st.text(max_size=300))
def test_answer_in_any_text_is_an_answer(text: str) -> None:
    assert answer_in(text) in Answer


@given(st.sampled_from(SAID[Answer.NO]), st.sampled_from(SAID[Answer.YES] + SAID[Answer.PLAIN_YES]))
def test_refusing_outweighs_agreeing(refusal: str, agreement: str) -> None:
    assert answer_in(f"{agreement.rstrip('.')}. {refusal}", OURS) is Answer.NO


AGREED = (Answer.YES, Answer.PLAIN_YES)
ONE_SENTENCE = tuple(
    text
    for text in SAID[Answer.YES] + SAID[Answer.PLAIN_YES]
    if not any(sign in text.rstrip(".!?") for sign in (*"@>.!?\n", "Marlow", "Ada"))
)
OF_OTHERS = (
    'My friend said "{}"',
    "“{}”, said nobody ever",
    "> {}",
    "She wrote: {}",
    "Er schrieb: {}",
    "Dijo: {}",
    "@olga {}",
    "{} @olga",
    "Olga: {}",
)


@given(st.sampled_from(ONE_SENTENCE), st.sampled_from(OF_OTHERS))
def test_words_of_others_and_for_others_never_agree(agreement: str, told: str) -> None:
    assert answer_in(agreement, OURS) in AGREED
    assert answer_in(told.format(agreement), OURS) not in AGREED
