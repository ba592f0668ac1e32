"""Brands and the named humans who speak for them."""

from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models


class Brand(models.Model):
    """A company as people know it. Hours and relative dates follow `time_zone` (IANA)."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=200)
    time_zone = models.CharField(max_length=64, default="UTC")
    contacts = models.JSONField(default=list, help_text="Published contacts: never private, may stand in public.")
    settings = models.JSONField(default=dict, help_text="Promises, undo seconds and bonuses, in seconds.")

    def __str__(self) -> str:
        return self.name


class Agent(AbstractUser):
    """A named human.

    `photo` names the version of their Photo; drawn initials stand in when it is empty. `keys` holds the letter keys
    that differ from the usual ones: command → sign, "" for none.
    """

    name = models.CharField(max_length=200)
    initials = models.CharField(max_length=8)
    photo = models.CharField(max_length=300, blank=True, default="")
    time_zone = models.CharField(max_length=64, default="UTC")
    language = models.CharField(max_length=12, default="en")
    letter_keys = models.BooleanField(default=True)
    keys = models.JSONField(default=dict)

    REQUIRED_FIELDS: ClassVar[list[str]] = ["name", "initials"]

    def __str__(self) -> str:
        return self.name or self.username


class Photo(models.Model):
    """An agent's picture as we drew it anew. In a table of its own, so that no list of people carries pictures."""

    agent = models.OneToOneField(Agent, on_delete=models.CASCADE, primary_key=True, related_name="+")
    body = models.BinaryField()

    def __str__(self) -> str:
        return f"the photo of {self.agent}"


class Role(models.TextChoices):
    """What a person is to a brand; rights follow from `core.rights`."""

    AGENT = "agent"
    SUPERVISOR = "supervisor"
    PRIVACY = "privacy"
    OPERATOR = "operator"


class Membership(models.Model):
    """One role of one agent at one brand."""

    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="memberships")
    agent = models.ForeignKey(Agent, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=12, choices=Role.choices)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("brand", "agent", "role"), name="membership_once"),)

    def __str__(self) -> str:
        return f"{self.agent} is {self.role} at {self.brand}"
