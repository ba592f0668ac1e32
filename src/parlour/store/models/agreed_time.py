"""Times at which the two meet: a call back, or an appointment in person."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import BigIntegerField, F, Func, Q, Value

from parlour.store.models.scope import BrandRow


class AgreedTime(BrandRow):
    """One time for one move, from `begins_at` to `ends_at` in UTC; no agent is promised to two people at once.

    Nothing is agreed without what the person said or did: `agreed_post`, or `agreed_key`, with which they came into
    the room where they said it. Which state may follow which is held by a trigger too (migration 0006).
    """

    class Kind(models.TextChoices):
        """By telephone, or in person."""

        CALL = "call"
        VISIT = "visit"

    class State(models.TextChoices):
        """HELD took place, MISSED was agreed and did not; CANCELLED was called off, or never agreed to in time."""

        PROPOSED = "proposed"
        AGREED = "agreed"
        HELD = "held"
        MISSED = "missed"
        CANCELLED = "cancelled"

    case = models.ForeignKey("store.Case", on_delete=models.PROTECT, related_name="agreed_times")
    move = models.ForeignKey("store.Move", on_delete=models.PROTECT, related_name="agreed_times")
    kind = models.CharField(max_length=5, choices=Kind.choices)
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    with_whom = models.ForeignKey("store.Agent", on_delete=models.PROTECT, related_name="+")
    proposed_by = models.ForeignKey("store.Agent", on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    state = models.CharField(max_length=9, choices=State.choices, default=State.PROPOSED)
    agreed_post = models.ForeignKey("store.Post", on_delete=models.PROTECT, null=True, related_name="+")
    agreed_key = models.ForeignKey("store.RoomKey", on_delete=models.PROTECT, null=True, related_name="+")
    agreed_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True, help_text="When its agent was told that it is near.")
    asked_at = models.DateTimeField(null=True, help_text="When its agent was asked what became of it.")
    ended_at = models.DateTimeField(null=True)
    reason = models.TextField(default="", help_text="Why it was called off or missed.")

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(ends_at__gt=F("begins_at")), name="time_ends_after_it_begins"),
            models.CheckConstraint(
                condition=~Q(state__in=("agreed", "held", "missed"))
                | (Q(agreed_at__isnull=False) & (Q(agreed_post__isnull=False) | Q(agreed_key__isnull=False))),
                name="time_agreed_has_evidence",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("held", "missed", "cancelled")) | Q(ended_at__isnull=False),
                name="time_ended_when",
            ),
            models.CheckConstraint(condition=~Q(state="cancelled") | ~Q(reason=""), name="time_cancelled_says_why"),
            models.UniqueConstraint(
                fields=("move",), condition=Q(state__in=("proposed", "agreed")), name="time_one_of_a_move"
            ),
            # The agent's number as a range of itself: ranges can be excluded without an extension of the database.
            ExclusionConstraint(
                name="time_agent_is_free",
                expressions=(
                    (
                        Func(
                            F("with_whom"), F("with_whom"), Value("[]"),
                            function="int8range", output_field=BigIntegerField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                    (
                        Func(
                            F("begins_at"), F("ends_at"), RangeBoundary(),
                            function="tstzrange", output_field=DateTimeRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ),
                condition=Q(state="agreed"),
            ),
        )  # fmt: skip
        indexes = (
            models.Index(fields=("begins_at",), condition=Q(state__in=("proposed", "agreed")), name="time_standing"),
        )

    def __str__(self) -> str:
        return f"{self.kind} for case {self.case_id}: {self.state}"
