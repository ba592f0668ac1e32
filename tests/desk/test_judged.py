"""What an author reads of a verdict: for those who may see facts where one was learnt, else "a private fact"."""

from dataclasses import replace

import pytest

from parlour.core.guard import judge
from parlour.core.nouns.fact import Fact
from parlour.desk.judged import Told, read_verdict
from parlour.store.models import ChannelAccount
from parlour.usecases.draft import Judged
from tests.core.guard.desk import BARE, KNOWLEDGE, payload

REPLY = payload("Sorry, the migraine must be awful. ^JB")


def _read(source: str, *, may_see: bool) -> tuple[Told, ...]:
    context = replace(BARE, private_facts=(Fact("condition", "migraine", source),))
    verdict = judge(REPLY, context, KNOWLEDGE)
    return read_verdict(Judged(ChannelAccount(), REPLY, verdict), may_see=may_see).findings


@pytest.mark.parametrize(
    ("source", "origin"),
    [("crm", "from the customer file"), ("dm", "from a private message"), ("phone", "from a call"), ("ledger", "")],
)
def test_who_may_see_facts_reads_where_one_was_learnt(source: str, origin: str) -> None:
    assert [(told.quotes, told.origin) for told in _read(source, may_see=True) if "health" in told.message] == [
        (("migraine",), origin)
    ]


def test_to_others_it_is_a_private_fact() -> None:
    told = _read("crm", may_see=False)
    assert [one.quotes for one in told if "a private fact" in one.message] == [("migraine",)]
    assert not [one for one in told if "health" in one.message or one.origin]
