"""Attachments: what is known of them; uploaded bytes are measured and thrown away, drawn ones are drawn on request."""

from dataclasses import dataclass, replace

from parlour.simulator.errors import Refused, invalid, not_found

_KINDS = {"image": "image", "video": "video", "audio": "audio"}


@dataclass(frozen=True, slots=True)
class Media:
    """Metadata of one upload. `thing` is what a drawn one shows, "" for any other."""

    id: str
    owner: str
    filename: str
    mime: str
    size: int
    description: str | None = None
    thing: str = ""

    @property
    def kind(self) -> str:
        """image, video or audio."""
        return _KINDS[self.mime.partition("/")[0]]


class MediaBook:
    """At most `capacity` uploads."""

    def __init__(self, capacity: int) -> None:
        self._capacity = capacity
        self._by_id: dict[str, Media] = {}

    def add(self, media: Media) -> Media:
        """Stores; refuses kinds a server would not show and anything beyond the capacity."""
        if media.mime.partition("/")[0] not in _KINDS:
            raise invalid(f"File content type is invalid ({media.mime})")
        if len(self._by_id) >= self._capacity:
            raise Refused(503, "Too many stored attachments")
        self._by_id[media.id] = media
        return media

    def get(self, identifier: str) -> Media:
        """By id."""
        if identifier not in self._by_id:
            raise not_found()
        return self._by_id[identifier]

    def of(self, owner: str, identifier: str) -> Media:
        """By id, if it is the owner's."""
        if self.get(identifier).owner != owner:
            raise not_found()
        return self.get(identifier)

    def describe(self, owner: str, identifier: str, description: str | None) -> Media:
        """Changes the alternative text."""
        self._by_id[identifier] = replace(self.of(owner, identifier), description=description)
        return self._by_id[identifier]
