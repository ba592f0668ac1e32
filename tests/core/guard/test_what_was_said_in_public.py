"""What a person said in their own posts may be repeated; what only resembles it there stays private."""

from dataclasses import replace

import pytest

from parlour.core.guard import judge
from parlour.core.nouns.context import Other
from parlour.core.nouns.fact import Fact
from parlour.core.nouns.surface import Surface
from parlour.core.nouns.verdict import Decision
from tests.core.guard.desk import BARE, KNOWLEDGE, READING, payload

MESSAGE = Fact(
    "text",
    "I have been waiting for three weeks and nobody called me back. My husband Viktor walked out on us in October and "
    "I sleep in my car.",
    "dm",
)
NOTE = Fact(
    "note",
    "Refund of the blender denied by Petra on Friday because the customer cut the cable himself; suspected fraud.",
    "note",
)
SEVERAL = Fact("text", "I lost my job at the shipyard and my wife filed for divorce.", "dm")
OWED, BACK, NAME, MOVED = (
    Fact("balance", "$1,240", "crm"), Fact("refund", "€89.00", "crm"), Fact("name", "Peter Brown", "crm"),
    Fact("appointment", "2026-04-09 10:00", "crm"),
)  # fmt: skip
WAITING = "I have been waiting for three weeks and nobody called me back!!"
STILL_PRIVATE = [
    (MESSAGE, WAITING, "Sorry that Viktor walked out on you in October."),
    (MESSAGE, "Viktor never got a call from you", "Sorry that Viktor walked out on you in October."),
    (NOTE, "Still no refund of the blender, denied by Petra on Friday", "There is a suspected fraud here."),
    (BACK, "in the bus 89 due to rain", "The refund of €89 was already paid out."),
    (SEVERAL, "Ingrid left me", "Sorry that you lost your job."),
    (OWED, "my order 1240 is late", "The $1,240 can be paid in parts."),
    (OWED, "I drove 1240 km to your shop", "The $1,240 can be paid in parts."),
    (BACK, "Flat 89, nobody came", "The refund of €89 was already paid out."),
    (NAME, "brown water from the tap", "Dear Mr Brown, sorry!"),
    (NAME, "Brown water from the tap", "Dear Mr Brown, sorry!"),
]
MAY_BE_REPEATED = [
    (MESSAGE, WAITING, "Sorry that nobody called you back for three weeks."),
    (MESSAGE, "Viktor walked out in October and nobody calls me", "Sorry that Viktor walked out in October."),
    (NOTE, "Still no refund of the blender, denied by Petra on Friday", "We look at the refund of the blender."),
    (SEVERAL, "I lost my job at the shipyard", "Sorry that you lost your job."),
    (OWED, "I owe you $1,240 and cannot pay", "The $1,240 can be paid in parts."),
    (OWED, "a bill of 1240, are you mad", "The $1,240 can be paid in parts."),
    (BACK, "Where are my 89 euros?", "The refund of €89 was already paid out."),
    (NAME, "It is Peter Brown here, no water", "Dear Mr Brown, sorry!"),
    (MOVED, "You moved me to 9 April at 10", "We moved it from 9 April at 10, sorry."),
]


def _decided(facts: tuple[Fact, ...], post: str, draft: str) -> Decision:
    context = replace(BARE, private_facts=facts, public_posts=(post,))
    return judge(payload(draft), context, KNOWLEDGE).decision


@pytest.mark.parametrize(("fact", "post", "draft"), STILL_PRIVATE)
def test_what_a_post_does_not_say_stays_private(fact: Fact, post: str, draft: str) -> None:
    assert _decided((fact,), post, draft) is not Decision.ALLOW


@pytest.mark.parametrize(("fact", "post", "draft"), MAY_BE_REPEATED)
def test_what_it_says_may_be_repeated(fact: Fact, post: str, draft: str) -> None:
    assert _decided((fact,), post, draft) is Decision.ALLOW


@pytest.mark.parametrize("surface", Surface)
@pytest.mark.parametrize(
    ("other", "post", "draft"),
    [
        (MESSAGE, WAITING, "Another customer told us that Viktor walked out on her in October."),
        (Fact("payment", "€1,250", "crm"), "I drove 1250 km with brown water", "Mr Brown paid €1,250 for his."),
    ],
)
def test_a_post_releases_nothing_of_another_person(other: Fact, post: str, draft: str, surface: Surface) -> None:
    others = (Other("@zoe", "Zoe Brown", (other,)),)
    context = replace(BARE, public_posts=(post,), others=others)
    found = judge(payload(draft, surface=surface), context, KNOWLEDGE).findings
    assert f"other.{other.kind}" in {finding.rule for finding in found}


def test_in_other_words_too_the_rest_of_a_message_stays_private() -> None:
    """The person told one sentence of it in public; what hints at another one is noticed as without the post."""
    draft = "We are so sorry that your husband has left you and that you have no roof over your head."
    for posts in ((), (WAITING,)):
        context = replace(BARE, private_facts=(MESSAGE,), public_posts=posts)
        rules = {finding.rule for finding in judge(payload(draft), context, READING).findings}
        assert "fact.text" in rules, posts
