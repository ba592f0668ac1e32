"""The room: a page of the house's own where one customer and a named human talk, and how its door is opened.

Two things stand before it. A doorbell may stand in public: whoever has it can only ask to prove who they are. A key is
made by a proof, opens once, and counts for one browser. Of all of them only digests are kept, so that nobody who reads
the tables can go in. What leads where is written once, and what was used, erased or ended stays so: triggers hold it
(migrations 0011 and 0016).
"""

from django.db import models
from django.db.models import Q

from parlour.store.models.scope import BrandRow


class Doorbell(BrandRow):
    """A link that may stand in public. `digest` is the SHA-256 of what stands in it; ringing changes nothing here."""

    move = models.ForeignKey("store.Move", on_delete=models.PROTECT, related_name="doorbells")
    digest = models.BinaryField(max_length=32, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"doorbell of move {self.move_id}"


class Proof(BrandRow):
    """Somebody at the door says who they are and shows it: with a code we mailed them, or by their own account.

    `browser` is the digest of a cookie of the browser that asked: a code counts there alone. `code` is what they must
    type (EMAIL; its digest) or post (ACCOUNT; the words themselves, which open nothing without the account).
    A proof by e-mail that was asked for with an address we do not know has no code and can never be proven.
    """

    class Kind(models.TextChoices):
        """By which of the person's own things."""

        EMAIL = "email"
        ACCOUNT = "account"

    doorbell = models.ForeignKey(Doorbell, on_delete=models.PROTECT, related_name="proofs")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    browser = models.BinaryField(max_length=32)
    code_digest = models.BinaryField(max_length=32, default=bytes)
    words = models.CharField(max_length=40, default="")
    address_digest = models.BinaryField(
        max_length=32, default=bytes, help_text="Of the address on file the letter went to, keyed."
    )
    typed = models.BinaryField(default=bytes, help_text="The address somebody typed, sealed, until it was looked at.")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    tries = models.SmallIntegerField(default=0)
    proven_at = models.DateTimeField(null=True)
    post = models.ForeignKey("store.Post", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(tries__gte=0, tries__lte=5), name="proof_tries_bounded"),
            models.CheckConstraint(
                condition=Q(proven_at__isnull=True) | ~Q(kind="account") | Q(post__isnull=False),
                name="proof_by_account_has_post",
            ),
            models.CheckConstraint(
                condition=Q(proven_at__isnull=True) | ~Q(kind="email") | ~Q(code_digest=b""),
                name="proof_by_email_had_code",
            ),
            models.UniqueConstraint(fields=("words",), condition=~Q(words=""), name="proof_words_once"),
        )

    def __str__(self) -> str:
        return f"{self.kind} proof at {self.doorbell_id}"


class RoomKey(BrandRow):
    """What a proof gives: opens the room once, for the browser in which its button is pressed."""

    proof = models.OneToOneField(Proof, on_delete=models.PROTECT, related_name="key")
    digest = models.BinaryField(max_length=32, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"key of proof {self.proof_id}"


class Room(BrandRow):
    """The private page of one move, from the first time its door was opened."""

    move = models.OneToOneField("store.Move", on_delete=models.PROTECT, related_name="room")
    language = models.CharField(max_length=12, default="en")
    opened_at = models.DateTimeField()
    keep_until = models.DateTimeField(help_text="When its words and files go.")
    erase_asked_at = models.DateTimeField(null=True)
    erased_at = models.DateTimeField(null=True)
    agent_seen_at = models.DateTimeField(null=True, help_text="Up to when one of us has read.")
    agent_typing_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=("keep_until",), condition=Q(erased_at__isnull=True), name="room_kept_until"),)

    def __str__(self) -> str:
        return f"room of move {self.move_id}"


class RoomVisit(BrandRow):
    """One browser that is in. `digest` is that of its cookie."""

    key = models.OneToOneField(RoomKey, on_delete=models.PROTECT, related_name="visit")
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="visits")
    digest = models.BinaryField(max_length=32, unique=True)
    begun_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    seen_at = models.DateTimeField(help_text="Up to when the guest has read.")
    typing_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"visit to room {self.room_id}"


class RoomFile(BrandRow):
    """A file one of the two gave the other. `name` is for showing only; the type is what the content says it is.

    Of ours, `agent` is who added it and `outbox` the reply it goes with: until that one is confirmed no guest has it.
    """

    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="files")
    by_guest = models.BooleanField()
    agent = models.ForeignKey("store.Agent", on_delete=models.PROTECT, null=True, related_name="+")
    outbox = models.ForeignKey(
        "store.Outbox",
        on_delete=models.PROTECT,
        null=True,
        related_name="files",
        help_text="The reply of ours it goes with; the guest has it once that is confirmed.",
    )
    name = models.CharField(max_length=120)
    description = models.CharField(
        max_length=300, default="", help_text="What it shows, in words, for those who cannot see it."
    )
    media_type = models.CharField(max_length=80)
    size = models.IntegerField()
    sha256 = models.BinaryField(max_length=32)
    body = models.BinaryField()
    made_at = models.DateTimeField()
    said_at = models.DateTimeField(null=True, help_text="Of a guest's file: when words went with it.")
    erased_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (
            models.Index(
                fields=("made_at",),
                condition=Q(by_guest=True, said_at__isnull=True, erased_at__isnull=True),
                name="room_file_not_said",
            ),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(by_guest=False) | Q(agent__isnull=True, outbox__isnull=True, description=""),
                name="room_file_of_one_side",
            ),
        )

    def __str__(self) -> str:
        return self.name


class Knock(models.Model):
    """How often somebody has tried something in a stretch of time; in an unlogged table."""

    who = models.CharField(primary_key=True, max_length=100)
    since = models.DateTimeField()
    count = models.IntegerField()

    def __str__(self) -> str:
        return f"{self.count} by {self.who}"
