"""What we said around moves and what we are called: whether a post comes after our words, and answers them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from parlour.store.models import ChannelAccount, Move, MoveState, Post

SKEW: Final = timedelta(minutes=5)
"""How far the clock of whoever wrote to us in private may be behind ours."""
_INVITING: Final = ("invitation", "followup")


@dataclass(frozen=True, slots=True)
class OurWords:
    """`posts` are ours by the number of the row in the outbox they came from; `names` are our addresses and names."""

    posts: Mapping[int, Post]
    names: Mapping[str, tuple[str, ...]]

    def come_before(self, post: Post, move: Move, *, text: str, answered: Post | None) -> bool:
        """Whether our words stood when they wrote this: those that closed the thread, if it is closed, else the offer.

        The time on a post is that of somebody else's clock. Where that is behind, the post still comes after what it
        answers, or after the code it names; a private one may be late by SKEW, if we heard it after our words stood.
        """
        closed = move.state == MoveState.CLOSED and post.conversation_id is None
        since = (move.closed_at if closed else None) or move.offered_at
        if post.created_at >= since:
            return True
        ours = self.posts.get((move.closure_id if closed else move.invitation_id) or 0)
        if ours is None or post.pk < ours.pk or _is_edit(ours):
            return False
        if answered is not None and answered.own and answered.pk >= ours.pk:
            return True
        private = post.conversation_id is not None
        return private and (move.code in text.lower() or post.created_at >= since - SKEW)

    def are_called(self, post: Post, move: Move) -> tuple[str, ...]:
        """What we are called where this stands: our accounts of its network, the brand, and who invited them."""
        invitation = self.posts.get(move.invitation_id or 0)
        author = invitation.outbox.author.name if invitation is not None and invitation.outbox else ""
        return (*self.names.get(post.network, ()), *self.names[""], *dict.fromkeys((author, author.partition(" ")[0])))


def our_words(brand_id: int, moves: Iterable[Move]) -> OurWords:
    """Two queries, however many moves."""
    rows = {row for move in moves for row in (move.invitation_id, move.closure_id) if row is not None}
    posts = Post.objects.of(brand_id).filter(outbox__in=rows, own=True).select_related("outbox__author")
    names: dict[str, tuple[str, ...]] = {"": ()}
    accounts = ChannelAccount.objects.of(brand_id).order_by("pk").values_list("network", "address", "brand__name")
    for network, address, brand in accounts:
        names[network] = (*names.get(network, ()), address)
        names[""] = (brand,)
    return OurWords({post.outbox_id: post for post in posts if post.outbox_id is not None}, names)


def answers_offer(move: Move, answered: Post | None) -> bool:
    """Whether `answered` is our invitation, or the question once more; a yes to other words of ours agrees to those."""
    if answered is None or not answered.own:
        return False
    if answered.outbox is None:  # heard back from the network before its receipt came
        return answered.created_at >= move.offered_at
    # Their other case too: where two threads are one, either invitation may be the one they answer.
    theirs = answered.outbox.case.person_id == move.case.person_id
    return theirs and answered.outbox.purpose in _INVITING


def _is_edit(ours: Post) -> bool:
    """An edit took the place of earlier words of ours, which may be what was answered."""
    return bool(ours.outbox and ours.outbox.payload.get("edits"))
