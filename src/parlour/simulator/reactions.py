"""What people do when a brand speaks to them."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from parlour.simulator.agenda import Agenda
from parlour.simulator.cast import Reaction
from parlour.simulator.network import Account, Network, NewStatus, Status
from parlour.simulator.reading import reads_as_invitation, reference_code


@dataclass(slots=True)
class Memory:
    """What one person remembers of the brands."""

    heard: Counter[str] = field(default_factory=Counter)
    talked_with: set[str] = field(default_factory=set)
    codes: dict[str, str] = field(default_factory=dict)


class Reactor:
    """Watches the network and enters people's reactions into the agenda. `delay` turns scene seconds into real ones."""

    def __init__(
        self, network: Network, agenda: Agenda, reactions: list[Reaction], delay: Callable[[float], timedelta]
    ) -> None:
        self._network = network
        self._agenda = agenda
        self._delay = delay
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

    def _hear(self, person: Account, brand: Account, status: Status) -> None:
        memory, kind = self._memory(person), self.classify(person, brand, status)
        if kind == "direct_message":
            memory.talked_with.add(brand.id)
        if kind == "invitation":
            memory.codes[brand.id] = reference_code(status.wording.text)
        memory.heard.update([kind, "any"])
        for reaction in self._by_person.get(person.acct, []):
            if reaction.on in (kind, "any") and reaction.at in (0, memory.heard[reaction.on]):
                self._enter(reaction, person, brand, status)

    def _enter(self, reaction: Reaction, person: Account, brand: Account, status: Status) -> None:
        due: datetime = self._network.clock() + self._delay(reaction.after)
        self._agenda.at(due, lambda: self._act(reaction, person, brand, status))

    def _act(self, reaction: Reaction, person: Account, brand: Account, status: Status) -> None:
        text = reaction.text.replace("{code}", self._memory(person).codes.get(brand.id, ""))
        if reaction.does in ("direct", "reply"):
            self._speak(reaction, person, brand, status, text)
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
