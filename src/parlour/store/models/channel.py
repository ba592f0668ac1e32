"""Our accounts on networks, how far each was read, and what operators must know."""

from django.db import models

from parlour.store.models.scope import BrandRow


class ChannelState(models.TextChoices):
    """GREEN hears and sends; RED needs a human (reconnect); PAUSED was switched off by a human."""

    GREEN = "green"
    RED = "red"
    PAUSED = "paused"


class ChannelAccount(BrandRow):
    """One of our accounts on one network. `secret` is encrypted at rest; `settings` is what its channel needs.

    `normal_gap` is the usual time between two deliveries in seconds (a moving average), from which silence is judged.
    """

    network = models.CharField(max_length=32)
    address = models.CharField(max_length=300)
    title = models.CharField(max_length=200, blank=True, default="")
    sectors = models.JSONField(default=list)
    settings = models.JSONField(default=dict)
    secret = models.BinaryField(default=bytes)
    state = models.CharField(max_length=8, choices=ChannelState.choices, default=ChannelState.GREEN)
    state_reason = models.TextField(blank=True, default="")
    last_heard_at = models.DateTimeField(null=True)
    last_contact_at = models.DateTimeField(null=True, help_text="Last time the network answered at all.")
    normal_gap = models.FloatField(null=True)
    swept_only = models.BigIntegerField(default=0, help_text="Posts that only the sweep found.")
    held_until = models.DateTimeField(null=True, help_text="The network's limit holds sends back until then.")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("brand", "network", "address"), name="account_once"),)

    def __str__(self) -> str:
        return f"{self.address} on {self.network}"


class Cursor(models.Model):
    """How far one listing of one account was read and written down."""

    account = models.ForeignKey(ChannelAccount, on_delete=models.CASCADE, related_name="cursors")
    source = models.CharField(max_length=64)
    value = models.TextField()
    read_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("account", "source"), name="cursor_once"),)

    def __str__(self) -> str:
        return f"{self.account}/{self.source} at {self.value}"


class Notice(BrandRow):
    """Something an operator or a named human must know or answer; it stays until somebody closes it."""

    kind = models.CharField(max_length=40)
    about = models.CharField(max_length=200, help_text="What it is about; one open notice per kind and subject.")
    text = models.TextField()
    case = models.ForeignKey("store.Case", on_delete=models.CASCADE, null=True, related_name="notices")
    agent = models.ForeignKey(
        "store.Agent", on_delete=models.PROTECT, null=True, related_name="+", help_text="Whom it asks; none: operators."
    )
    raised_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey("store.Agent", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("brand", "kind", "about"), condition=models.Q(closed_at__isnull=True), name="notice_open_once"
            ),
        )

    def __str__(self) -> str:
        return self.text
