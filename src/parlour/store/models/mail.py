"""Letters the house sends by e-mail, and what became of each."""

from django.db import models
from django.db.models import Q

from parlour.store.models.scope import BrandRow


class Mail(BrandRow):
    """One letter. Its body goes once it was handed over: codes and keys do not stay in the tables.

    Whom it went to, and under which subject, goes once it is worthless.
    """

    class State(models.TextChoices):
        """WAITING may be tried (again) from `not_before` on; the others are final."""

        WAITING = "waiting"
        SENT = "sent"
        FAILED = "failed"

    case = models.ForeignKey("store.Case", on_delete=models.PROTECT, null=True, related_name="+")
    purpose = models.CharField(max_length=12, help_text="code, key or transcript")
    recipient = models.CharField(max_length=320)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    made_at = models.DateTimeField()
    not_before = models.DateTimeField()
    worthless_from = models.DateTimeField(help_text="From then on it is not sent any more.")
    attempts = models.SmallIntegerField(default=0)
    ended_at = models.DateTimeField(null=True)
    problem = models.TextField(default="")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(state="waiting") | Q(body="", ended_at__isnull=False), name="mail_lets_go"
            ),
        )
        indexes = (
            models.Index(fields=("not_before",), condition=Q(state="waiting"), name="mail_due"),
            models.Index(fields=("worthless_from",), condition=~Q(recipient="", subject=""), name="mail_to_let_go"),
        )

    def __str__(self) -> str:
        return f"{self.purpose} for case {self.case_id}"
