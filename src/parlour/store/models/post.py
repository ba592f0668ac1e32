"""Posts, their texts, who wrote them, and where they stand.

Threads, conversations and outbox rows are never deleted, and texts and hearings are written in the transaction of their
post: such references are not checked a second time by the database, which would cost more than writing the row.
"""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models

from parlour.store.models.scope import BrandRow


class Handle(BrandRow):
    """A person as a network shows them. Linked to a customer by exact match, proof or an agent's evidence only."""

    network = models.CharField(max_length=32)
    address = models.CharField(max_length=300)
    display_name = models.CharField(max_length=300, default="")
    external_id = models.TextField(default="")
    followers = models.IntegerField(null=True)
    joined_at = models.DateTimeField(null=True)
    avatar_url = models.TextField(default="")
    customer = models.ForeignKey(
        "store.Customer", on_delete=models.SET_NULL, null=True, related_name="handles", db_index=False
    )
    link_evidence = models.TextField(default="", help_text="exact, proof:<what>, or agent:<id>:<their words>.")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("brand", "network", "address"), name="handle_once"),
            models.CheckConstraint(
                condition=models.Q(customer__isnull=True) | ~models.Q(link_evidence=""), name="handle_link_has_evidence"
            ),
        )
        indexes = (
            models.Index(fields=("customer",), condition=models.Q(customer__isnull=False), name="handle_customer"),
        )

    def __str__(self) -> str:
        return self.display_name or self.address


class Thread(BrandRow):
    """A public thread: many people, everyone reads along."""

    network = models.CharField(max_length=32)
    root_uri = models.TextField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("brand", "network", "root_uri"), name="thread_once"),)

    def __str__(self) -> str:
        return self.root_uri


class Conversation(BrandRow):
    """A private conversation, keyed by its exact participants: our account and one person."""

    account = models.ForeignKey("store.ChannelAccount", on_delete=models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey(Handle, on_delete=models.PROTECT, related_name="conversations")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("account", "person"), name="conversation_once"),)

    def __str__(self) -> str:
        return f"{self.account_id} and {self.person_id}"


class Post(BrandRow):
    """One post of one person (or of ours: `outbox` set or `own`). Stands in a thread or in a conversation.

    `crowded` marks a post sent privately that more than one outsider can read: it stands in a thread of its own, no
    stranger sees it, and it is never answered as if it were private.
    """

    network = models.CharField(max_length=32)
    origin_uri = models.TextField()
    author = models.ForeignKey(Handle, on_delete=models.PROTECT, related_name="posts", db_index=False)
    thread = models.ForeignKey(
        Thread, on_delete=models.PROTECT, null=True, related_name="posts", db_index=False, db_constraint=False
    )
    conversation = models.ForeignKey(
        Conversation, on_delete=models.PROTECT, null=True, related_name="posts", db_index=False, db_constraint=False
    )
    in_reply_to_uri = models.TextField(default="", db_default="")
    url = models.TextField(default="", db_default="")
    created_at = models.DateTimeField(help_text="When its author wrote it, as the network says; never after receipt.")
    received_at = models.DateTimeField()
    deleted_at = models.DateTimeField(null=True)
    own = models.BooleanField(default=False)
    crowded = models.BooleanField(default=False)
    version = models.IntegerField(default=1, help_text="Number of the text that counts now.")
    outbox = models.ForeignKey(
        "store.Outbox", on_delete=models.SET_NULL, null=True, related_name="+", db_index=False, db_constraint=False
    )
    attachments = models.JSONField(default=list)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("brand", "network", "origin_uri"), name="post_once"),
            models.CheckConstraint(
                condition=models.Q(thread__isnull=True) | models.Q(conversation__isnull=True), name="post_one_room"
            ),
        )
        indexes = (
            models.Index(
                fields=("brand", "deleted_at"), condition=models.Q(deleted_at__isnull=False), name="post_deleted"
            ),
            models.Index(fields=("thread", "created_at"), condition=models.Q(thread__isnull=False), name="post_thread"),
            models.Index(
                fields=("conversation", "created_at"),
                condition=models.Q(conversation__isnull=False),
                name="post_conversation",
            ),
            models.Index(fields=("author", "created_at"), name="post_author"),
        )

    def __str__(self) -> str:
        return self.origin_uri


class PostText(BrandRow):
    """One version of a post's words. A redacted text keeps its row as a tombstone."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="texts", db_index=False, db_constraint=False)
    version = models.IntegerField(default=1)
    text = models.TextField()
    language = models.CharField(max_length=12, default="")
    warning = models.TextField(default="", db_default="")
    raw_event = models.ForeignKey(
        "store.RawEvent", on_delete=models.PROTECT, null=True, related_name="+", db_index=False, db_constraint=False
    )
    written_at = models.DateTimeField(help_text="When its author wrote this version, as the network says.")
    redacted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("post", "version"), name="post_text_once"),)
        indexes = (GinIndex(SearchVector("text", config="simple"), name="post_text_search"),)

    def __str__(self) -> str:
        return self.text[:80]


class Assessment(BrandRow):
    """What triage said about one version of a post, and the case it opened or joined (none when only watched).

    The case is locked or made by the transaction that writes the assessment.
    """

    pk = models.CompositePrimaryKey("post_id", "version")
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="assessments", db_index=False)
    version = models.IntegerField()
    case = models.ForeignKey(
        "store.Case", on_delete=models.SET_NULL, null=True, related_name="assessments", db_constraint=False
    )
    route = models.CharField(max_length=8)
    heat = models.FloatField(null=True)
    model = models.CharField(max_length=40, default="")
    result = models.JSONField(help_text="The assessment in the words of the contract, without id.")
    assessed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.post_id}: {self.route}"
