"""The verdict as a whole: decisions, rewrites, binding, and failing closed."""

from dataclasses import replace

import pytest

from parlour.core.guard import judge
from parlour.core.guard.checks import CHECKS
from parlour.core.guard.knowledge import GuardKnowledge
from parlour.core.guard.view import View
from parlour.core.nouns.context import Author, GuardContext
from parlour.core.nouns.draft import Media
from parlour.core.nouns.fact import Fact
from parlour.core.nouns.surface import Surface
from parlour.core.nouns.verdict import Decision, Finding, Severity
from tests.core.guard import clean_replies
from tests.core.guard.desk import BARE, CONTEXT, KNOWLEDGE, RECIPIENT, payload, verdict


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
        found = verdict("Thank you.", BARE, length=512, limit=500).findings
        assert [(one.rule, one.message) for one in found] == [
            ("form.too_long", "This is 12 too long for mastodon. Please shorten it.")
        ]

    @pytest.mark.parametrize(("length", "limit"), [(500, 500), (9999, 0)])
    def test_within_the_limit(self, length: int, limit: int) -> None:
        assert verdict("Thank you.", BARE, length=length, limit=limit).findings == ()

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
        house = (RECIPIENT, "marlowcare@lobby.example")
        assert verdict("Hello!", BARE, surface=Surface.PRIVATE, mentions=house).decision is Decision.ALLOW


class TestPersonalData:
    @pytest.mark.parametrize("text", ["Ask dan@shop.example.", "He lives at 9 Acorn Road.", "Use order number 771234."])
    def test_anybodys_data_are_blocked_in_public(self, text: str) -> None:
        assert verdict(text, BARE).decision is Decision.BLOCK

    def test_the_companys_own_contacts_are_free(self) -> None:
        assert verdict("Call 020 7946 0958 or write to care@marlow.example.", BARE).decision is not Decision.BLOCK
        assert verdict("My name is Jonas Berg.", BARE).decision is Decision.ALLOW


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
