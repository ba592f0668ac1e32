"""The record: chained events, their erasable payloads, and signed checkpoints."""

from django.db import models

from parlour.store.models.scope import BrandRow


class Event(BrandRow):
    """One thing that happened. `hash` covers all other columns and the stream's previous hash."""

    stream = models.CharField(max_length=80)
    seq = models.IntegerField()
    actor = models.CharField(max_length=80)
    verb = models.CharField(max_length=60)
    cause = models.CharField(max_length=120, default="")
    at = models.DateTimeField()
    payload_digest = models.BinaryField(max_length=32)
    prev = models.BinaryField(max_length=32)
    hash = models.BinaryField(max_length=32)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("stream", "seq"), name="event_once"),)

    def __str__(self) -> str:
        return f"{self.stream}#{self.seq} {self.verb}"


class EventPayload(models.Model):
    """The erasable content of an event; its digest in the chain is SHA-256 of salt and body."""

    event = models.OneToOneField(Event, on_delete=models.PROTECT, primary_key=True, related_name="payload")
    salt = models.BinaryField(max_length=16)
    body = models.BinaryField()

    def __str__(self) -> str:
        return f"payload of {self.event_id}"


class Checkpoint(models.Model):
    """A signed Merkle root over the events up to `last_event`, chained to the checkpoint before."""

    first_event = models.BigIntegerField(help_text="Exclusive: the last event of the checkpoint before.")
    last_event = models.BigIntegerField()
    events = models.IntegerField()
    root = models.BinaryField(max_length=32)
    prev = models.BinaryField(max_length=32)
    hash = models.BinaryField(max_length=32)
    at = models.DateTimeField()
    key_id = models.CharField(max_length=64)
    signature = models.BinaryField()

    def __str__(self) -> str:
        return f"checkpoint {self.pk} up to event {self.last_event}"
