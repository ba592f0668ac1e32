"""What agents say of a post where triage has spoken: labels to act by at once, and to learn from."""

from django.db import models

from parlour.store.models.scope import BrandRow


class Correction(BrandRow):
    """What an agent says of one version of a post: a correction, or a confirmation where `value` is `said`.

    `output` is a label of `core.triage.labels`. `said` and `chance` are what triage had said, by the weights `model`;
    the chance is empty where it was not kept. A later label replaces an earlier one, which stays as history.
    """

    post = models.ForeignKey("store.Post", on_delete=models.CASCADE, related_name="+", db_index=False)
    version = models.IntegerField()
    output = models.CharField(max_length=40)
    said = models.CharField(max_length=16)
    chance = models.FloatField(null=True)
    model = models.CharField(max_length=40, default="")
    value = models.CharField(max_length=16)
    agent = models.ForeignKey("store.Agent", on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    current = models.BooleanField(default=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("post", "version", "output"), condition=models.Q(current=True), name="correction_once"
            ),
        )
        indexes = (models.Index(fields=("brand", "at"), name="correction_brand"),)

    def __str__(self) -> str:
        return f"{self.output}: {self.value}"
