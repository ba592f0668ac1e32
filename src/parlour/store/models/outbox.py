"""What is to be said, and what became of it."""

from typing import Final

from django.db import models
from django.db.models import Q

from parlour.store.models.scope import BrandRow


class OutboxState(models.TextChoices):
    """PROPOSED waits for a second pair of eyes; APPROVED may leave after its undo time; SENT_UNKNOWN is committed
    before the first byte leaves; CONFIRMED and FAILED are final; RECALLED was undone in time; QUESTION
    asks a named human."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    SENT_UNKNOWN = "sent_unknown"
    CONFIRMED = "confirmed"
    FAILED = "failed"
    RECALLED = "recalled"
    QUESTION = "question"


ON_ITS_WAY: Final = (OutboxState.APPROVED, OutboxState.SENT_UNKNOWN, OutboxState.QUESTION)
"""States of words that were approved and of which it is not known yet whether they arrive."""
PENDING: Final = (OutboxState.PROPOSED, *ON_ITS_WAY)
"""States of words that may still leave, or have left without a receipt."""
LIVE: Final = (*PENDING, OutboxState.CONFIRMED)
"""States of words that were neither refused nor taken back."""


class Outbox(BrandRow):
    """One reply, frozen at approval: payload, recipient and surface never change afterwards.

    `key` is the same for every attempt. `payload` is the rendered Payload as JSON, `payload_digest` its hash,
    `binding` the verdict's. `purpose` says what the reply is in the case's story. Where a network keeps one reply of
    ours to a post, each further one `edits` the one before and has its receipt (none where that was written on the
    network itself; the payload names it all the same).
    """

    account = models.ForeignKey("store.ChannelAccount", on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey("store.Case", on_delete=models.PROTECT, related_name="outbox")
    in_reply_to = models.ForeignKey("store.Post", on_delete=models.PROTECT, null=True, related_name="+")
    surface = models.CharField(max_length=8)
    recipient = models.CharField(max_length=300)
    purpose = models.CharField(
        max_length=12, default="reply", help_text="reply, invitation, followup, final_word, private, closure"
    )
    text = models.TextField(help_text="What the agent typed.")
    payload = models.JSONField()
    payload_digest = models.CharField(max_length=64)
    binding = models.CharField(max_length=64)
    verdict = models.JSONField()
    key = models.CharField(max_length=64, unique=True)
    state = models.CharField(max_length=12, choices=OutboxState.choices)
    author = models.ForeignKey("store.Agent", on_delete=models.PROTECT, related_name="+")
    approved_by = models.ForeignKey("store.Agent", on_delete=models.PROTECT, null=True, related_name="+")
    override_reason = models.TextField(default="")
    drafted_at = models.DateTimeField()
    approved_at = models.DateTimeField(null=True)
    not_before = models.DateTimeField(null=True, help_text="End of the undo time, or when a limit lets us try again.")
    first_sent_at = models.DateTimeField(null=True)
    lease_until = models.DateTimeField(null=True)
    attempts = models.SmallIntegerField(default=0)
    not_found_at = models.DateTimeField(null=True, help_text="When a complete listing first lacked it.")
    confirmed_at = models.DateTimeField(null=True)
    external_id = models.TextField(default="")
    origin_uri = models.TextField(default="")
    problem = models.TextField(default="")
    settlement = models.DateTimeField(
        null=True, help_text="When the matter was settled that these words close in public; they close no other."
    )
    edits = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="+", help_text="The reply of ours that it overwrites."
    )

    class Meta:
        verbose_name_plural = "outbox"
        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=("proposed", "recalled"))
                | (Q(approved_by__isnull=False) & Q(approved_at__isnull=False) & Q(not_before__isnull=False)),
                name="outbox_approved_by_someone",
            ),
            models.CheckConstraint(
                condition=~Q(state="confirmed") | (~Q(external_id="") & Q(confirmed_at__isnull=False)),
                name="outbox_confirmed_has_receipt",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("sent_unknown", "confirmed")) | Q(first_sent_at__isnull=False),
                name="outbox_sent_when",
            ),
            models.UniqueConstraint(
                fields=("account", "payload_digest"),
                condition=Q(state__in=("proposed", "approved", "sent_unknown", "confirmed", "question")),
                name="outbox_words_once",
            ),
            models.UniqueConstraint(
                fields=("account", "external_id"),
                condition=~Q(external_id="") & Q(edits__isnull=True),
                name="outbox_receipt_once",
            ),
        )
        indexes = (
            models.Index(fields=("not_before",), condition=Q(state="approved"), name="outbox_ready"),
            models.Index(fields=("lease_until",), condition=Q(state="sent_unknown"), name="outbox_unknown"),
            models.Index(fields=("brand", "drafted_at"), condition=Q(state="proposed"), name="outbox_approvals"),
            models.Index(
                fields=("brand", "approved_at"),
                condition=Q(surface="public", approved_at__isnull=False),
                name="outbox_said",
            ),
        )

    def __str__(self) -> str:
        return f"{self.surface} reply {self.pk}: {self.state}"
