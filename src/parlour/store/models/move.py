"""The move of a matter from the lobby to the parlour, and back for its public close."""

from datetime import timedelta
from typing import Final

from django.db import models
from django.db.models import F, Q

from parlour.store.models.scope import BrandRow


class MoveState(models.TextChoices):
    """The steps; which may follow which stands in `core.lifecycle`."""

    OFFERED = "offered"
    CONSENTED = "consented"
    OPEN = "open"
    SETTLED = "settled"
    CLOSED = "closed"
    DECLINED = "declined"
    LAPSED = "lapsed"
    CANNOT = "cannot"
    RETURNED = "returned"


class Way(models.TextChoices):
    """How the two talk in private. MESSAGE is the network's own; ROOM is a page of the house's own."""

    MESSAGE = "message"
    ROOM = "room"
    EMAIL = "email"
    CALL = "call"
    VISIT = "visit"


CONSENT_NEEDED = ("consented", "open", "settled", "closed", "returned")
TALKED: Final = ("open", "settled", "closed", "returned")
SKEW: Final = timedelta(days=1)
"""How far our own clock may be set back between two steps."""


def _after(later: str, earlier: str) -> Q:
    return Q(**{f"{later}__gte": F(earlier) - SKEW})


class Move(BrandRow):
    """One case's way to a private talk. `code` is unguessable and says nothing about the person.

    What the person did to agree is kept: `consent`, the post in which they said so or came by themselves, or
    `consent_key`, the key with which they opened the door of the room. No state past the offer exists without one.
    Which state may follow which is held by a trigger too (migrations 0006 and 0008), and tested against
    `core.lifecycle`. Another (0011) holds that each step writes its evidence once, that the evidence is of this case
    and its person, and that no row is deleted; a third (0016) that a close was written for the settlement it closes.
    """

    case = models.ForeignKey("store.Case", on_delete=models.PROTECT, related_name="moves")
    state = models.CharField(max_length=10, choices=MoveState.choices)
    way = models.CharField(max_length=8, choices=Way.choices, default=Way.MESSAGE)
    code = models.CharField(max_length=40, unique=True)
    offered_at = models.DateTimeField()
    invitation = models.ForeignKey("store.Outbox", on_delete=models.PROTECT, null=True, related_name="+")
    followed_up_at = models.DateTimeField(null=True, help_text="When they were gently asked once more.")
    consent = models.ForeignKey("store.Post", on_delete=models.PROTECT, null=True, related_name="+")
    consent_key = models.ForeignKey("store.RoomKey", on_delete=models.PROTECT, null=True, related_name="+")
    consent_kind = models.CharField(max_length=10, default="", help_text="act or words")
    consented_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    closure = models.ForeignKey("store.Outbox", on_delete=models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)
    returned_at = models.DateTimeField(null=True)
    reopened_at = models.DateTimeField(null=True)
    mood = models.CharField(max_length=8, default="", help_text="How they came back: thanks, unhappy or unclear.")
    reason = models.TextField(default="", help_text="Why it could not be, or ended as it did, in an agent's words.")
    lapsed_at = models.DateTimeField(null=True, help_text="When its deadline had passed unanswered.")
    barred_at = models.DateTimeField(null=True, help_text="When it turned out that this way is closed to them.")
    refusal = models.ForeignKey(
        "store.Outbox",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text="Our words that the network refused.",
    )
    deadline = models.DateTimeField(null=True, help_text="When the present step is due.")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=~Q(state__in=CONSENT_NEEDED)
                | (
                    (Q(consent__isnull=False) | Q(consent_key__isnull=False))
                    & Q(consented_at__isnull=False)
                    & ~Q(consent_kind="")
                ),
                name="move_consent_is_kept",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("settled", "closed", "returned")) | Q(settled_at__isnull=False),
                name="move_settled_when",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("closed", "returned")) | Q(closure__isnull=False, closed_at__isnull=False),
                name="move_closure_is_kept",
            ),
            models.CheckConstraint(
                condition=~Q(state="returned") | Q(returned_at__isnull=False), name="move_returned_when"
            ),
            models.CheckConstraint(condition=~Q(state="cannot") | ~Q(reason=""), name="move_cannot_says_why"),
            models.CheckConstraint(
                condition=~Q(state__in=("open", "settled", "closed", "returned")) | Q(opened_at__isnull=False),
                name="move_opened_when",
            ),
            models.CheckConstraint(
                condition=~Q(state="offered") | Q(invitation__isnull=False, deadline__isnull=False),
                name="move_offer_is_kept",
            ),
            models.CheckConstraint(
                condition=Q(
                    way__in=("message", "room", "email", "call", "visit"),
                    consent_kind__in=("", "act", "words"),
                    mood__in=("", "thanks", "unhappy", "unclear"),
                ),
                name="move_known_words",
            ),
            models.CheckConstraint(
                condition=(Q(consented_at=None) | _after("consented_at", "offered_at"))
                & (~Q(state__in=TALKED) | _after("opened_at", "consented_at"))
                & (~Q(state__in=TALKED[1:]) | _after("settled_at", "opened_at"))
                & (~Q(state__in=TALKED[2:]) | _after("closed_at", "settled_at"))
                & (~Q(state__in=TALKED[3:]) | _after("returned_at", "closed_at")),
                name="move_times_in_order",
            ),
            models.UniqueConstraint(
                fields=("case",),
                condition=Q(state__in=("offered", "consented", "open", "settled")),
                name="move_one_under_way",
            ),
        )
        indexes = (
            models.Index(fields=("brand", "state", "deadline"), name="move_by_state"),
            models.Index(fields=("deadline",), condition=Q(state__in=("offered", "consented")), name="move_waits"),
            models.Index(fields=("deadline",), condition=Q(state__in=("consented", "open")), name="move_talks"),
        )

    def __str__(self) -> str:
        return f"move of case {self.case_id}: {self.state}"
