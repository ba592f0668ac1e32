"""Cases: one person's matter, with its place in the queue."""

from django.db import models

from parlour.store.models.scope import BrandRow


class CaseState(models.TextChoices):
    """OPEN needs us; WAITING waits for the person; SNOOZED returns by itself; RESOLVED is done."""

    OPEN = "open"
    WAITING = "waiting"
    SNOOZED = "snoozed"
    RESOLVED = "resolved"


class Lane(models.IntegerChoices):
    """SAFETY stands first, at a capped rate; everyone else is EVERYONE."""

    SAFETY = 0
    EVERYONE = 1


class Case(BrandRow):
    """One person's matter on one account. `act_by` orders the queue; `promise_at` is the deadline we promised.

    `reasons` says in words why the case stands where it stands: [{"word", "seconds", "post"?}].
    `thread` is the public thread it began in, `conversation` the private one linked to it: two records, never merged.
    Accounts, threads and conversations are never deleted, so the database need not check that they are still there.
    """

    account = models.ForeignKey(
        "store.ChannelAccount", on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    person = models.ForeignKey("store.Handle", on_delete=models.PROTECT, related_name="cases", db_index=False)
    thread = models.ForeignKey(
        "store.Thread", on_delete=models.PROTECT, null=True, related_name="cases", db_index=False, db_constraint=False
    )
    conversation = models.ForeignKey(
        "store.Conversation",
        on_delete=models.PROTECT,
        null=True,
        related_name="cases",
        db_index=False,
        db_constraint=False,
    )
    state = models.CharField(max_length=8, choices=CaseState.choices, default=CaseState.OPEN)
    lane = models.SmallIntegerField(choices=Lane.choices, default=Lane.EVERYONE)
    act_by = models.DateTimeField()
    promise_at = models.DateTimeField()
    route = models.CharField(max_length=8)
    language = models.CharField(max_length=12, default="")
    summary = models.CharField(max_length=280, default="", help_text="How the deciding post begins.")
    summary_private = models.BooleanField(
        default=False, db_default=False, help_text="Whether those words were said to us alone."
    )
    reasons = models.JSONField(default=list)
    assignee = models.ForeignKey("store.Agent", on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    snoozed_until = models.DateTimeField(null=True)
    opened_at = models.DateTimeField()
    last_post_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    resolved_at = models.DateTimeField(null=True)
    resting_at = models.DateTimeField(null=True, help_text="Since when posts that only attack leave it done.")
    unverified_at = models.DateTimeField(
        null=True, help_text="When somebody looked and no customer could be linked; counts while none is."
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("person", "thread"), condition=models.Q(thread__isnull=False), name="case_once_in_thread"
            ),
            models.UniqueConstraint(
                fields=("conversation",),
                condition=models.Q(thread__isnull=True) & ~models.Q(state="resolved"),
                name="case_open_once_in_conversation",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=CaseState.RESOLVED) | models.Q(resolved_at__isnull=False),
                name="case_resolved_when",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=CaseState.SNOOZED) | models.Q(snoozed_until__isnull=False),
                name="case_snoozed_until",
            ),
            models.CheckConstraint(
                condition=models.Q(resting_at__isnull=True) | models.Q(state=CaseState.RESOLVED),
                name="case_rests_when_done",
            ),
        )
        indexes = (
            models.Index(fields=("brand", "lane", "act_by", "id"), condition=models.Q(state="open"), name="case_queue"),
            models.Index(
                fields=("brand", "assignee", "lane", "act_by", "id"),
                condition=models.Q(state="open", assignee__isnull=False),
                name="case_queue_of_agent",
            ),
            models.Index(
                fields=("brand", "assignee", "last_post_at", "id"),
                condition=models.Q(state__in=("waiting", "snoozed"), assignee__isnull=False),
                name="case_asleep_of_agent",
            ),
            models.Index(fields=("thread",), condition=models.Q(thread__isnull=False), name="case_thread"),
            models.Index(
                fields=("conversation",), condition=models.Q(conversation__isnull=False), name="case_conversation"
            ),
            models.Index(fields=("snoozed_until",), condition=models.Q(state="snoozed"), name="case_snoozed"),
            models.Index(
                fields=("brand", "resting_at"), condition=models.Q(resting_at__isnull=False), name="case_resting"
            ),
        )

    def __str__(self) -> str:
        return f"case {self.pk}"


class Note(BrandRow):
    """A slip for colleagues. No path leads from here to a sender."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="notes")
    author = models.ForeignKey("store.Agent", on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.text[:80]


class SavedDraft(BrandRow):
    """Words an agent has typed and not sent, kept through crashes and closed tabs."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="drafts")
    agent = models.ForeignKey("store.Agent", on_delete=models.CASCADE, related_name="+")
    surface = models.CharField(max_length=8)
    purpose = models.CharField(
        max_length=10, default="", help_text="What the reply is in the case's story; empty for plain words."
    )
    text = models.TextField()
    saved_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("case", "agent", "surface"), name="draft_once"),)

    def __str__(self) -> str:
        return self.text[:80]


class Presence(BrandRow):
    """Who looks at a case just now; in an unlogged table, gone after a crash, and nobody minds."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    agent = models.ForeignKey("store.Agent", on_delete=models.CASCADE, related_name="+", db_constraint=False)
    writing = models.CharField(max_length=8, default="", help_text="Surface they are writing on, empty when reading.")
    seen_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("case", "agent"), name="presence_once"),)

    def __str__(self) -> str:
        return f"{self.agent_id} at {self.case_id}"
