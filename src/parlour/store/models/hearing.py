"""What came in, as it came, and the batches that wait to be assessed.

Accounts and raw events are never deleted, and a hearing is written in the transaction of its post, so the busiest
tables refer to them without a constraint to check.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from parlour.store.models.scope import BrandRow


class RawEvent(models.Model):
    """One delivery, bytes as received. `refused` says why it could not become a post; empty when it could."""

    account = models.ForeignKey(
        "store.ChannelAccount", on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    delivery_key = models.TextField()
    body = models.BinaryField()
    seen_at = models.DateTimeField()
    refused = models.TextField(default="", db_default="")
    source = models.CharField(max_length=64, default="", db_default="")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("account", "delivery_key"), name="raw_event_once"),
            models.CheckConstraint(condition=~models.Q(delivery_key=""), name="raw_event_key_not_empty"),
        )
        indexes = (
            models.Index(fields=("account", "refused"), condition=~models.Q(refused=""), name="raw_event_refused"),
        )

    def __str__(self) -> str:
        return self.delivery_key


class Hearing(models.Model):
    """Which of our accounts heard a post, and through which delivery."""

    pk = models.CompositePrimaryKey("post_id", "account_id")
    post = models.ForeignKey(
        "store.Post", on_delete=models.CASCADE, related_name="hearings", db_index=False, db_constraint=False
    )
    account = models.ForeignKey(
        "store.ChannelAccount", on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    raw_event = models.ForeignKey(
        RawEvent, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    external_id = models.TextField(help_text="What this account must call the post when it answers.")
    addressed = models.BooleanField(help_text="Whether the post speaks to this account.")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("account", "external_id"), name="hearing_of_external_id"),)

    def __str__(self) -> str:
        return f"{self.account_id} heard {self.post_id}"


class AssessBatch(BrandRow):
    """Texts written down together that wait to be assessed; claimed by lease, gone when done.

    `again` texts were assessed in a flood and wait for a closer look.
    """

    texts = ArrayField(models.BigIntegerField())
    lease_until = models.DateTimeField(null=True)
    attempts = models.SmallIntegerField(default=0)
    problem = models.TextField(default="")
    again = models.BooleanField(default=False, db_default=False)

    def __str__(self) -> str:
        return f"batch {self.pk} of {len(self.texts)} texts"
