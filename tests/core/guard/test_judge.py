"""The verdict as a whole: decisions, rewrites, binding, and failing closed."""

from dataclasses import replace

import pytest

from parlour.core.guard import judge
from parlour.core.guard.checks import CHECKS
from parlour.core.guard.knowledge import GuardKnowledge
from parlour.core.guard.view import View
from parlour.core.nouns.context import Author, GuardContext, Other, PublicPost
from parlour.core.nouns.draft import Media
from parlour.core.nouns.fact import Fact
from parlour.core.nouns.surface import Surface
from parlour.core.nouns.verdict import Decision, Finding, Severity
from tests.core.guard import clean_replies
from tests.core.guard.desk import AUTHOR, BARE, CONTEXT, KNOWLEDGE, RECIPIENT, payload, verdict


@pytest.mark.parametrize("text", clean_replies.ALL)
@pytest.mark.parametrize(
    "sectors", [(), ("health",), ("finance", "insurance"), ("legal", "employment", "education", "minors")]
)
def test_a_kind_reply_is_allowed(text: str, sectors: tuple[str, ...]) -> None:
    judged = verdict(text, replace(CONTEXT, sectors=sectors))
    assert (judged.decision, judged.rewrite) == (Decision.ALLOW, ""), [one.rule for one in judged.findings]


def test_there_are_enough_kind_replies() -> None:
    assert len(clean_replies.ALL) >= 80


class TestForm:
    def test_too_long_says_by_how_much(self) -> None:
        found = verdict("Thank you.", BARE, length=512, limit=500).held
        assert [(one.rule, one.message) for one in found] == [
            ("form.too_long", "This is 12 too long for mastodon. Please shorten it.")
        ]

    @pytest.mark.parametrize(("length", "limit"), [(500, 500), (9999, 0)])
    def test_within_the_limit(self, length: int, limit: int) -> None:
        assert verdict("Thank you.", BARE, length=length, limit=limit).held == ()

    @pytest.mark.parametrize("text", ["", "   ", "\n\t"])
    def test_nothing_written(self, text: str) -> None:
        assert [one.rule for one in verdict(text, BARE).findings] == ["form.empty"]

    def test_media_in_public_needs_a_second_look(self) -> None:
        media = (Media("1", "our shop"),)
        assert verdict("Here it is.", BARE, media=media).decision is Decision.REVIEW
        assert verdict("Here it is.", BARE, media=media, surface=Surface.PRIVATE).decision is Decision.ALLOW

    def test_another_recipient_is_never_right(self) -> None:
        judged = verdict("Hello!", BARE, recipient="somebody@else.example")
        assert (judged.decision, judged.overridable, judged.rewrite) == (Decision.BLOCK, False, "")

    def test_a_private_message_names_only_its_recipient(self) -> None:
        mentions = (RECIPIENT, "dan@lobby.example")
        assert not verdict("Hello!", BARE, surface=Surface.PRIVATE, mentions=mentions).overridable

    @pytest.mark.parametrize("house", ["marlowcare@lobby.example", "@marlow_care_help", "@MarlowCareUK", "@marlowdesk"])
    def test_a_private_message_may_name_the_house(self, house: str) -> None:
        author = replace(AUTHOR, company_contacts=("@marlowdesk",))
        judged = verdict("Hello!", replace(BARE, author=author), surface=Surface.PRIVATE, mentions=(RECIPIENT, house))
        assert judged.decision is Decision.ALLOW

    @pytest.mark.parametrize("surface", Surface)
    def test_another_customers_handle_is_never_written(self, surface: Surface) -> None:
        context = replace(BARE, others=(Other("kapitaen_boysen"), Other("mia")))
        judged = verdict("As with kapitaen boysen, we will help you.", context, surface=surface)
        assert [(one.rule, one.severity) for one in judged.held] == [("other.handle", Severity.NEVER)]
        assert verdict("A captain and Mia walk by.", context, surface=surface).held == ()

    def test_a_handle_that_the_thread_shows_is_free(self) -> None:
        context = replace(BARE, others=(Other("kapitaen_boysen"),), thread=(PublicPost("kapitaen_boysen", "Ahoy"),))
        assert verdict("@kapitaen_boysen is right.", context).held == ()


class TestPrivateLinks:
    DOORS = replace(BARE, author=replace(AUTHOR, company_contacts=("https://rooms.marlow.example",)))

    @pytest.mark.parametrize("surface", Surface)
    @pytest.mark.parametrize(
        "link",
        [
            "https://rooms.marlow.example/room/key/vreq6jqbjyt2zde6t5ejk3d23u/",
            "https://rooms.marlow.example/room-files/NzoxOjE.aB3dEfGh:1kTz9-xyz/",
            "rooms.marlow.example/ROOM/KEY/vreq6jqbjyt2zde6t5ejk3d23u",
            "https://marlow.example/go?to=%2Froom%2Fkey%2Fvreq6jqbjyt2zde6t5ejk3d23u",
        ],
    )
    def test_what_opens_a_room_or_a_file_is_never_written(self, surface: Surface, link: str) -> None:
        judged = verdict(f"Here it is: {link}", self.DOORS, surface=surface, links=(link,))
        assert ("house.private_link", Severity.NEVER) in {(one.rule, one.severity) for one in judged.held}

    @pytest.mark.parametrize(
        "text",
        [
            "Talk with us in private: https://rooms.marlow.example/room/vreq6jqbjyt2zde6t5ejk3d23u/",
            "The room/key is at the front desk.",
            "Everything about our rooms: https://www.marlow.example/room-types/",
        ],
    )
    def test_the_link_of_the_door_may_stand_anywhere(self, text: str) -> None:
        assert verdict(text, self.DOORS).decision is Decision.ALLOW


class TestPersonalData:
    @pytest.mark.parametrize("text", ["Ask dan@shop.example.", "He lives at 9 Acorn Road.", "Use order number 771234."])
    def test_anybodys_data_are_blocked_in_public(self, text: str) -> None:
        assert verdict(text, BARE).decision is Decision.BLOCK

    @pytest.mark.parametrize(
        "text", ["Please call 0800 111 222 3 now.", "Call us on +44 1632 960882.", "Our shop at 9 Acorn Road is open."]
    )
    def test_what_is_the_houses_by_the_words_before_it_is_free(self, text: str) -> None:
        assert verdict(text, BARE).decision is Decision.ALLOW

    def test_a_measure_is_no_address(self) -> None:
        assert verdict("Callers waited 14 minutes on average.", BARE).decision is Decision.ALLOW

    def test_what_they_wrote_themselves_may_be_repeated_unless_it_stays_private(self) -> None:
        said = ("six days on ticket 55102, and my mail is dan@post.example",)
        context = replace(BARE, public_posts=said, sectors=("games",))
        assert verdict("Ticket 55102 took too long.", context).decision is Decision.ALLOW
        assert verdict("Ticket 55102 took too long.", replace(context, public_posts=())).decision is Decision.BLOCK
        assert verdict("We wrote to dan@post.example.", context).decision is Decision.BLOCK

    def test_the_companys_own_contacts_are_free(self) -> None:
        assert verdict("Call 020 7946 0958 or write to care@marlow.example.", BARE).decision is not Decision.BLOCK
        assert verdict("My name is Jonas Berg.", BARE).decision is Decision.ALLOW


class TestPrivateSurface:
    OWN = tuple(
        Fact(kind, value, "crm", "C-1")
        for kind, value in {
            "card": "4111 1111 1111 1111",
            "national_id": "NI QQ 12 34 56 C",
            "password": "Sommer#2024",
            "order": "BK-48211-Q",
            "appointment": "2026-03-24 10:30",
            "refund": "312.50 GBP",
        }.items()
    )
    CONTEXT = replace(BARE, private_facts=OWN)

    @pytest.mark.parametrize(
        "text",
        [
            "Your order BK-48211-Q left today, and 312.50 GBP come back to you.",
            "See you on 24 March at half past ten!",
            "It goes back to the card ending 1111.",
            "Could you tell me the postcode, so that I find the parcel?",
            "Please follow us there, we post every day.",
        ],
    )
    def test_facts_may_be_said_to_their_owner(self, text: str) -> None:
        assert verdict(text, self.CONTEXT, surface=Surface.PRIVATE).decision is Decision.ALLOW

    @pytest.mark.parametrize(
        "text",
        [
            "Is it 4111-1111-1111-1111?",
            "We hold four one one one, then 1111-1111-1111.",
            "For the form I took QQ123456C.",
            "The password is Sommer#2024.",
            "Please type the three digits from the back of the card.",
        ],
    )
    def test_cards_passwords_and_identity_numbers_never(self, text: str) -> None:
        assert verdict(text, self.CONTEXT, surface=Surface.PRIVATE).decision is Decision.BLOCK

    @pytest.mark.parametrize("text", ["Your order BK-48211-Q left today.", "See you on 24 March at 10:30."])
    def test_facts_of_somebody_else_are_held(self, text: str) -> None:
        context = replace(BARE, private_facts=tuple(replace(fact, owner="C-2") for fact in self.OWN))
        assert verdict(text, context, surface=Surface.PRIVATE).decision is not Decision.ALLOW


class TestSecondPair:
    SEEN = (Fact("order", "ZZ-99881", "crm", "C-1"),)

    def test_who_unveiled_a_fact_does_not_answer_alone_in_a_regulated_sector(self) -> None:
        context = replace(BARE, sectors=("health",), viewed_facts=self.SEEN)
        assert verdict("Thank you for writing.", context).decision is Decision.REVIEW

    @pytest.mark.parametrize(
        "change",
        [{"sectors": ("retail",)}, {"viewed_facts": ()}, {"viewed_facts": (Fact("order", "ZZ-1", "crm", "C-9"),)}],
    )
    def test_otherwise_alone_is_fine(self, change: dict[str, tuple[str, ...]]) -> None:
        context = replace(BARE, **({"sectors": ("health",), "viewed_facts": self.SEEN} | change))  # type: ignore[arg-type]
        assert verdict("Thank you for writing.", context).decision is Decision.ALLOW


class TestRewrite:
    ORDER = replace(BARE, private_facts=(Fact("order", "4711-8812-X", "crm"),))

    def test_the_offending_sentence_goes_and_the_kind_ones_stay(self) -> None:
        judged = verdict("We are sorry about the wait. Your diabetes is noted. We want to help.")
        assert judged.rewrite == (
            "We are sorry about the wait. We want to help. "
            "Please send us a private message so that we can look into it with you."
        )

    @pytest.mark.parametrize(
        ("text", "start"),
        [
            ("Your root canal went well.", "Thank you"),
            ("Ihre Wurzelbehandlung verlief gut.", "Danke"),
            ("Su endodoncia fue bien.", "Gracias"),
            ("Votre dévitalisation s'est bien passée, avec votre diabète.", "Merci"),
        ],
    )
    def test_where_nothing_stays_it_invites_in_the_language_of_the_draft(self, text: str, start: str) -> None:
        assert verdict(text).rewrite.startswith(start)

    @pytest.mark.parametrize(
        "text",
        ["Your diabetes. Ring 07700 900123!", "You should have read the terms.", "Order BK-48211-Q, Ms Lindqvist."],
    )
    def test_a_rewrite_has_itself_passed(self, text: str) -> None:
        rewrite = verdict(text).rewrite
        assert rewrite
        assert verdict(rewrite).decision is Decision.ALLOW

    @pytest.mark.parametrize(
        ("text", "asked"),
        [
            ("We are sorry about the wait today. What's your order number?", "in a private message"),
            ("Das tut uns sehr leid für heute. Wie lautet Ihre Kundennummer?", "in einer privaten Nachricht"),
            ("Sentimos mucho la espera de hoy. ¿Cuál es su número de pedido?", "por mensaje privado"),
            ("Nous sommes désolés pour l'attente. Quel est votre numéro de commande ?", "par message privé"),
        ],
    )
    def test_where_it_asked_it_asks_in_private(self, text: str, asked: str) -> None:
        rewrite = verdict(text, BARE).rewrite
        assert asked in rewrite
        assert rewrite.startswith(text.partition(".")[0])
        assert verdict(rewrite, BARE).held == ()

    @pytest.mark.parametrize(
        "text", ["Calm down. That is your own fault.", "You are lying. We have the whole proof here."]
    )
    def test_of_unkind_words_none_stays(self, text: str) -> None:
        assert verdict(text, BARE).rewrite == f"{KNOWLEDGE.rewrites['templates']['en']} ^JB"

    @pytest.mark.parametrize("surface", Surface)
    @pytest.mark.parametrize("sectors", [(), *((sector,) for sector in sorted(KNOWLEDGE.regulated))])
    def test_every_word_on_offer_passes(self, surface: Surface, sectors: tuple[str, ...]) -> None:
        offered = [text for texts in KNOWLEDGE.rewrites.values() for text in texts.values()]
        held = [text for text in offered if verdict(text, replace(CONTEXT, sectors=sectors), surface=surface).held]
        assert held == []

    @pytest.mark.parametrize(
        ("text", "start"),
        [
            ("Order 4711-8812-X on hold", "Thank you"),
            ("Card 4242424242424242 on file", "Thank you"),
            ("SSN 078-05-1120 on file.", "Thank you"),
            ("A sua encomenda 4711-8812-X, por favor, para que chegue mais cedo.", "Thank you"),
            ("De bestelling 4711-8812-X is onderweg, we zijn er.", "Thank you"),
            ("Your order 4711-8812-X, la commande, est on hold.", "Thank you"),
            ("Commande 4711-8812-X dans votre colis.", "Merci"),
            ("Order 4711-8812-X ist da.", "Danke"),
            ("Su pedido 4711-8812-X.", "Gracias"),
        ],
    )
    def test_it_follows_the_draft_only_where_its_language_is_sure(self, text: str, start: str) -> None:
        assert verdict(text, self.ORDER).rewrite.startswith(start)

    @pytest.mark.parametrize(
        ("change", "language", "start"),
        [
            ({"public_posts": ("Wo ist meine Bestellung?",)}, "", "Danke"),
            ({"public_posts": ("Wo ist meine Bestellung?",)}, "es", "Gracias"),
            (
                {"public_posts": ("¿on?",), "thread": (PublicPost("dan", "Moi aussi, merci de nous aider."),)},
                "",
                "Merci",
            ),
            ({"public_posts": ("Onde está a encomenda? Por favor!",)}, "", "Thank you"),
            ({"thread": (PublicPost("dan", "Same here!"),)}, "", "Thank you"),
        ],
    )
    def test_where_the_draft_says_too_little_it_follows_the_person(
        self, change: dict[str, object], language: str, start: str
    ) -> None:
        context = replace(self.ORDER, **change)  # type: ignore[arg-type]
        assert verdict("Order 4711-8812-X on hold", context, language=language).rewrite.startswith(start)

    def test_it_is_measured_as_its_network_measures(self) -> None:
        def twice(words: str) -> int:
            return 2 * len(words)

        text = "We are very sorry about this. Your order 4711-8812-X is late."
        made = payload(text, length=twice(text), limit=2 * len(text))
        plain, measured = judge(made, self.ORDER, KNOWLEDGE), judge(made, self.ORDER, KNOWLEDGE, twice)
        assert twice(plain.rewrite) <= made.limit < twice(f"{text[:29]} {KNOWLEDGE.rewrites['invitations']['en']}")
        assert measured.rewrite == plain.rewrite
        short = replace(made, limit=2 * len(KNOWLEDGE.rewrites["invitations"]["en"]))
        assert judge(short, self.ORDER, KNOWLEDGE, twice).rewrite == KNOWLEDGE.rewrites["invitations"]["en"]
        assert judge(replace(short, limit=short.limit - 1), self.ORDER, KNOWLEDGE, twice).rewrite == ""

    def test_in_private_it_offers_to_write_on(self) -> None:
        rewrite = verdict("Calm down.", BARE, surface=Surface.PRIVATE).rewrite
        assert rewrite.startswith("Thank you for your message.")

    def test_no_rewrite_where_words_are_not_the_matter(self) -> None:
        assert verdict("Have a look.", warning="diabetes").rewrite == ""

    def test_allowed_words_are_left_alone(self) -> None:
        assert verdict("Thank you.").rewrite == ""


class TestBinding:
    def test_the_same_judgement_is_bound_the_same(self) -> None:
        assert verdict("Hello.").binding == verdict("Hello.").binding

    @pytest.mark.parametrize("change", [{"recipient": "b@lobby.example"}, {"version": "8"}])
    def test_another_context_is_another_binding(self, change: dict[str, str]) -> None:
        assert verdict("Hello.", replace(CONTEXT, **change)).binding != verdict("Hello.").binding  # type: ignore[arg-type]

    @pytest.mark.parametrize(
        "change", [{"surface": Surface.PRIVATE}, {"network": "x"}, {"links": ("a",)}, {"length": 1}]
    )
    def test_another_payload_is_another_binding(self, change: dict[str, object]) -> None:
        assert verdict("Hello.", CONTEXT, **change).binding != verdict("Hello.").binding


def _broken(_view: View, _context: GuardContext, _knowledge: GuardKnowledge) -> tuple[Finding, ...]:
    raise RuntimeError("out of order")


def test_a_check_that_fails_blocks_for_good() -> None:
    judged = judge(payload("Hello."), CONTEXT, KNOWLEDGE, checks=(*CHECKS, _broken))
    assert [(one.rule, one.severity) for one in judged.findings] == [("guard.failed._broken", Severity.NEVER)]
    assert (judged.decision, judged.overridable, judged.rewrite) == (Decision.BLOCK, False, "")


def test_an_author_without_initials_signs_nothing() -> None:
    context = replace(CONTEXT, author=Author("Jonas Berg", "", "Marlow Care"))
    assert "^" not in verdict("Your diabetes.", context).rewrite
