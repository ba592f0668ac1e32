"""Private facts in every shape we know, and words that only resemble them."""

from dataclasses import replace

import pytest

from parlour.core.nouns.context import Other, PublicPost
from parlour.core.nouns.fact import Fact
from parlour.core.nouns.surface import Surface
from parlour.core.nouns.verdict import Decision, Severity
from tests.core.guard.desk import BARE, CONTEXT, verdict, words_found

LEAKS = {
    "condition": (
        "Your diabetes has nothing to do with it.",
        "Your d1abetes has nothing to do with it.",
        "It is about the d i a b e t e s, is it not?",
        "Ihr Diabetes spielt keine Rolle.",
        "Su diabetes no influye.",
        "Your sugar levels are fine.",
        "Your d\u0456abet\u0435s is no secret.",
        "Your dia\u200bbetes is no secret.",
        "Di-a-be-tes is hard.",
    ),
    "treatment": (
        "The root canal went well.",
        "The work on your tooth went well.",
        "Die Wurzelkanalbehandlung lief gut.",
        "La endodoncia salió bien.",
        "Your teeth will thank you.",
        "We did the nerve treatment with care.",
    ),
    "medicine": (
        "Take the Metformin with food.",
        "Your m3tformin is ready.",
        "The tablets for your blood sugar are ready.",
    ),
    "appointment": (
        "See you on 24 March.",
        "See you on March 24th!",
        "See you on 24/03.",
        "See you on the twenty-fourth of March.",
        "Your appointment is safe.",
        "Bis zum 24. März!",
        "Am 24.3. sind Sie bei uns.",
        "Nos vemos el 24 de marzo.",
        "We will see you next Tuesday.",
        "We booked you in for 10:30.",
        "Your slot is in six days.",
        "Ihr Besuch nächste Woche bleibt.",
        "2026-03-24 stays as it is.",
    ),
    "balance": (
        "You still owe 432.50 EUR.",
        "It is about the 432,50 €.",
        "It is about four hundred and thirty-two euros.",
        "It was around 430 euros.",
        "Vierhundertzweiunddreißig Euro sind offen.",
        "Son cuatrocientos treinta y dos euros.",
        "What you still owe can wait.",
        "Just 432.50 and we are done.",
        "Almost 450 euros is a lot.",
    ),
    "order": (
        "BK-48211-Q is on its way.",
        "Order bk48211q is on its way.",
        "B K 4 8 2 1 1 Q is on its way.",
        "Order four eight two one one is on its way.",
        "Parcel 48211 is on its way.",
        "BK/48211/Q left today.",
    ),
    "phone": (
        "We will ring +44 7700 900123.",
        "We will ring 07700 900 123.",
        "We will ring 0 7 7 0 0 9 0 0 1 2 3.",
        "We tried the number ending in 0123.",
        "We tried seven seven zero zero nine zero zero one two three.",
        "We tried double seven double zero nine double zero one two three.",
    ),
    "email": (
        "We wrote to m.lindqvist84@post.example.",
        "We wrote to m dot lindqvist84 at post dot example.",
        "We wrote to m.lindqvist84 [at] post.example.",
        "Is m.lindqvist84 still right?",
        "We wrote to M.LINDQVIST84(at)POST(dot)EXAMPLE",
    ),
    "address": (
        "We are coming to 12 Harbour Street.",
        "We are coming to 12 Harbour St.",
        "Harbour Street is closed.",
        "We are coming to HV4 2NP.",
        "We are coming to hv42np.",
        "Is Havnport still your home?",
    ),
    "birth_date": (
        "Born 12 May 1984, is that right?",
        "12.05.1984",
        "You are 41 years old.",
        "Happy birthday for the twelfth of May!",
        "1984 was a good year to be born.",
    ),
    "card": ("It went to 4111111111111111.", "It went to 4111-1111-1111-1111.", "It went to the card ending in 1111."),
    "policy": ("PX-220194 covers it.", "Number 220194 covers it.", "p x 2 2 0 1 9 4 covers it."),
    "text": (
        "We heard you lost your job.",
        "Being laid off is hard.",
        "Is Ingrid well?",
        "The shipyard should know better.",
        "We know that you cannot pay before Friday.",
        "It is a pity that Ingrid moved out.",
    ),
}


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in LEAKS.items() for text in texts])
def test_a_private_fact_is_noticed_in_public(kind: str, text: str) -> None:
    found = [one for one in verdict(text).findings if one.rule == f"fact.{kind}" and one.severity >= Severity.REVIEW]
    assert found, [one.rule for one in verdict(text).findings]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Your diabetes has nothing to do with it.", ["diabetes"]),
        ("Your dia\u200bbetes is no secret.", ["dia\u200bbetes"]),
        ("The t y p e 2 d i a b e t e s file", ["t y p e 2 d i a b e t e s"]),
    ],
)
def test_a_finding_points_at_the_words_themselves(text: str, words: list[str]) -> None:
    assert words_found(text, "fact.condition") == words


NEAR_MISSES = (
    "We are open on Tuesday and on 25 March.",
    "It takes 10 to 30 minutes.",
    "We have 432 branches in total, and 43 of them are new.".replace("432", "431"),
    "The harbour looks lovely today.",
    "There is a street party this weekend.",
    "BK is short for big kindness.",
    "Call us on +44 20 7946 0958.",
    "Write to care@marlow.example.",
    "In 2026 we will be better at this.",
    "We start at nine on Friday.",
    "The root of the matter is our own mistake.",
    "A canal runs past our door.",
    "Thank you, Mara.",
    "Sweet words, thank you!",
    "The policy of the house is kindness.",
    "One job less for us, thank you.",
)


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_words_that_only_resemble_a_fact_are_free(text: str) -> None:
    assert verdict(text).held == ()


def test_what_the_person_said_in_public_is_public() -> None:
    context = replace(CONTEXT, public_posts=("Order BK-48211-Q never came, I paid 432.50 EUR for it!",))
    assert verdict("It was around 430 euros.").decision is Decision.BLOCK
    assert verdict("You are right about the 432.50 EUR.", context).decision is Decision.ALLOW


@pytest.mark.parametrize(
    ("post", "reply"),
    [
        ("I have diabetes", "Your diabetes matters to us."),
        ("ring me on 07700 900123", "We will ring 07700 900123."),
        ("my card 4111 1111 1111 1111", "Card 4111 1111 1111 1111 it is."),
        ("m.lindqvist84@post.example", "We wrote to m.lindqvist84@post.example."),
        ("I live at 12 Harbour Street", "We come to 12 Harbour Street."),
    ],
)
def test_some_facts_stay_private_even_if_posted(post: str, reply: str) -> None:
    assert verdict(reply, replace(CONTEXT, public_posts=(post,))).decision is Decision.BLOCK


def test_a_sensitive_fact_stays_private_even_if_posted() -> None:
    fact = Fact("product", "Fjord Nine amplifier", "crm", "C-1", sensitive=True)
    context = replace(CONTEXT, private_facts=(fact,), public_posts=("my Fjord Nine amplifier is broken",))
    assert verdict("Sorry about your Fjord Nine amplifier.", context).decision is not Decision.ALLOW
    open_fact = replace(fact, sensitive=False)
    assert (
        verdict("Sorry about your amplifier.", replace(context, private_facts=(open_fact,))).decision is Decision.ALLOW
    )


def test_a_regulated_sector_forbids_to_repeat_what_was_posted() -> None:
    posted = replace(CONTEXT, public_posts=("my order BK-48211-Q",))
    assert words_found("BK-48211-Q is late.", "fact.order", posted) == []
    assert words_found("BK-48211-Q is late.", "fact.order", replace(posted, sectors=("health",))) == ["BK-48211-Q"]


def test_the_real_name_behind_a_handle_is_private() -> None:
    assert verdict("Dear Ms Lindqvist, we are sorry.").decision is Decision.BLOCK
    assert verdict("Dear Mara, we are sorry.").decision is Decision.ALLOW
    shown = replace(CONTEXT, recipient_name="Mara Lindqvist")
    assert verdict("Dear Mara Lindqvist, we are sorry.", shown).decision is Decision.ALLOW


def test_a_given_name_that_is_a_word_needs_a_cue_and_is_reviewed() -> None:
    context = replace(BARE, owner_name="Grace Okonkwo", recipient_name="g_is_here")
    assert verdict("You met us with grace.", context).decision is Decision.ALLOW
    assert verdict("Dear Grace, we are sorry.", context).decision is Decision.REVIEW


class TestOtherPeople:
    FACT = Fact("phone", "+44 7700 900777", "crm", owner="C-2")

    @pytest.mark.parametrize("surface", list(Surface))
    def test_facts_of_another_person_are_never_said(self, surface: Surface) -> None:
        context = replace(CONTEXT, viewed_facts=(self.FACT,))
        judged = verdict("Ring 07700 900777.", context, surface=surface)
        assert (judged.decision, judged.overridable) == (Decision.BLOCK, False)

    @pytest.mark.parametrize(
        ("reply", "found"),
        [
            ("Danke! Ich bearbeite es.", []),
            ("Your firm sent the wrong part, and the shipyard is closed.", []),
            ("We are closed in January.", []),
            ("How is Ingrid?", ["Ingrid"]),
            ("Ingrid told us you lost your job at the shipyard.", ["Ingrid", "lost your job"]),
            ("I hear that Ingrid left and the shipyard closed.", ["Ingrid", "shipyard"]),
            ("Has Ingrid moved out?", ["Ingrid moved", "moved out"]),
        ],
    )
    def test_one_word_of_anothers_message_is_chance_two_or_a_name_are_not(self, reply: str, found: list[str]) -> None:
        theirs = replace(next(fact for fact in CONTEXT.private_facts if fact.kind == "text"), owner="C-2")
        assert words_found(reply, "other.text", replace(BARE, viewed_facts=(theirs,))) == found

    def test_names_of_other_customers_are_never_said(self) -> None:
        context = replace(CONTEXT, others=(Other("dan@lobby.example", "Daniel Vandersteen"),))
        assert not verdict("As we told Mr Vandersteen, it is done.", context).overridable

    def test_somebody_in_the_thread_may_be_mentioned(self) -> None:
        thread = (PublicPost("dan@lobby.example", "same here"),)
        context = replace(CONTEXT, others=(Other("dan@lobby.example", ""),), thread=thread)
        mentions = ("mara@lobby.example", "dan@lobby.example")
        assert verdict("Thank you both.", context, mentions=mentions).decision is Decision.ALLOW
        absent = replace(context, thread=())
        assert not verdict("Thank you both.", absent, mentions=mentions).overridable

    def test_a_shared_fact_belongs_to_both(self) -> None:
        both = (Fact("order", "XX-55123", "crm", "C-1"), Fact("order", "XX-55123", "crm", "C-2"))
        context = replace(CONTEXT, private_facts=both)
        assert verdict("Your order XX-55123 is packed.", context, surface=Surface.PRIVATE).decision is Decision.ALLOW


class TestInPrivate:
    @pytest.mark.parametrize(
        "text",
        [
            "Your appointment is on 24 March at 10:30.",
            "You still owe 432.50 EUR.",
            "Order BK-48211-Q is on its way.",
            "Dear Ms Lindqvist",
        ],
    )
    def test_facts_may_be_said_to_their_owner(self, text: str) -> None:
        assert verdict(text, surface=Surface.PRIVATE).decision is Decision.ALLOW

    @pytest.mark.parametrize(
        "text",
        [
            "Your card 4111 1111 1111 1111 was charged.",
            "Your password is hunter22.",
            "Your SSN is 123-45-6789.",
            "The CVV is 123.",
        ],
    )
    def test_cards_passwords_and_identity_numbers_are_never_said(self, text: str) -> None:
        judged = verdict(text, surface=Surface.PRIVATE)
        assert (judged.decision, judged.overridable) == (Decision.BLOCK, False)


def test_facts_hide_in_links_pictures_and_warnings() -> None:
    from parlour.core.nouns.draft import Media

    link = "https://marlow.example/track?ref=BK%2D48211%2DQ"
    assert verdict("Have a look.", links=(link,)).decision is Decision.BLOCK
    assert verdict("Have a look.", media=(Media("1", "Letter about the root canal"),)).decision is Decision.BLOCK
    assert verdict("Have a look.", warning="diabetes").decision is Decision.BLOCK


def test_messages_never_tell_more_than_the_author_typed() -> None:
    for text in ("The work on your tooth went well.", "You are 41 years old.", "the card ending in 1111"):
        for finding in verdict(text).findings:
            assert not any(value in finding.message for value in ("root canal", "1984", "4111", "Lindqvist"))
