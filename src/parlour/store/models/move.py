"""The move of a matter from the lobby to the parlour, and back for its public close."""

from django.db import models
from django.db.models import Q

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
    RETURNED = "returned"


CONSENT_NEEDED = ("consented", "open", "settled", "closed", "returned")


class Move(BrandRow):
    """One case's way to a private talk. `code` is unguessable and says nothing about the person.

    `consent` is the post in which the person agreed, by act or words: no state past the offer exists without it.
    """

    case = models.ForeignKey("store.Case", on_delete=models.PROTECT, related_name="moves")
    state = models.CharField(max_length=10, choices=MoveState.choices)
    code = models.CharField(max_length=40, unique=True)
    offered_at = models.DateTimeField()
    invitation = models.ForeignKey("store.Outbox", on_delete=models.PROTECT, null=True, related_name="+")
    consent = models.ForeignKey("store.Post", on_delete=models.PROTECT, null=True, related_name="+")
    consent_kind = models.CharField(max_length=10, default="", help_text="act or words")
    consented_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    closure = models.ForeignKey("store.Outbox", on_delete=models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)
    returned_at = models.DateTimeField(null=True)
    mood = models.CharField(max_length=8, default="", help_text="How they came back: thanks, unhappy or unclear.")
    deadline = models.DateTimeField(null=True, help_text="When the present step is due.")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=~Q(state__in=CONSENT_NEEDED)
                | (Q(consent__isnull=False) & Q(consented_at__isnull=False) & ~Q(consent_kind="")),
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
            models.UniqueConstraint(
                fields=("case",),
                condition=Q(state__in=("offered", "consented", "open", "settled")),
                name="move_one_under_way",
            ),
        )

    def __str__(self) -> str:
        return f"move of case {self.case_id}: {self.state}"
