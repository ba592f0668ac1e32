"""Channels are tested on busy machines too: an example may take its time."""

from hypothesis import settings

settings.register_profile("channels", deadline=None)
settings.load_profile("channels")
