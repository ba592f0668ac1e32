"""What sets a post apart that is angrier than those before it."""

from parlour.core.nouns.post import Post
from parlour.core.triage.escalation import FEATURES
from parlour.knowledge.triage.load import load_fast_triage
from parlour.learning.insistence import Thread, train

CALM = "Hello, could you tell me when my parcel will arrive?"
ANGRY = "This is a disgrace! I have been waiting for weeks, you useless liars!"


def thread(text: str, earlier: str, *, escalates: bool) -> Thread:
    return Thread(Post("x", text, thread=(earlier,)), escalates, "train")


def test_anger_after_calm_is_learnt_as_escalation() -> None:
    threads = [thread(ANGRY, CALM, escalates=True), thread(CALM, ANGRY, escalates=False)] * 10
    weights = dict(zip((*FEATURES, "bias"), train(threads, load_fast_triage()), strict=True))
    assert weights["hotter"] > 0
    assert weights["heat"] > 0


def test_a_sign_that_would_count_against_escalation_is_left_out() -> None:
    threads = [thread(ANGRY, CALM, escalates=False), thread(CALM, ANGRY, escalates=True)] * 10
    weights = dict(zip((*FEATURES, "bias"), train(threads, load_fast_triage()), strict=True))
    assert [weights[sign] for sign in ("heat", "hotter", "displeased", "soured")] == [0, 0, 0, 0]
    assert min(weights[sign] for sign in FEATURES) >= 0
