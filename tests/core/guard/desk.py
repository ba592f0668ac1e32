"""A desk for tests: one customer with a full file, one author, payloads as a channel would render them."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from parlour.core.guard import judge
from parlour.core.nouns.context import Author, GuardContext
from parlour.core.nouns.fact import Fact
from parlour.core.nouns.payload import Payload
from parlour.core.nouns.surface import Surface
from parlour.core.nouns.verdict import Verdict
from parlour.knowledge.guard.load import load_guard

READING = load_guard()
"""All that the guard knows."""
KNOWLEDGE = replace(READING, told=None)
"""The same without the network: what words alone decide, which never changes by learning."""
NOW = datetime(2026, 3, 18, 12, 0, tzinfo=UTC)  # a Wednesday
RECIPIENT = "mara@lobby.example"
AUTHOR = Author(
    name="Jonas Berg",
    initials="JB",
    company="Marlow Care",
    company_contacts=("care@marlow.example", "+44 20 7946 0958", "www.marlow.example"),
)
FACTS = {
    "condition": "type 2 diabetes",
    "treatment": "root canal, upper left",
    "medicine": "Metformin 500 mg",
    "appointment": "2026-03-24 10:30 with Dr. Okafor",
    "balance": "432.50 EUR",
    "order": "BK-48211-Q",
    "phone": "+44 7700 900123",
    "email": "m.lindqvist84@post.example",
    "address": "12 Harbour Street, Flat 3, HV4 2NP Havnport",
    "birth_date": "1984-05-12",
    "card": "4111 1111 1111 1111",
    "policy": "PX-220194",
    "text": "I lost my job at the shipyard in January and Ingrid moved out, so I cannot pay before Friday.",
}
FILE = tuple(Fact(kind, value, "dm" if kind == "text" else "crm", owner="C-1") for kind, value in FACTS.items())
CONTEXT = GuardContext(
    recipient=RECIPIENT,
    author=AUTHOR,
    now=NOW,
    recipient_name="Mara",
    owner="C-1",
    owner_name="Mara Lindqvist",
    private_facts=FILE,
    own_addresses=("marlowcare@lobby.example",),
    version="7",
)
BARE = replace(CONTEXT, private_facts=(), owner_name="")


def payload(text: str, *, surface: Surface = Surface.PUBLIC, **fields: Any) -> Payload:
    """A reply to Mara with the mention a network needs in front."""
    whole = f"@mara {text}"
    made = Payload(
        network="mastodon",
        surface=surface,
        text=whole,
        recipient=RECIPIENT,
        draft_start=6,
        draft_end=len(whole),
        mentions=(RECIPIENT,),
        length=len(whole),
        limit=500,
    )
    return replace(made, **fields)


def verdict(text: str, context: GuardContext = CONTEXT, **fields: Any) -> Verdict:
    return judge(payload(text, **fields), context, KNOWLEDGE)


def words_found(text: str, rule: str, context: GuardContext = CONTEXT) -> list[str]:
    """The words of the payload that findings of one rule point at."""
    made = payload(text)
    return [made.text[one.start : one.end] for one in judge(made, context, KNOWLEDGE).findings if one.rule == rule]
