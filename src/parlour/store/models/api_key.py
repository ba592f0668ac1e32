"""Keys with which other programs ask in an agent's name."""

from django.db import models

from parlour.store.models.scope import BrandRow


class ApiKey(BrandRow):
    """A key an agent answers for. Its secret is shown once and kept nowhere: `digest` is the secret's SHA-256.

    `id` is random, so that one key tells nothing of others. `last_used_at` is written at most once a minute.
    """

    id = models.CharField(primary_key=True, max_length=12)
    agent = models.ForeignKey("store.Agent", on_delete=models.PROTECT, related_name="+", db_index=False)
    name = models.CharField(max_length=100)
    digest = models.BinaryField(max_length=32)
    created_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.name} ({self.id})"


class ApiUse(models.Model):
    """How much a key has asked for in one minute; in an unlogged table, gone after a crash, and nobody minds."""

    key = models.OneToOneField(
        ApiKey, on_delete=models.CASCADE, primary_key=True, related_name="+", db_constraint=False
    )
    minute = models.DateTimeField()
    units = models.IntegerField()

    def __str__(self) -> str:
        return f"{self.units} by {self.key_id}"
