"""What remarks do to a move, and which case a private message belongs to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parlour.core.lifecycle import MOVE_STEPS, MoveStep, after_move_step
from parlour.core.moves.codes import CODE_BYTES, code_from
from parlour.core.moves.listen import Addressee, Candidate, Remark, match, steps_after
from parlour.core.moves.returning import Mood, mood_of
from parlour.core.moves.words import closure, invitation
from parlour.core.nouns.surface import Surface

PRIVATE, PUBLIC = Surface.PRIVATE, Surface.PUBLIC
remarks = st.builds(
    Remark,
    surface=st.sampled_from(Surface),
    text=st.sampled_from(["Yes please", "No", "DM me", "Stop messaging me", "Hello", "Answer me here", "", "Ja gerne"]),
    addressee=st.sampled_from(Addressee),
    answers_offer=st.booleans(),
)


@given(st.sampled_from(sorted(MOVE_STEPS)), remarks)
def test_steps_after_are_always_legal(state: str, remark: Remark) -> None:
    for step in steps_after(state, remark):
        state = after_move_step(state, step)


@given(st.sampled_from(sorted(MOVE_STEPS)), remarks)
def test_what_is_said_to_another_person_in_public_means_nothing(state: str, remark: Remark) -> None:
    if remark.surface is PUBLIC and remark.addressee is Addressee.ANOTHER:
        assert steps_after(state, remark) == ()


@pytest.mark.parametrize(
    ("state", "remark", "steps"),
    [
        ("offered", Remark(PRIVATE, "Hello"), (MoveStep.CONSENTED, MoveStep.OPENED)),
        ("offered", Remark(PRIVATE, "No"), (MoveStep.DECLINED,)),
        ("offered", Remark(PUBLIC, "ok", Addressee.US, answers_offer=True), (MoveStep.CONSENTED,)),
        ("offered", Remark(PUBLIC, "ok", Addressee.US), ()),
        ("declined", Remark(PUBLIC, "ok", Addressee.US, answers_offer=True), ()),
        ("declined", Remark(PUBLIC, "DM me please", Addressee.US), (MoveStep.CONSENTED,)),
        ("declined", Remark(PRIVATE, "DM me please"), (MoveStep.CONSENTED, MoveStep.OPENED)),
        ("declined", Remark(PRIVATE, "Here I am after all"), (MoveStep.CONSENTED, MoveStep.OPENED)),
        ("declined", Remark(PRIVATE, "Hello"), ()),
        ("declined", Remark(PRIVATE, "Yes"), ()),
        ("declined", Remark(PRIVATE, "I already told you no."), ()),
        ("offered", Remark(PRIVATE, "Wrong number"), ()),
        ("offered", Remark(PRIVATE, "Yes, let's talk here."), (MoveStep.CONSENTED, MoveStep.OPENED)),
        ("offered", Remark(PRIVATE, "Please don't write to me here"), (MoveStep.DECLINED,)),
        ("offered", Remark(PRIVATE, "I am out of the office until Monday."), ()),
        ("offered", Remark(PRIVATE, "@marlow no thanks", ours=("marlow@lobby.example",)), (MoveStep.DECLINED,)),
        ("offered", Remark(PUBLIC, "@marlow DM me please", ours=("marlow@lobby.example",)), (MoveStep.CONSENTED,)),
        ("offered", Remark(PUBLIC, "@marlow DM me please", ours=("tidewell@lobby.example",)), ()),
        ("lapsed", Remark(PUBLIC, "Yes please", Addressee.US, answers_offer=True), (MoveStep.CONSENTED,)),
        ("lapsed", Remark(PUBLIC, "Yes please", Addressee.US), ()),
        ("lapsed", Remark(PRIVATE, "Here I am"), (MoveStep.CONSENTED, MoveStep.OPENED)),
        ("lapsed", Remark(PRIVATE, "No"), ()),
        ("consented", Remark(PRIVATE, "Hello"), (MoveStep.OPENED,)),
        ("consented", Remark(PUBLIC, "No thanks", Addressee.US), (MoveStep.WITHDRAWN,)),
        ("open", Remark(PRIVATE, "No"), ()),
        ("open", Remark(PRIVATE, "Leave me alone"), (MoveStep.WITHDRAWN,)),
        ("settled", Remark(PUBLIC, "Thanks", Addressee.US), ()),
        ("closed", Remark(PUBLIC, "Thanks", Addressee.US), (MoveStep.RETURNED,)),
        ("closed", Remark(PRIVATE, "Thanks"), ()),
        ("returned", Remark(PUBLIC, "Again!", Addressee.US), (MoveStep.RETURNED,)),
        ("cannot", Remark(PRIVATE, "Here I am after all"), (MoveStep.CONSENTED, MoveStep.OPENED)),
    ],
)
def test_steps_after(state: str, remark: Remark, steps: tuple[MoveStep, ...]) -> None:
    assert steps_after(state, remark) == steps


@pytest.mark.parametrize(
    ("text", "candidates", "case"),
    [
        ("Hello", (), None),
        ("Hello", (Candidate(1, "lusab-gitof", "offered"),), 1),
        ("Hello", (Candidate(1, "lusab-gitof", "declined"),), None),
        ("LUSAB-GITOF!", (Candidate(1, "lusab-gitof", "declined"),), 1),
        ("Hello", (Candidate(1, "lusab-gitof", "offered"), Candidate(2, "babad-zupak", "open")), None),
        ("it is babad-zupak", (Candidate(1, "lusab-gitof", "offered"), Candidate(2, "babad-zupak", "open")), 2),
        ("lusab-gitof babad-zupak", (Candidate(1, "lusab-gitof", "open"), Candidate(2, "babad-zupak", "open")), None),
        ("Hello", (Candidate(1, "a", "declined"), Candidate(1, "b", "offered")), 1),
    ],
)
def test_match(text: str, candidates: tuple[Candidate, ...], case: int | None) -> None:
    assert match(text, candidates) == case


@given(st.binary(min_size=CODE_BYTES, max_size=CODE_BYTES), st.binary(min_size=CODE_BYTES, max_size=CODE_BYTES))
def test_codes_differ_as_their_secrets_do(one: bytes, other: bytes) -> None:
    assert (code_from(one) == code_from(other)) == (one == other)
    assert len(code_from(one)) == 11


@pytest.mark.parametrize("secret", [b"", b"abc", b"abcde"])
def test_code_from_another_length_is_refused(secret: bytes) -> None:
    with pytest.raises(ValueError, match="4 bytes"):
        code_from(secret)


MOODS = {
    Mood.THANKS: (
        "Thank you so much!",
        "All solved, great service.",
        "It works again. Cheers",
        "Danke, alles geklärt!",
        "Muchas gracias, todo resuelto",
        "Kudos to Ada",
    ),
    Mood.UNHAPPY: (
        "Still not working",
        "Thanks, but it is broken again",
        "Thanks for nothing",
        "This has not been solved",
        "No thanks to you, I fixed it myself",
        "Immer noch kaputt",
        "Das ist nicht gelöst",
        "Danke für nichts",
        "Sigue sin funcionar",
        "Gracias por nada",
        "What a joke",
    ),
    Mood.UNCLEAR: ("", "When will it be solved?", "I will be grateful if it works", "Is Ada in today?", "¿Cuándo?"),
}


@pytest.mark.parametrize(("mood", "text"), [(mood, text) for mood, texts in MOODS.items() for text in texts])
def test_mood_of(mood: Mood, text: str) -> None:
    assert mood_of(text) is mood


@pytest.mark.parametrize("language", ["en", "de", "es", "de-CH", "EN", "fr", "", "zz-zz"])
def test_our_own_words_fit_every_language_tag(language: str) -> None:
    assert "lusab-gitof" in invitation(language, "lusab-gitof")
    assert len(invitation(language, "lusab-gitof")) < 400
    assert closure(language)
