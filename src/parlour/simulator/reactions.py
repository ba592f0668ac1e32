"""What people do when a brand speaks to them."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from parlour.simulator.agenda import Agenda
from parlour.simulator.cast import Reaction
from parlour.simulator.network import Account, Network, NewStatus, Status
from parlour.simulator.reading import reads_as_invitation, reference_code
from parlour.simulator.rooms.browser import room_link
from parlour.simulator.rooms.guest import Told
from parlour.simulator.rooms.guests import Guests


@dataclass(slots=True)
class Memory:
    """What one person remembers of the brands."""

    heard: Counter[str] = field(default_factory=Counter)
    talked_with: set[str] = field(default_factory=set)
    codes: dict[str, str] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)

    def learn(self, brand: str, text: str) -> None:
        """Keeps the code and the link of a text; later words without one leave the earlier ones standing."""
        for found, kept in ((reference_code(text), self.codes), (room_link(text), self.links)):
            if found:
                kept[brand] = found


class Reactor:
    """Watches the network and enters people's reactions into the agenda. `delay` turns scene seconds into real ones."""

    def __init__(
        self,
        network: Network,
        agenda: Agenda,
        reactions: list[Reaction],
        delay: Callable[[float], timedelta],
        guests: Guests,
    ) -> None:
        self._network = network
        self._agenda = agenda
        self._delay = delay
        self._guests = guests
        self._by_person: dict[str, list[Reaction]] = {}
        for reaction in reactions:
            self._by_person.setdefault(reaction.by, []).append(reaction)
        self._memories: dict[str, Memory] = {}

    def forget(self) -> None:
        """Nobody remembers anything."""
        self._memories.clear()

    def observe(self, status: Status) -> None:
        """To be called with each new status."""
        author = self._network.books.accounts.get(status.author)
        if status.reblog_of:
            return
        if not author.brand:
            self._remember_talk(author, status)
            self._call(author, status)
            return
        for person in self._addressed(status):
            self._hear(person, author, status)

    def classify(self, person: Account, brand: Account, status: Status) -> str:
        """The class of a brand's status for one person: direct_message, invitation, closure or public_reply."""
        if status.visibility == "direct":
            return "direct_message"
        talked = brand.id in self._memory(person).talked_with
        if reads_as_invitation(status.wording.text, talked_before=talked):
            return "invitation"
        return "closure" if talked else "public_reply"

    def _memory(self, person: Account) -> Memory:
        return self._memories.setdefault(person.id, Memory())

    def _remember_talk(self, person: Account, status: Status) -> None:
        if status.visibility == "direct":
            brands = [each for each in status.wording.mentions if self._network.books.accounts.get(each).brand]
            self._memory(person).talked_with.update(brands)

    def _addressed(self, status: Status) -> list[Account]:
        named = [status.in_reply_to_account_id, *status.wording.mentions]
        accounts = [self._network.books.accounts.get(each) for each in dict.fromkeys(named) if each]
        direct = status.visibility == "direct"
        reached = [each for each in accounts if not direct or each.id in status.wording.mentions]
        return [account for account in reached if not account.brand]

    def _call(self, caller: Account, status: Status) -> None:
        """Who is named in an answer to a brand reads what the brand said there, and what was said to it."""
        answered = self._network.books.statuses.find(status.in_reply_to_id)
        brand = self._network.books.accounts.get(answered.author) if answered else None
        if answered is None or brand is None or not brand.brand or status.visibility == "direct":
            return
        for person in self._addressed(status):
            if person is not caller and self._has(person, "called"):
                self._memory(person).learn(brand.id, f"{answered.wording.text}\n{status.wording.text}")
                self._react(person, brand, status, "called")

    def _hear(self, person: Account, brand: Account, status: Status) -> None:
        memory, kind = self._memory(person), self.classify(person, brand, status)
        if kind == "direct_message":
            memory.talked_with.add(brand.id)
        if kind == "invitation" or room_link(status.wording.text):
            memory.learn(brand.id, status.wording.text)
        # Who has no answer of their own to the link of a room takes it for any other invitation.
        if room_link(status.wording.text) and self._has(person, "room_invitation"):
            kind = "room_invitation"
        self._react(person, brand, status, kind, "any")

    def _has(self, person: Account, kind: str) -> bool:
        return any(reaction.on == kind for reaction in self._by_person.get(person.acct, []))

    def _react(self, person: Account, brand: Account, status: Status, *kinds: str) -> None:
        memory = self._memory(person)
        memory.heard.update(kinds)
        for reaction in self._by_person.get(person.acct, []):
            if reaction.on in kinds and reaction.at in (0, memory.heard[reaction.on]):
                self._enter(reaction, person, brand, status)

    def _enter(self, reaction: Reaction, person: Account, brand: Account, status: Status) -> None:
        due: datetime = self._network.clock() + self._delay(reaction.after)
        self._agenda.at(due, lambda: self._act(reaction, person, brand, status))

    def _act(self, reaction: Reaction, person: Account, brand: Account, status: Status) -> None:
        memory = self._memory(person)
        text = reaction.text.replace("{code}", memory.codes.get(brand.id, ""))
        text = text.replace("{link}", memory.links.get(brand.id, ""))
        if reaction.does in ("direct", "reply"):
            self._speak(reaction, person, brand, status, text)
        elif reaction.does == "room":
            self._visit(reaction, person, brand, status, text)
        elif reaction.does == "favourite" and self._network.books.statuses.find(status.id):
            self._network.favourite(person, status)
        elif reaction.does in ("edit", "delete"):
            self._take_back(reaction, person, status, text)

    def _speak(self, reaction: Reaction, person: Account, brand: Account, status: Status, text: str) -> None:
        direct = reaction.does == "direct"
        answers = self._network.books.statuses.find(status.id) is not None
        # A private word after a public reply is a fresh message, as most people send it; only a direct one is answered.
        parent = status.id if answers and (not direct or status.visibility == "direct") else None
        self._network.post_status(
            person,
            NewStatus(
                text=text if f"@{brand.acct}" in text else f"@{brand.acct} {text}",
                in_reply_to_id=parent,
                visibility="direct" if direct else status.visibility,
                language=reaction.language or person.profile.language,
                sensitive=any(each.sensitive for each in reaction.pictures),
                media_ids=tuple(self._network.draw(person, each.thing, each.description) for each in reaction.pictures),
                origin=f"reaction:{reaction.name}",
            ),
        )

    def _visit(self, reaction: Reaction, person: Account, brand: Account, status: Status, text: str) -> None:
        """To the room whose link they know; who knows none has nowhere to go."""
        memory = self._memory(person)
        link = memory.links.get(brand.id, "")
        if not link:
            return
        told = Told(
            proves=lambda words: self._prove(reaction, person, brand, status, words),
            enters=lambda: memory.talked_with.add(brand.id),
            hears=lambda: self._react(person, brand, status, "room_message"),
            listens=lambda: self._listens(person),
            shut=lambda: self._react(person, brand, status, "shut_door"),
        )
        self._guests.send(person.acct, person.profile.language or "en", link, told, text)

    def _prove(self, reaction: Reaction, person: Account, brand: Account, status: Status, words: str) -> None:
        """The two words of the door, from the account the person believes to be the right one."""
        if reaction.proves == "nothing":
            return
        in_thread = reaction.proves == "post" and self._network.books.statuses.find(status.id)
        new = NewStatus(
            text=f"@{brand.acct} {words}",
            in_reply_to_id=status.id if in_thread else None,
            visibility="public" if reaction.proves == "post" else "direct",
            language=person.profile.language,
            origin=f"reaction:{reaction.name}",
        )
        writes = self._network.account(reaction.proves_as) if reaction.proves_as else person
        self._network.post_status(writes, new)

    def _listens(self, person: Account) -> bool:
        """Whether a further answer inside the room would make them do something."""
        heard = self._memory(person).heard["room_message"]
        theirs = [each for each in self._by_person.get(person.acct, []) if each.on == "room_message"]
        return any(each.at == 0 or each.at > heard for each in theirs)

    def _take_back(self, reaction: Reaction, person: Account, status: Status, text: str) -> None:
        own = self._own(person, status)
        if own is None:
            return
        if reaction.does == "delete":
            self._network.delete_status(person, own.id)
        else:
            mentions = [self._network.books.accounts.get(each).acct for each in own.wording.mentions]
            prefix = "".join(f"@{acct} " for acct in mentions if f"@{acct}" not in text)
            self._network.edit_status(person, own.id, NewStatus(text=prefix + text))

    def _own(self, person: Account, status: Status) -> Status | None:
        answered = self._network.books.statuses.find(status.in_reply_to_id)
        if answered and answered.author == person.id:
            return answered
        statuses = self._network.books.statuses.newest_first()
        return next((each for each in statuses if each.author == person.id and each.visibility != "direct"), None)
