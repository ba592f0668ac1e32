"""Direct messages as each participant sees them: one conversation per thread and exact set of others."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from parlour.simulator.errors import not_found
from parlour.simulator.network.ids import number
from parlour.simulator.network.statuses import Status


@dataclass(slots=True)
class Conversation:
    """`participants` are the others, never the owner; a new thread or a further participant is a new conversation."""

    id: str
    owner: str
    thread: str
    participants: tuple[str, ...]
    status_ids: list[str] = field(default_factory=list)
    unread: bool = False

    @property
    def last_status_id(self) -> str:
        """The cursor of listings."""
        return self.status_ids[-1]


class ConversationBook:
    """All conversations of all local accounts."""

    def __init__(self) -> None:
        self._by_key: dict[tuple[str, str, tuple[str, ...]], Conversation] = {}
        self._count = 0

    def add(self, owner: str, status: Status) -> Conversation:
        """Puts a direct status into the owner's conversation and answers that conversation."""
        key = self._key(owner, status)
        if key not in self._by_key:
            self._count += 1
            self._by_key[key] = Conversation(str(self._count), *key)
        conversation = self._by_key[key]
        conversation.status_ids.append(status.id)
        conversation.unread = status.author != owner
        return conversation

    def remove(self, owner: str, status: Status) -> None:
        """Takes a deleted status out; an empty conversation disappears."""
        key = self._key(owner, status)
        conversation = self._by_key.get(key)
        if conversation and status.id in conversation.status_ids:
            conversation.status_ids.remove(status.id)
            if not conversation.status_ids:
                del self._by_key[key]

    def newest_first(self, owner: str) -> Iterator[Conversation]:
        """By the last status."""
        mine = [conversation for conversation in self._by_key.values() if conversation.owner == owner]
        return iter(sorted(mine, key=lambda conversation: number(conversation.last_status_id), reverse=True))

    def get(self, owner: str, identifier: str) -> Conversation:
        """By id; refuses an unknown one."""
        for conversation in self._by_key.values():
            if conversation.owner == owner and conversation.id == identifier:
                return conversation
        raise not_found()

    def forget(self, conversation: Conversation) -> None:
        """Removes it from its owner's list."""
        del self._by_key[(conversation.owner, conversation.thread, conversation.participants)]

    def _key(self, owner: str, status: Status) -> tuple[str, str, tuple[str, ...]]:
        others = {*status.wording.mentions, status.author} - {owner}
        return owner, status.thread, tuple(sorted(others, key=number))
