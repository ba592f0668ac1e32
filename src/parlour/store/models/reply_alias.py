"""Mail about a case: the address that finds it again, and what arrived there."""

from django.db import models
from django.db.models import Q

from parlour.store.models.scope import BrandRow


class ReplyAlias(BrandRow):
    """What stands after the name in a case's own address. `digest` is its SHA-256: the address itself is not kept here.

    Old ones stay, so that an address somebody finds in an old mail works for good.
    """

    case = models.ForeignKey("store.Case", on_delete=models.PROTECT, related_name="aliases")
    digest = models.BinaryField(max_length=32, unique=True)
    made_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"address of case {self.case_id}"


class ArrivedMail(BrandRow):
    """One mail that came to a case's address, and whose it is taken to be.

    PERSON's are words of the case's person; STRANGER's came from an address that is not known to be theirs and lie
    behind a veil, each look on record; AUTOMATIC ones (out of office, bounces, lists) are kept, and nothing follows
    from them. A stranger's mail becomes the person's by a post of theirs that says so: `vouched_by`.
    """

    class Kind(models.TextChoices):
        """Whose words these are."""

        PERSON = "person"
        STRANGER = "stranger"
        AUTOMATIC = "automatic"

    case = models.ForeignKey("store.Case", on_delete=models.PROTECT, related_name="mails")
    raw_event = models.OneToOneField("store.RawEvent", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=9, choices=Kind.choices)
    sender = models.CharField(max_length=320, help_text="The address it came from, in small letters.")
    arrived_at = models.DateTimeField()
    vouched_by = models.ForeignKey("store.Post", on_delete=models.PROTECT, null=True, related_name="+")
    vouched_at = models.DateTimeField(null=True)
    erased_at = models.DateTimeField(null=True, help_text="When its words left the house at the person's wish.")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(vouched_at__isnull=True, vouched_by__isnull=True)
                | Q(kind="person", vouched_at__isnull=False, vouched_by__isnull=False),
                name="mail_vouched_by_a_post",
            ),
        )
        indexes = (models.Index(fields=("case", "arrived_at"), name="mail_of_case"),)

    def __str__(self) -> str:
        return f"{self.kind} mail for case {self.case_id}"


class MailLook(BrandRow):
    """An agent read a stranger's mail. `words` are what the guard must assume they have in mind; "" once erased."""

    agent = models.ForeignKey("store.Agent", on_delete=models.PROTECT, related_name="+", db_index=False)
    mail = models.ForeignKey(ArrivedMail, on_delete=models.PROTECT, related_name="looks")
    words = models.TextField()
    at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=("agent", "at"), name="mail_look_agent_at"),)

    def __str__(self) -> str:
        return f"{self.agent_id} read {self.mail_id}"
