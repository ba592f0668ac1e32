"""When a matter should be taken aside, by table and by property."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parlour.core.moves.policy import (
    CANNOT_STAND,
    IN_COMPANY,
    Ground,
    MovePolicy,
    Situation,
    Strength,
    read_policy,
    seconds_in,
    suggest,
)
from parlour.core.moves.ways import Way

USUAL = MovePolicy()
SUGGEST, RULE, OFF = Strength.SUGGEST, Strength.RULE, Strength.OFF


def grounds(**seen: Any) -> tuple[str, ...]:
    suggestion = suggest(Situation(**seen), USUAL)
    return tuple(one.ground.value for one in suggestion.because) if suggestion else ()


@pytest.mark.parametrize(
    ("seen", "expected"),
    [
        ({}, ()),
        ({"regulated": True}, ()),
        ({"regulated": True, "domains": ["health"]}, ("regulated",)),
        ({"regulated": True, "domains": ["safety"]}, ("regulated",)),
        ({"domains": ["health"]}, ("delicate",)),
        ({"domains": ["safety"]}, ()),
        ({"domains": ["safety", "legal"]}, ("delicate",)),
        ({"kinds": ["phone"]}, ("personal_data",)),
        ({"regulated": True, "domains": ["finance"], "kinds": ["iban"]}, ("regulated", "personal_data")),
        ({"one_reply": 0.09}, ("long_answer",)),
        ({"one_reply": 0.1}, ()),
        ({"one_reply": None}, ()),
        ({"ours": 3, "theirs": 3}, ()),
        ({"ours": 3, "theirs": 4}, ("turns",)),
        ({"heats": (0.3, 0.6)}, ("heat",)),
        ({"heats": (0.31, 0.6)}, ()),
        ({"heats": (0.1, 0.49)}, ()),
        ({"heats": (0.9,)}, ()),
        ({"heats": ()}, ()),
        ({"heats": (0.9, 0.2)}, ()),
        ({"heats": (0.5, 0.1, 0.7)}, ("heat",)),
        ({"onlookers": 4999}, ()),
        ({"onlookers": 5000}, ("onlookers",)),
    ],
)
def test_grounds(seen: dict[str, Any], expected: tuple[str, ...]) -> None:
    assert grounds(**seen) == expected


@pytest.mark.parametrize(
    ("policy", "strength"),
    [
        (MovePolicy(), RULE),
        (MovePolicy(regulated=SUGGEST), SUGGEST),
        (MovePolicy(regulated=SUGGEST, personal_data=RULE), RULE),
        (MovePolicy(regulated=SUGGEST, personal_data=OFF), SUGGEST),
    ],
)
def test_the_strongest_ground_decides(policy: MovePolicy, strength: Strength) -> None:
    seen = Situation(regulated=True, domains=["health"], kinds=["phone"])
    suggestion = suggest(seen, policy)
    assert suggestion is not None
    assert suggestion.strength is strength


def test_a_reason_has_words_and_the_figure_behind_them() -> None:
    seen = Situation(regulated=True, domains=["health", "legal"], ours=5, theirs=4, heats=(0.2, 0.9), onlookers=12_400)
    suggestion = suggest(seen, USUAL)
    assert suggestion is not None
    assert [(one.words, one.figure) for one in suggestion.because] == [
        (
            "It speaks of health, legal, and yours is a sector where that is not discussed in public.",
            "health, legal",
        ),
        ("It went back and forth 9 times in public (6 are usual).", "9"),
        ("They are getting angrier: 90 %, 70 more than at their calmest.", "90 %, 70 more"),
        ("Many are looking on: about 12,400.", "12400"),
    ]


@pytest.mark.parametrize("stop", ["under_way", "declined", "lapsed"])
def test_nobody_is_asked_again(stop: str) -> None:
    assert grounds(regulated=True, domains=["health"], kinds=["phone"], **{stop: True}) == ()


@pytest.mark.parametrize(
    ("seen", "expected"),
    [
        ({"ours": 9, "heats": (0.1, 0.9), "onlookers": 9000}, ()),
        ({"ours": 9, "kinds": ["address"]}, ("personal_data",)),
    ],
)
@pytest.mark.parametrize("who", ["attack", "minor"])
def test_attacks_and_minors_move_for_what_was_said_alone(
    who: str, seen: dict[str, Any], expected: tuple[str, ...]
) -> None:
    assert grounds(**seen, **{who: True}) == expected


@pytest.mark.parametrize(
    ("ways", "way"),
    [
        ((Way.MESSAGE, Way.CALL), Way.MESSAGE),
        ((Way.CALL, Way.ROOM), Way.ROOM),
        ((Way.CALL, Way.VISIT), None),
    ],
)
def test_a_minor_is_never_taken_aside_by_one_adult_alone(ways: tuple[Way, ...], way: Way | None) -> None:
    suggestion = suggest(Situation(kinds=["address"], minor=True, ways=ways), USUAL)
    assert suggestion is not None
    assert (suggestion.way, suggestion.second_adult) == (way, True)
    assert (way is None) == bool(suggestion.cannot)


def test_where_there_is_no_way_it_is_no_rule_and_says_why() -> None:
    seen = Situation(regulated=True, domains=["health"], ways=(), cannot="This network has no private messages.")
    suggestion = suggest(seen, USUAL)
    assert suggestion is not None
    assert (suggestion.strength, suggestion.way) == (SUGGEST, None)
    assert suggestion.cannot == "This network has no private messages."


def test_what_an_agent_decided_about_is_not_brought_up_again() -> None:
    first = suggest(Situation(domains=["health"], ours=9), USUAL)
    assert first is not None
    assert grounds(domains=["health"], ours=12, decided=first.keys) == ()
    assert grounds(domains=["health", "legal"], ours=12, decided=first.keys) == ("delicate",)
    assert grounds(domains=["health"], ours=12, kinds=["phone"], decided=first.keys) == ("personal_data",)
    assert grounds(regulated=True, domains=["health"], decided=first.keys) == ("regulated",)


situations = st.builds(
    Situation,
    regulated=st.booleans(),
    domains=st.sets(st.sampled_from(("health", "legal", "safety", "minors"))),
    kinds=st.sets(st.sampled_from(("phone", "iban"))),
    one_reply=st.none() | st.floats(0, 1),
    ours=st.integers(0, 9),
    theirs=st.integers(0, 9),
    heats=st.lists(st.floats(0, 1), max_size=4).map(tuple),
    onlookers=st.integers(0, 20_000),
    ways=st.lists(st.sampled_from(Way), unique=True).map(tuple),
    attack=st.booleans(),
    minor=st.booleans(),
    under_way=st.booleans(),
    declined=st.booleans(),
    lapsed=st.booleans(),
)
strengths = st.sampled_from(Strength)
policies = st.builds(
    MovePolicy,
    regulated=st.sampled_from((SUGGEST, RULE)),
    personal_data=strengths,
    delicate=strengths,
    long_answer=strengths,
    turns=strengths,
    heat=strengths,
    onlookers=strengths,
)


@given(situations, policies)
def test_every_suggestion_has_a_reason_that_counts(seen: Situation, policy: MovePolicy) -> None:
    suggestion = suggest(seen, policy)
    if suggestion is None:
        return
    assert True not in (seen.under_way, seen.declined, seen.lapsed)
    assert suggestion.because
    assert all(one.words and one.figure and one.keys for one in suggestion.because)
    assert all(getattr(policy, one.ground) is one.strength is not OFF for one in suggestion.because)
    assert suggestion.strength is not RULE or RULE in [one.strength for one in suggestion.because]
    assert suggestion.way in (*seen.ways, None)
    assert suggestion.second_adult == seen.minor


@given(situations, policies)
def test_a_sensitive_matter_in_a_regulated_sector_is_always_brought_up(seen: Situation, policy: MovePolicy) -> None:
    rests = seen.under_way or seen.declined or seen.lapsed
    if seen.regulated and seen.domains and not rests:
        suggestion = suggest(seen, policy)
        assert suggestion is not None
        assert Ground.REGULATED in [one.ground for one in suggestion.because]


@given(situations, policies)
def test_a_minor_has_company_on_every_way(seen: Situation, policy: MovePolicy) -> None:
    suggestion = suggest(seen, policy)
    if seen.minor and suggestion is not None:
        assert suggestion.way is None or suggestion.way in IN_COMPANY
        assert {one.ground for one in suggestion.because} <= CANNOT_STAND


@given(situations, policies)
def test_a_decision_silences_what_it_was_about(seen: Situation, policy: MovePolicy) -> None:
    suggestion = suggest(seen, policy)
    if suggestion is not None:
        decided = Situation(**{name: getattr(seen, name) for name in seen.__slots__} | {"decided": suggestion.keys})
        assert suggest(decided, policy) is None


def test_read_policy_takes_what_is_written_and_else_the_usual() -> None:
    assert read_policy({}) == MovePolicy()
    chosen = {"turns": "off", "personal_data": "rule", "most_turns": 2, "heat_rise": 1, "many_onlookers": 10}
    assert read_policy({"moves": chosen, "undo_seconds": 5}) == MovePolicy(
        turns=OFF, personal_data=RULE, most_turns=2, heat_rise=1.0, many_onlookers=10
    )


@pytest.mark.parametrize(
    ("chosen", "says"),
    [
        ("off", "'moves' is a table"),
        ({"hats": "rule"}, "has no 'hats'. It has: regulated, personal_data"),
        ({"regulated": "off"}, "cannot be off"),
        ({"turns": "maybe"}, r"moves.turns' is off, suggest or rule. It is 'maybe'"),
        ({"turns": 3}, r"moves.turns' is off, suggest or rule"),
        ({"turns": ["off"]}, r"moves.turns' is off, suggest or rule"),
        ({"most_turns": 0}, r"moves.most_turns' is a whole number above 0. It is 0"),
        ({"most_turns": 2.5}, "whole number"),
        ({"most_turns": True}, "whole number"),
        ({"most_turns": "4"}, "whole number"),
        ({"many_onlookers": -1}, "whole number"),
        ({"heat_rise": 1.1}, "a share above 0 and up to 1. It is 1.1"),
        ({"heat_rise": "hot"}, "a share"),
        ({"least_one_reply": 0}, "a share"),
    ],
)
def test_read_policy_says_what_is_wrong(chosen: object, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        read_policy({"moves": chosen})


@pytest.mark.parametrize("value", [0, -1, 1.5, "60", None, True, 367 * 86_400])
def test_seconds_in_says_what_is_wrong(value: object) -> None:
    with pytest.raises(ValueError, match="'follow_up_seconds' is a whole number of seconds"):
        seconds_in({"follow_up_seconds": value}, "follow_up_seconds", 60)


def test_seconds_in() -> None:
    assert seconds_in({}, "follow_up_seconds", 60) == 60
    assert seconds_in({"follow_up_seconds": 5}, "follow_up_seconds", 60) == 5
