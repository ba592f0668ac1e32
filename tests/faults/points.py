"""Where a process can be struck down: a name, the callable it happens at, and whether before or after it ran."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Point:
    """`target` is `module:attribute.path`; `moment` is before or after; `act` is what the victim is doing then."""

    name: str
    target: str
    moment: str
    act: str = "send"


SENDING: Final = (
    Point("before the claim", "parlour.usecases.send:claim", "before"),
    Point("claim chosen, its row locked", "parlour.usecases.send:_stopped", "before"),
    Point("judged once more, not yet claimed", "parlour.usecases.send:_stopped", "after"),
    Point("claim recorded, not committed", "parlour.usecases.send:append", "after"),
    Point("claim committed", "parlour.usecases.send:claim", "after"),
    Point("before the channel is made", "parlour.usecases.send:connect", "before"),
    Point("before the first byte", "parlour.channels.mastodon.channel:MastodonChannel.send", "before"),
    Point("request made, nothing written", "parlour.channels.mastodon.sending:refuse_unsendable", "after"),
    Point("published, answer in hand", "parlour.channels.mastodon.sending:_receipt", "before"),
    Point("published, receipt read", "parlour.channels.mastodon.channel:MastodonChannel.send", "after"),
    Point("before the confirmation", "parlour.usecases.send:confirm", "before"),
    Point("confirmation begun", "parlour.usecases.confirm:attach", "before"),
    Point("our post written", "parlour.usecases.own_post:_hear_receipt", "before"),
    Point("our post attached", "parlour.usecases.confirm:attach", "after"),
    Point("case answered", "parlour.usecases.confirm:_answered", "after"),
    Point("confirmation recorded, not committed", "parlour.usecases.confirm:append", "after"),
    Point("confirmation committed", "parlour.usecases.send:confirm", "after"),
    Point("after the sending", "parlour.usecases.send:send_due", "after"),
)
RECONCILING: Final = (
    Point("before asking", "parlour.usecases.reconcile:_claim", "before", "reconcile"),
    Point("asking claimed", "parlour.usecases.reconcile:_claim", "after", "reconcile"),
    Point("network asked", "parlour.channels.mastodon.channel:MastodonChannel.find_sent", "after", "reconcile"),
    Point("found, before the confirmation", "parlour.usecases.reconcile:confirm", "before", "reconcile"),
    Point("found, confirmation recorded", "parlour.usecases.confirm:append", "after", "reconcile"),
    Point("found and confirmed", "parlour.usecases.reconcile:confirm", "after", "reconcile"),
)
APPROVING: Final = (
    Point("verdict known, nothing frozen", "parlour.usecases.approve:_check", "after", "approve"),
    Point("reply frozen, not recorded", "parlour.usecases.approve:_freeze", "after", "approve"),
    Point("approval recorded, not committed", "parlour.usecases.approve:append", "after", "approve"),
    Point("approval committed", "parlour.usecases.approve:submit", "after", "approve"),
)
RECEIVING: Final = (
    Point("page fetched", "parlour.usecases.sweep:receive", "before", "hear"),
    Point("events understood", "parlour.usecases.receive:_understand", "after", "hear"),
    Point("events written", "parlour.store.deliveries:write_down", "after", "hear"),
    Point("posts written", "parlour.usecases.receive:write_posts", "after", "hear"),
    Point("cursor stored", "parlour.store.deliveries:store_cursor", "after", "hear"),
    Point("texts queued, not committed", "parlour.usecases.receive:queue_texts", "after", "hear"),
    Point("received and committed", "parlour.usecases.sweep:receive", "after", "hear"),
    Point("assessing claimed", "parlour.store.assessing:claim", "after", "assess"),
    Point("judged, nothing written", "parlour.usecases.assess:assess_posts", "after", "assess"),
    Point("cases opened, not committed", "parlour.usecases.assess:open_or_join", "after", "assess"),
    Point("assessments written, not committed", "parlour.store.assessments:write", "after", "assess"),
    Point("assessed and committed", "parlour.usecases.assess:_assess_brand", "after", "assess"),
)
POINTS: Final = (*SENDING, *RECONCILING, *APPROVING, *RECEIVING)
