"""Where the house can be struck: the matrix of named points and of what is killed when a process stands there.

What can be killed: the `PROCESS` itself (SIGKILL), its `CONNECTION` to the database (inside a transaction, where it
must notice), and the `DATABASE` server with all its children (SIGKILL; started again at once, crash recovery and all).
The worker holds the loops that assess and send and the task that reconciles.
"""

from dataclasses import dataclass
from typing import Final

PROCESS, CONNECTION, DATABASE = "process", "connection", "database"
ALL: Final = (PROCESS, CONNECTION, DATABASE)
BOTH: Final = (PROCESS, DATABASE)

BEFORE, AFTER = "before", "after"
USE: Final = "parlour.usecases."
DESK: Final = "parlour.desk.views."
MASTODON: Final = "parlour.channels.mastodon."


@dataclass(frozen=True)
class Point:
    """One row of the matrix: what the process is doing, how the moment is called, where in the code, what is killed.

    `target` is `module:attribute.path`; the blow falls before or after it runs.
    """

    act: str
    name: str
    target: str
    moment: str
    killed: tuple[str, ...] = BOTH


LISTENER: Final = (
    Point("hear", "page fetched", USE + "sweep:receive", BEFORE),
    Point("hear", "events understood", USE + "receive:_understand", AFTER),
    Point("hear", "events written", "parlour.store.deliveries:write_down", AFTER, ALL),
    Point("hear", "posts written", USE + "receive:write_posts", AFTER, ALL),
    Point("hear", "cursor stored", "parlour.store.deliveries:store_cursor", AFTER, ALL),
    Point("hear", "texts queued, not committed", USE + "receive:queue_texts", AFTER, ALL),
    Point("hear", "received and committed", USE + "sweep:receive", AFTER),
)
WORKER: Final = (
    Point("assess", "assessing claimed", "parlour.store.assessing:claim", AFTER),
    Point("assess", "judged, nothing written", USE + "assess:assess_posts", AFTER),
    Point("assess", "cases opened, not committed", USE + "assess:open_or_join", AFTER, ALL),
    Point("assess", "assessments written, not committed", "parlour.store.assessments:write", AFTER, ALL),
    Point("assess", "assessed and committed", USE + "assess:_assess_brand", AFTER),
    Point("consent", "consent heard, not kept", USE + "moves:apply_remark", BEFORE, ALL),
    Point("consent", "consent kept, not recorded", USE + "moves:apply_remark", AFTER, ALL),
    Point("consent", "consent recorded, not committed", USE + "moves:append", AFTER, ALL),
    Point("consent", "consent committed", USE + "assess:_assess_brand", AFTER),
    Point("send", "before the claim", USE + "send:claim", BEFORE),
    Point("send", "claim chosen, its row locked", USE + "send:_stopped", BEFORE, ALL),
    Point("send", "judged once more, not yet claimed", USE + "send:_stopped", AFTER, ALL),
    Point("send", "claim recorded, not committed", USE + "send:append", AFTER, ALL),
    Point("send", "claim committed", USE + "send:claim", AFTER),
    Point("send", "before the channel is made", USE + "send:connect", BEFORE),
    Point("send", "before the first byte", MASTODON + "channel:MastodonChannel.send", BEFORE),
    Point("send", "request made, nothing written", MASTODON + "sending:refuse_unsendable", AFTER),
    Point("send", "published, answer in hand", MASTODON + "sending:_receipt", BEFORE),
    Point("send", "published, receipt read", MASTODON + "channel:MastodonChannel.send", AFTER, ALL),
    Point("send", "before the confirmation", USE + "send:confirm", BEFORE, ALL),
    Point("send", "confirmation begun", USE + "confirm:attach", BEFORE, ALL),
    Point("send", "our post written", USE + "own_post:_hear_receipt", BEFORE, ALL),
    Point("send", "our post attached", USE + "confirm:attach", AFTER, ALL),
    Point("send", "case answered", USE + "confirm:_answered", AFTER, ALL),
    Point("send", "confirmation recorded, not committed", USE + "confirm:append", AFTER, ALL),
    Point("send", "confirmation committed", USE + "send:confirm", AFTER),
    Point("send", "after the sending", USE + "send:send_due", AFTER),
    Point("reconcile", "before asking", USE + "reconcile:_claim", BEFORE),
    Point("reconcile", "asking claimed", USE + "reconcile:_claim", AFTER),
    Point("reconcile", "network asked", MASTODON + "channel:MastodonChannel.find_sent", AFTER),
    Point("reconcile", "found, before the confirmation", USE + "reconcile:confirm", BEFORE, ALL),
    Point("reconcile", "found, confirmation recorded", USE + "confirm:append", AFTER, ALL),
    Point("reconcile", "found and confirmed", USE + "reconcile:confirm", AFTER),
)
WEB: Final = (
    Point("type", "words typed, not kept", USE + "draft:save", BEFORE),
    Point("type", "typed words kept", USE + "draft:save", AFTER),
    Point("submit", "verdict known, nothing frozen", USE + "approve:_check", AFTER, ALL),
    Point("submit", "reply frozen, not recorded", USE + "approve:_freeze", AFTER, ALL),
    Point("submit", "case looked after", USE + "approve:assign", AFTER, ALL),
    Point("submit", "typed draft gone, nothing recorded", USE + "approve:record_approval", BEFORE, ALL),
    Point("submit", "approval recorded, not committed", USE + "approve:append", AFTER, ALL),
    Point("submit", "approval committed", USE + "approve:submit", AFTER),
    Point("submit", "page made, not sent", DESK + "replies:_sent", AFTER),
    Point("invite", "offer made, not recorded", USE + "approve:offer", AFTER, ALL),
    Point("invite", "offer recorded, not committed", USE + "approve:append", AFTER, ALL),
    Point("invite", "offer committed", USE + "approve:submit", AFTER),
    Point("recall", "taken back, words not given back", USE + "recall:give_words_back", BEFORE, ALL),
    Point("recall", "words given back, not recorded", USE + "recall:give_words_back", AFTER, ALL),
    Point("recall", "recall recorded, not committed", USE + "recall:append", AFTER, ALL),
    Point("recall", "recall committed", DESK + "replies:recall", AFTER),
    Point("release", "judged again, nothing changed", USE + "release:judge_again", AFTER, ALL),
    Point("release", "released, not recorded", USE + "release:record_approval", BEFORE, ALL),
    Point("release", "release recorded, not committed", USE + "approve:append", AFTER, ALL),
    Point("release", "release committed", DESK + "approvals:release", AFTER),
    Point("refuse", "words given back, not recorded", USE + "release:give_words_back", AFTER, ALL),
    Point("refuse", "author told, not committed", USE + "release:raise_notice", AFTER, ALL),
    Point("refuse", "refusal committed", DESK + "approvals:refuse", AFTER),
    Point("settle", "settled, not recorded", USE + "settle:append", BEFORE, ALL),
    Point("settle", "settlement recorded, not committed", USE + "settle:append", AFTER, ALL),
    Point("settle", "settlement committed", DESK + "moves:settle", AFTER),
    Point("found", "post chosen, not confirmed", USE + "reconcile:confirm", BEFORE, ALL),
    Point("found", "confirmation recorded, not committed", USE + "confirm:append", AFTER, ALL),
    Point("found", "found and committed", DESK + "questions:answer_question", AFTER),
    Point("missing", "back in line, not recorded", USE + "reconcile:append", BEFORE, ALL),
    Point("missing", "missing recorded, not committed", USE + "reconcile:append", AFTER, ALL),
    Point("missing", "missing committed", DESK + "questions:answer_question", AFTER),
)
POINTS: Final = (*LISTENER, *WORKER, *WEB)


def struck(points: tuple[Point, ...], what: str) -> list[Point]:
    """The points at which this is killed."""
    return [point for point in points if what in point.killed]


def named(point: Point) -> str:
    return f"{point.act}: {point.name}"
