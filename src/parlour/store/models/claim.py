"""The claim sheet: what people say about us that is not so, and our words for it, approved once."""

from django.db import models
from django.db.models import F, Q

from parlour.store.models.scope import BrandRow


class Claim(BrandRow):
    """A claim people make, and what we publicly say to it.

    `claim` holds it as people word it, one wording a line. `wording` holds our words by language. `owner` answers for
    both; they may be used once a second person has approved them, until they expire or are withdrawn. Words never
    change: new ones are a new claim.
    """

    claim = models.TextField(help_text="What is claimed, as people say it; one wording a line.")
    wording = models.JSONField(help_text="Language → what we say to it.")
    owner = models.ForeignKey("store.Agent", on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    approved_by = models.ForeignKey("store.Agent", on_delete=models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True, help_text="When its owner was told that it expired.")
    withdrawn_by = models.ForeignKey("store.Agent", on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~Q(claim="") & ~Q(wording={}), name="claim_says_something"),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True, approved_at__isnull=True)
                | (Q(approved_by__isnull=False, approved_at__isnull=False) & ~Q(approved_by=F("owner"))),
                name="claim_approved_by_another",
            ),
            models.CheckConstraint(condition=Q(expires_at__gt=F("proposed_at")), name="claim_expires_later"),
            models.CheckConstraint(
                condition=Q(withdrawn_by__isnull=True, withdrawn_at__isnull=True)
                | Q(withdrawn_by__isnull=False, withdrawn_at__isnull=False),
                name="claim_withdrawn_by_somebody",
            ),
        )
        indexes = (
            models.Index(fields=("brand", "expires_at"), condition=Q(withdrawn_at__isnull=True), name="claim_standing"),
        )

    def __str__(self) -> str:
        return self.claim.partition("\n")[0][:80]
