"""Notifications per account, the policy that filters them, and the requests the filtered ones become."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from parlour.simulator.errors import invalid, not_found
from parlour.simulator.network.ids import Snowflakes

TYPES = ("mention", "status", "reblog", "follow", "favourite", "update")
POLICY_KEYS = (
    "for_not_following",
    "for_not_followers",
    "for_new_accounts",
    "for_private_mentions",
    "for_limited_accounts",
)
CHOICES = ("accept", "filter", "drop")


@dataclass(slots=True)
class Notification:
    """One thing that happened to `recipient`. Ids count from 1, so they grow in length: compare them as numbers."""

    id: str
    type: str
    recipient: str
    sender: str
    status_id: str | None
    created_at: datetime
    filtered: bool = False


@dataclass(slots=True)
class Request:
    """All filtered notifications of one sender."""

    id: str
    recipient: str
    sender: str
    created_at: datetime
    updated_at: datetime


@dataclass(slots=True)
class Inbox:
    """The notifications of one account."""

    policy: dict[str, str]
    notifications: dict[str, Notification] = field(default_factory=dict)
    requests: dict[str, Request] = field(default_factory=dict)
    permitted: set[str] = field(default_factory=set)
    announced: set[tuple[str, str, str | None]] = field(default_factory=set)

    def keep(self, notification: Notification) -> None:
        """Stores one."""
        self.notifications[notification.id] = notification
        self.announced.add((notification.type, notification.sender, notification.status_id))

    def remove(self, identifier: str) -> None:
        """Forgets one, so that the same thing could be announced again."""
        gone = self.notifications.pop(identifier)
        self.announced.discard((gone.type, gone.sender, gone.status_id))


class NotificationBook:
    """All inboxes; each forgets its oldest notification beyond the capacity."""

    def __init__(self, capacity: int, *, filter_direct: bool) -> None:
        self._capacity = capacity
        self._default = dict.fromkeys(POLICY_KEYS, "accept")
        if filter_direct:
            self._default["for_private_mentions"] = "filter"
        self._inboxes: dict[str, Inbox] = {}
        self._count = 0
        self._ids = Snowflakes()

    def inbox(self, account_id: str) -> Inbox:
        """The inbox of an account, empty at first."""
        return self._inboxes.setdefault(account_id, Inbox(policy=dict(self._default)))

    def add(self, notification: Notification) -> Notification:
        """Stores; a filtered one also opens or refreshes the sender's request."""
        self._count += 1
        notification.id = str(self._count)
        inbox = self.inbox(notification.recipient)
        inbox.keep(notification)
        if len(inbox.notifications) > self._capacity:
            inbox.remove(next(iter(inbox.notifications)))
        if notification.filtered:
            self._request(inbox, notification)
        return notification

    def exists(self, recipient: str, kind: str, sender: str, status_id: str | None) -> bool:
        """Whether the very same thing was already announced."""
        return (kind, sender, status_id) in self.inbox(recipient).announced

    def newest_first(self, account_id: str) -> Iterator[Notification]:
        """Filtered ones too."""
        return reversed(self.inbox(account_id).notifications.values())

    def get(self, account_id: str, identifier: str) -> Notification:
        """By id; refuses an unknown one."""
        if identifier not in self.inbox(account_id).notifications:
            raise not_found()
        return self.inbox(account_id).notifications[identifier]

    def dismiss(self, account_id: str, identifier: str) -> None:
        """Removes one."""
        self.get(account_id, identifier)
        self.inbox(account_id).remove(identifier)

    def clear(self, account_id: str) -> None:
        """Removes all that are not filtered."""
        inbox = self.inbox(account_id)
        for identifier in [n.id for n in inbox.notifications.values() if not n.filtered]:
            inbox.remove(identifier)

    def forget_status(self, status_id: str) -> None:
        """A deleted status takes its notifications along."""
        for inbox in self._inboxes.values():
            gone = [n.id for n in inbox.notifications.values() if n.status_id == status_id]
            for identifier in gone:
                inbox.remove(identifier)

    def set_policy(self, account_id: str, changes: dict[str, str]) -> None:
        """Changes some keys; refuses a choice that does not exist."""
        if any(choice not in CHOICES for choice in changes.values()):
            raise invalid("Policy is not included in the list")
        self.inbox(account_id).policy.update(changes)

    def request(self, account_id: str, identifier: str) -> Request:
        """By id; refuses an unknown one."""
        if identifier not in self.inbox(account_id).requests:
            raise not_found()
        return self.inbox(account_id).requests[identifier]

    def accept(self, account_id: str, identifier: str) -> None:
        """Lets the sender's notifications into the list, now and from now on."""
        request = self.request(account_id, identifier)
        inbox = self.inbox(account_id)
        inbox.permitted.add(request.sender)
        for notification in inbox.notifications.values():
            if notification.sender == request.sender:
                notification.filtered = False
        del inbox.requests[identifier]

    def dismiss_request(self, account_id: str, identifier: str) -> None:
        """Throws the sender's filtered notifications away."""
        request = self.request(account_id, identifier)
        inbox = self.inbox(account_id)
        for notification in self.of_request(request):
            inbox.remove(notification.id)
        del inbox.requests[identifier]

    def of_request(self, request: Request) -> list[Notification]:
        """The filtered notifications behind a request, newest first."""
        return [n for n in self.newest_first(request.recipient) if n.filtered and n.sender == request.sender]

    def _request(self, inbox: Inbox, notification: Notification) -> None:
        for request in inbox.requests.values():
            if request.sender == notification.sender:
                request.updated_at = notification.created_at
                return
        identifier = self._ids.at(notification.created_at)
        opened = Request(
            identifier, notification.recipient, notification.sender, notification.created_at, notification.created_at
        )
        inbox.requests[identifier] = opened
