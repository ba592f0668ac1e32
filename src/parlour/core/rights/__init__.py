"""Who may do what: one table, from the roles a person has at a brand to the verbs of the house."""

from collections.abc import Collection, Mapping
from typing import Final

AGENT, SUPERVISOR, PRIVACY, OPERATOR = "agent", "supervisor", "privacy", "operator"

TABLE: Final[Mapping[str, frozenset[str]]] = {
    # reading and answering
    "read": frozenset({AGENT, SUPERVISOR, PRIVACY}),
    "unveil": frozenset({AGENT, SUPERVISOR, PRIVACY}),
    "note": frozenset({AGENT, SUPERVISOR, PRIVACY}),
    "draft": frozenset({AGENT, SUPERVISOR}),
    "send": frozenset({AGENT, SUPERVISOR}),
    "recall": frozenset({AGENT, SUPERVISOR}),
    "settle": frozenset({AGENT, SUPERVISOR}),
    "assign": frozenset({AGENT, SUPERVISOR}),
    "snooze": frozenset({AGENT, SUPERVISOR}),
    "resolve": frozenset({AGENT, SUPERVISOR}),
    "link": frozenset({AGENT, SUPERVISOR}),
    "correct": frozenset({AGENT, SUPERVISOR}),
    # a second pair of eyes
    "release": frozenset({AGENT, SUPERVISOR}),
    "refuse": frozenset({AGENT, SUPERVISOR}),
    "override": frozenset({SUPERVISOR}),
    "answer_question": frozenset({AGENT, SUPERVISOR}),
    "claim": frozenset({AGENT, SUPERVISOR}),
    "approve_claim": frozenset({AGENT, SUPERVISOR}),
    # the house itself
    "import_customers": frozenset({SUPERVISOR, PRIVACY}),
    "export": frozenset({SUPERVISOR, PRIVACY}),
    "erase": frozenset({PRIVACY}),
    "see_record": frozenset({SUPERVISOR, PRIVACY, OPERATOR}),
    "staff": frozenset({SUPERVISOR}),
    "configure": frozenset({OPERATOR}),
    "see_health": frozenset({SUPERVISOR, OPERATOR}),
    "invite_colleague": frozenset({SUPERVISOR, OPERATOR}),
}


def may(roles: Collection[str], verb: str) -> bool:
    """Whether somebody with these roles at a brand may do this there. Raises ValueError for a verb nobody knows."""
    allowed = TABLE.get(verb)
    if allowed is None:
        raise ValueError(f"No right is called {verb!r}. There are: {', '.join(TABLE)}.")
    return not allowed.isdisjoint(roles)
