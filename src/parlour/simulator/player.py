"""Plays scenes: people say their lines at their time, and react."""

from datetime import timedelta
from functools import partial

from parlour.simulator.agenda import Agenda
from parlour.simulator.cast import BRANDS, Cast, CastPost
from parlour.simulator.errors import Refused
from parlour.simulator.network import Account, Network, NewStatus, Status
from parlour.simulator.reactions import Reactor
from parlour.simulator.rooms.errands import AtOnce
from parlour.simulator.rooms.guest import Way
from parlour.simulator.rooms.guests import Guests

_PATIENCE = 1.0


class Player:
    """Registers the brands and the whole cast on the network, and plays on request.

    speed: scene seconds per real second. Nothing happens by itself: whoever owns the player calls `run_due`
    whenever `agenda.next_due()` has come.
    """

    def __init__(self, network: Network, cast: Cast, *, speed: float = 1.0) -> None:
        if speed <= 0:
            raise ValueError("speed must be greater than 0")
        self.network = network
        self.cast = cast
        self.speed = speed
        self.agenda = Agenda()
        self.playing: list[str] = []
        self.mishaps: list[str] = []
        self._said: dict[str, str] = {}
        self.guests = Guests(Way(network.clock, self.agenda, AtOnce()))
        self._reactor = Reactor(network, self.agenda, cast.reactions, self._delay, self.guests)
        for profile in (*BRANDS, *cast.people):
            network.register(profile)
        network.observe(self._reactor.observe)

    def play(self, scene_id: str, *, start_after: float = 0.0) -> int:
        """Enters a scene into the agenda, `start_after` scene seconds from now; answers its number of posts.

        Raises KeyError for an unknown scene and ValueError for one already played or one that answers
        posts of a scene that is not being played.
        """
        scene = self.cast.scene(scene_id)
        if scene_id in self.playing:
            raise ValueError(f"the scene {scene_id!r} was played already; reset first")
        for post in scene.posts:
            owner = self.cast.scene_of(post.reply_to).id if post.reply_to else scene_id
            if owner not in (scene_id, *self.playing):
                raise ValueError(f"{post.id} answers {post.reply_to}: play the scene {owner!r} first")
        self.playing.append(scene_id)
        for post in scene.posts:
            self._after(start_after + post.after, post)
        return len(scene.posts)

    def run_due(self) -> int:
        """Does everything whose time has come; answers how many things that were."""
        return self.agenda.run(self.network.clock())

    def reset(self) -> None:
        """An empty network with the same people; nothing is playing."""
        self.agenda.clear()
        self.guests.forget()
        self._reactor.forget()
        self._said.clear()
        self.playing.clear()
        self.mishaps.clear()
        self.network.reset()

    def say(self, by: str, text: str, *, reply_to: str | None = None, visibility: str = "public") -> Status:
        """Lets anybody post anything now, word for word; KeyError for an unknown handle."""
        person = self.network.account(by)
        new = NewStatus(text=text, in_reply_to_id=reply_to, visibility=visibility, origin="say")
        return self.network.post_status(person, new)

    def said(self, post_id: str) -> str | None:
        """The status a post of the cast has become."""
        return self._said.get(post_id)

    def _delay(self, seconds: float) -> timedelta:
        return timedelta(seconds=seconds / self.speed)

    def _after(self, seconds: float, post: CastPost) -> None:
        self.agenda.at(self.network.clock() + self._delay(seconds), lambda: self._perform(post))

    def _perform(self, post: CastPost) -> None:
        if post.reply_to and post.reply_to not in self._said:
            self._after(_PATIENCE, post)
            return
        person = self.network.account(post.by)
        parent = self.network.books.statuses.find(self._said.get(post.reply_to or ""))
        new = NewStatus(
            text=self._addressed(person, parent, post.text),
            in_reply_to_id=parent.id if parent else None,
            visibility=post.visibility,
            language=post.language or person.profile.language,
            sensitive=any(each.sensitive for each in post.pictures),
            media_ids=tuple(self.network.draw(person, each.thing, each.description) for each in post.pictures),
            origin=f"cast:{post.id}",
        )
        try:
            status = self.network.post_status(person, new)
        except Refused as refused:
            self._said[post.id] = ""
            self.mishaps.append(f"{post.id}: {refused.error}")
            return
        self._said[post.id] = status.id
        self._follow_up(person, post, status)

    def _follow_up(self, person: Account, post: CastPost, status: Status) -> None:
        now = self.network.clock()
        parent = self.network.books.statuses.find(status.in_reply_to_id)
        for edit in post.edits:
            text = self._addressed(person, parent, edit.text)
            self.agenda.at(now + self._delay(edit.after), partial(self._edit, person, status, text))
        if post.deletes_after is not None:
            self.agenda.at(now + self._delay(post.deletes_after), lambda: self._delete(person, status))

    def _edit(self, person: Account, status: Status, text: str) -> None:
        if status.deleted_at is None:
            kept = status.wording
            new = NewStatus(text=text, sensitive=kept.sensitive, media_ids=kept.media_ids)
            self.network.edit_status(person, status.id, new)

    def _delete(self, person: Account, status: Status) -> None:
        if status.deleted_at is None:
            self.network.delete_status(person, status.id)

    def _addressed(self, person: Account, parent: Status | None, text: str) -> str:
        """A reply begins with the names of those it answers, as clients fill them in."""
        if parent is None:
            return text
        accounts = self.network.books.accounts
        named = [accounts.get(each) for each in dict.fromkeys((parent.author, *parent.wording.mentions))]
        missing = [each.acct for each in named if each is not person and f"@{each.acct}" not in text.lower()]
        return "".join(f"@{acct} " for acct in missing) + text
