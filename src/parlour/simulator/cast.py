"""The cast: who lives on the make-believe network, what they say by themselves and how they answer a brand.

The files are those of `cast/scenes/*.toml`; a mistake is reported with file and entry.
"""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from parlour.simulator.drawing import THINGS
from parlour.simulator.entry import CastError, Entry
from parlour.simulator.network.accounts import Profile
from parlour.simulator.network.statuses import VISIBILITIES

SPOKEN_TO = ("public_reply", "invitation", "room_invitation", "direct_message", "closure", "any")
CLASSES = (*SPOKEN_TO, "room_message", "shut_door", "called")
DEEDS = ("direct", "reply", "room", "favourite", "silence", "edit", "delete")
PROOFS = ("message", "post", "nothing")
SENSITIVE = ("health", "personal_care", "finance", "legal", "employment", "minors", "safety")
SHIPPED = Path(__file__).with_name("cast")
_FLAGS = ("complaint", "toxic", "threat", "spam", "one_reply", "addressed")

BRANDS = (
    Profile(
        handle="marlowcare",
        name="Marlow Care",
        bio="Dental and eye clinics of Marlow, the mutual of Havnport.",
        followers=5210,
        following=12,
        created_at=datetime(2018, 3, 1, tzinfo=UTC),
        brand=True,
    ),
    Profile(
        handle="marlowhome",
        name="Marlow Home",
        bio="Broadband and energy for the homes of Havnport. Part of Marlow, the mutual.",
        followers=8740,
        following=9,
        created_at=datetime(2018, 3, 2, tzinfo=UTC),
        brand=True,
    ),
)


@dataclass(frozen=True, slots=True)
class Edit:
    """A later wording, `after` seconds of scene time after the post."""

    after: float
    text: str


@dataclass(frozen=True, slots=True)
class CastPicture:
    """A drawn picture of a thing, described or not; sensitive when its author would not have it seen unasked."""

    thing: str
    description: str | None = None
    sensitive: bool = False


@dataclass(frozen=True, slots=True)
class CastPost:
    """What a person says of their own accord, `after` seconds of scene time after the scene starts."""

    id: str
    by: str
    after: float
    text: str
    language: str
    reply_to: str | None
    visibility: str
    edits: tuple[Edit, ...]
    deletes_after: float | None
    pictures: tuple[CastPicture, ...] = ()


@dataclass(frozen=True, slots=True)
class Reaction:
    """What a person does at the `at`-th status of a class a brand directs at them (0: at every one).

    Further classes: `room_message`, an answer inside a room; `shut_door`, a room they did not get into; `called`,
    somebody names them in answering a brand. proves: how the two words of a room's door are written, and proves_as from
    which account if not their own.
    """

    by: str
    on: str
    at: int
    after: float
    does: str
    text: str
    language: str
    name: str
    pictures: tuple[CastPicture, ...] = ()
    proves: str = "message"
    proves_as: str = ""


@dataclass(frozen=True, slots=True)
class Scene:
    """A little story."""

    id: str
    about: str
    people: tuple[Profile, ...]
    posts: tuple[CastPost, ...]
    reactions: tuple[Reaction, ...]


@dataclass(frozen=True, slots=True)
class Cast:
    """All scenes, in order of their files."""

    scenes: tuple[Scene, ...] = ()

    def scene(self, identifier: str) -> Scene:
        """By id; raises KeyError."""
        for scene in self.scenes:
            if scene.id == identifier:
                return scene
        raise KeyError(identifier)

    def scene_of(self, post_id: str) -> Scene:
        """The scene in which a post is said; raises KeyError."""
        for scene in self.scenes:
            if any(post.id == post_id for post in scene.posts):
                return scene
        raise KeyError(post_id)

    @property
    def people(self) -> list[Profile]:
        """Everybody, in order."""
        return [person for scene in self.scenes for person in scene.people]

    @property
    def reactions(self) -> list[Reaction]:
        """All of them, in order."""
        return [reaction for scene in self.scenes for reaction in scene.reactions]


def load_cast(folder: Path = SHIPPED) -> Cast:
    """Reads `folder`/scenes/*.toml; raises CastError, naming file and entry."""
    files = sorted((folder / "scenes").glob("*.toml"))
    if not files:
        raise CastError(f"{folder / 'scenes'}: no scene files (*.toml)")
    cast = Cast(tuple(_scene(file) for file in files))
    _check_people(cast)
    _check_posts(cast)
    return cast


def _scene(file: Path) -> Scene:
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CastError(f"{file.name}: {error}") from error
    whole = Entry(file.name, content)
    whole.only("scene", "person", "post", "reaction")
    head = whole.table("scene")
    head.only("id", "about")
    name = head.text("id")
    return Scene(
        name,
        head.text("about"),
        tuple(_person(entry) for entry in whole.entries("person", named_by="handle")),
        tuple(_post(entry) for entry in whole.entries("post", named_by="id")),
        tuple(_reaction(entry, name) for entry in whole.entries("reaction", named_by="by")),
    )


def _person(entry: Entry) -> Profile:
    entry.only("handle", "name", "language", "bio", "followers", "following", "created_at", "customer_id")
    entry.text("customer_id", "")
    return Profile(
        handle=entry.handle("handle"),
        name=entry.text("name"),
        language=entry.text("language", "en"),
        bio=entry.text("bio", ""),
        followers=int(entry.number("followers", 0)),
        following=int(entry.number("following", 0)),
        created_at=entry.day("created_at"),
    )


def _post(entry: Entry) -> CastPost:
    entry.only("id", "by", "after", "text", "reply_to", "visibility", "edits", "deletes_after", "pictures", "labels")
    _labels(entry.table("labels", {}))
    edits = tuple(Edit(each.number("after"), each.text("text")) for each in entry.entries("edits"))
    return CastPost(
        id=entry.text("id"),
        by=entry.text("by"),
        after=entry.number("after"),
        text=entry.text("text"),
        language=entry.table("labels", {}).text("language", ""),
        reply_to=entry.text("reply_to", "") or None,
        visibility=entry.choice("visibility", VISIBILITIES, "public"),
        edits=edits,
        deletes_after=entry.number("deletes_after") if entry.has("deletes_after") else None,
        pictures=_pictures(entry),
    )


def _reaction(entry: Entry, scene: str) -> Reaction:
    entry.only("by", "on", "at", "after", "does", "text", "proves", "proves_as", "pictures", "labels")
    _labels(entry.table("labels", {}))
    does = entry.choice("does", DEEDS)
    speaks = does in ("direct", "reply", "edit")
    at = entry.number("at", 1)
    entry.require(at == int(at), "at must be a whole number")
    entry.require(does == "room" or not (entry.has("proves") or entry.has("proves_as")), "only a room asks for a proof")
    return Reaction(
        by=entry.text("by"),
        on=entry.choice("on", CLASSES),
        at=int(at),
        after=entry.number("after", 0),
        does=does,
        text=entry.text("text") if speaks else entry.text("text", ""),
        language=entry.table("labels", {}).text("language", ""),
        name=f"{scene}/{entry.place}",
        pictures=_pictures(entry),
        proves=entry.choice("proves", PROOFS, "message"),
        proves_as=entry.text("proves_as", ""),
    )


def _pictures(entry: Entry) -> tuple[CastPicture, ...]:
    return tuple(_picture(each) for each in entry.entries("pictures"))


def _picture(entry: Entry) -> CastPicture:
    entry.only("thing", "description", "sensitive")
    described = entry.text("description", "") or None
    return CastPicture(entry.choice("thing", THINGS), described, sensitive=entry.flag("sensitive"))


def _labels(labels: Entry) -> None:
    labels.only(*_FLAGS, "language", "heat", "sentiment", "sensitive", "personal_data", "consent")
    for flag in _FLAGS:
        labels.flag(flag)
    labels.require(labels.number("heat", 0) in (0, 1, 2), "heat must be 0, 1 or 2")
    labels.choice("sentiment", ("negative", "neutral", "positive"), "neutral")
    labels.choice("consent", ("yes", "no", "withdrawn"), "no")
    unknown = set(labels.words("sensitive")) - set(SENSITIVE)
    labels.require(not unknown, f"sensitive: no such subject {sorted(unknown)}")
    labels.words("personal_data")


def _check_people(cast: Cast) -> None:
    known = {brand.handle for brand in BRANDS}
    for scene in cast.scenes:
        for person in scene.people:
            _require(person.handle not in known, scene, f"the handle {person.handle!r} is taken")
            known.add(person.handle)
    for scene in cast.scenes:
        for by in [*(post.by for post in scene.posts), *(reaction.by for reaction in scene.reactions)]:
            _require(by in known, scene, f"by = {by!r}: nobody has this handle")
        for other in [reaction.proves_as for reaction in scene.reactions if reaction.proves_as]:
            _require(other in known, scene, f"proves_as = {other!r}: nobody has this handle")


def _check_posts(cast: Cast) -> None:
    posts = [(scene, post) for scene in cast.scenes for post in scene.posts]
    ids = [post.id for _, post in posts]
    for scene, post in posts:
        _require(ids.count(post.id) == 1, scene, f"the post id {post.id!r} is used twice")
        _require(
            post.reply_to in (None, *ids), scene, f"{post.id}: reply_to = {post.reply_to!r} is no post of the cast"
        )
    _unique("scene", [scene.id for scene in cast.scenes])


def _require(holds: bool, scene: Scene, reason: str) -> None:
    if not holds:
        raise CastError(f"scene {scene.id!r}: {reason}")


def _unique(kind: str, names: Iterable[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise CastError(f"the {kind} id {name!r} is used twice")
        seen.add(name)
