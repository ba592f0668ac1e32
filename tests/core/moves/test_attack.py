"""Kindness under attack: two offers at most, a final word, rest; and who comes back from it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parlour.core.guard import final_word, judge
from parlour.core.moves import words
from parlour.core.moves.attack import (
    MOST_OFFERS,
    Next,
    Ours,
    Theirs,
    Tone,
    Turn,
    lifts_rest,
    may_close,
    next_step,
    standing,
    tone_of,
)
from parlour.knowledge.guard.closed_lists import sector
from tests.core.guard.desk import AUTHOR, BARE, READING, payload

ATTACK, EARNEST, ASIDE = Theirs(Tone.ATTACK), Theirs(Tone.EARNEST), Theirs(Tone.ASIDE)
REPLY, WITH_WAY, LAST = Ours(), Ours(complete=True), Ours(complete=True, meant_last=True)
TURNS = st.lists(st.sampled_from([ATTACK, EARNEST, ASIDE, REPLY, WITH_WAY, LAST, Ours(meant_last=True)]), max_size=14)


@pytest.mark.parametrize(
    ("turns", "step"),
    [
        ([], None),
        ([EARNEST], None),
        ([ASIDE, REPLY], None),
        ([ATTACK], Next.OFFER),
        ([EARNEST, REPLY, REPLY, ATTACK], Next.OFFER),
        ([ATTACK, REPLY], Next.WAIT),
        ([ATTACK, REPLY, ASIDE], Next.OFFER_AGAIN),
        ([ATTACK, REPLY, ATTACK], Next.OFFER_AGAIN),
        ([ATTACK, WITH_WAY, ATTACK], Next.OFFER_AGAIN),
        ([ATTACK, REPLY, ATTACK, REPLY], Next.WAIT),
        ([ATTACK, REPLY, ATTACK, REPLY, ATTACK], Next.FINAL_WORD),
        ([ATTACK, REPLY, ATTACK, REPLY, ATTACK, Ours(meant_last=True), ATTACK], Next.FINAL_WORD),
        ([ATTACK, REPLY, ATTACK, REPLY, ATTACK, WITH_WAY], Next.REST),
        ([ATTACK, LAST], Next.REST),
        ([ATTACK, REPLY, LAST, ATTACK, ATTACK], Next.REST),
        ([ATTACK, REPLY, ATTACK, LAST, EARNEST], None),
        ([ATTACK, REPLY, ATTACK, LAST, EARNEST, ATTACK], Next.OFFER_AGAIN),
        ([ATTACK, REPLY, EARNEST, REPLY, REPLY, REPLY, ATTACK], Next.OFFER_AGAIN),
    ],
)
def test_next_step(turns: list[Turn], step: Next | None) -> None:
    assert next_step(turns) is step


@pytest.mark.parametrize(
    ("turns", "closable"),
    [
        ([EARNEST], True),
        ([ATTACK], False),
        ([ATTACK, REPLY, ATTACK, REPLY], False),
        ([WITH_WAY, ATTACK], False),
        ([ATTACK, Ours(meant_last=True)], False),
        ([ATTACK, WITH_WAY], True),
        ([ATTACK, LAST, ATTACK], True),
        ([ATTACK, LAST, EARNEST, ATTACK], False),
        ([ATTACK, EARNEST], True),
    ],
)
def test_may_close(turns: list[Turn], closable: bool) -> None:
    assert may_close(turns) is closable


@pytest.mark.parametrize(
    ("counts", "understood", "tone", "lifts"),
    [
        (["intent.question"], True, Tone.EARNEST, True),
        (["intent.talk"], True, Tone.ASIDE, False),
        (["intent.talk", "complaint"], True, Tone.EARNEST, True),
        (["intent.praise", "sentiment.positive"], True, Tone.EARNEST, True),
        (["intent.talk", "sentiment.negative", "heat"], True, Tone.ASIDE, False),
        (["intent.service", "complaint", "attack.toxicity"], True, Tone.ATTACK, False),
        (["intent.talk", "attack.threat"], True, Tone.ATTACK, True),
        (["intent.talk", "attack.toxicity", "sensitive.safety"], True, Tone.ATTACK, True),
        (["intent.talk", "attack.spam"], True, Tone.ASIDE, False),
        (["attack.toxicity"], False, Tone.EARNEST, True),
        ([], False, Tone.EARNEST, True),
        ([], True, Tone.ASIDE, False),
    ],
)
def test_what_a_post_amounts_to(counts: list[str], understood: bool, tone: Tone, lifts: bool) -> None:
    assert tone_of(counts, understood=understood) is tone
    assert lifts_rest(counts, understood=understood) is lifts


@given(st.lists(st.sampled_from([ATTACK, ASIDE]), min_size=1, max_size=12))
def test_whoever_follows_it_offers_twice_at_most_and_rests_only_after_a_final_word(theirs: list[Theirs]) -> None:
    turns: list[Turn] = []
    taken: list[Next] = []
    for one in [ATTACK, *theirs]:
        turns.append(one)
        step = next_step(turns)
        assert step is not None
        assert step is not Next.WAIT
        taken.append(step)
        if step is not Next.REST:
            turns.append(LAST if step is Next.FINAL_WORD else REPLY)
    order = [Next.OFFER, Next.OFFER_AGAIN, Next.FINAL_WORD, *[Next.REST] * len(theirs)]
    assert taken == order[: len(taken)]


@given(TURNS)
def test_no_offer_is_a_third_and_no_rest_is_without_its_word(turns: list[Turn]) -> None:
    step, now = next_step(turns), standing(turns)
    assert (step is None) == (not now.attacking)
    if step in (Next.OFFER, Next.OFFER_AGAIN):
        assert now.offers < MOST_OFFERS
    if step is Next.REST:
        assert any(isinstance(turn, Ours) and turn.complete for turn in turns)
        assert may_close(turns)


@given(TURNS)
def test_earnest_words_always_end_the_path(turns: list[Turn]) -> None:
    assert next_step([*turns, EARNEST]) is None


LANGUAGES = ("en", "de", "es")
SECTORS = (
    "health personal_care finance debt insurance legal employment education minors retail food hospitality travel "
    "airline transport automotive delivery telecom technology energy utilities housing public media games gambling "
    "charity animals agriculture industry services other"
).split()


def said(language: str) -> dict[str, str]:
    return {
        "offer": words.offer(language),
        "again": words.offer_again(language),
        "final": words.final_word(language, "care@marlow.example"),
        "final by name": words.final_word(language, "care@marlow.example", "Jonas Berg"),
        "final by account": words.final_word(language, "@marlowcare@lobby.example", AUTHOR.name),
        "unverified": words.unverified(language),
    }


@pytest.mark.parametrize("in_sector", ["", *SECTORS])
@pytest.mark.parametrize("language", LANGUAGES)
def test_our_words_pass_the_guard_in_public(language: str, in_sector: str) -> None:
    context = replace(BARE, sectors=(sector(in_sector),) if in_sector else ())
    for name, text in said(language).items():
        assert (name, judge(payload(text), context, READING).held) == (name, ())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_final_word_has_its_parts(language: str) -> None:
    for name, text in said(language).items():
        assert final_word(payload(text), BARE, READING).complete is name.startswith("final"), text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_person_is_never_questioned(language: str) -> None:
    for text in said(language).values():
        assert "?" not in text
    assert words.offer(language) != words.offer_again(language)
    assert words.offer(f"{language}-XX") == words.offer(language)
