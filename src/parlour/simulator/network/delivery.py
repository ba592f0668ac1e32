"""Who hears of what: notifications, conversations and stream events.

As on a production server, an edit reaches followers and the public streams but sends no second mention, and a direct
message from a stranger may be held back as a notification request while its conversation is updated all the same.
"""

import json
from collections.abc import Callable, Iterable

from parlour.simulator.network.accounts import Account
from parlour.simulator.network.books import Books
from parlour.simulator.network.notifications import Notification
from parlour.simulator.network.present import Presenter
from parlour.simulator.network.statuses import PUBLIC, Status
from parlour.simulator.network.streams import Event

_NEW_ACCOUNT_DAYS = 30


def never(_recipient: Account) -> bool:
    """Holds nothing back."""
    return False


class Delivery:
    """Fans out what happens. `holds_back` may force a direct message into the requests (a fault)."""

    def __init__(self, books: Books, presenter: Presenter) -> None:
        self._books = books
        self._present = presenter
        self.holds_back: Callable[[Account], bool] = never
        self.observers: list[Callable[[Status], None]] = []

    def new_status(self, status: Status) -> None:
        """Mentions, followers, conversations, public streams."""
        for mentioned in status.wording.mentions:
            self.notify("mention", mentioned, status.author, status)
        self._announce(status)
        if status.visibility == "direct":
            self._conversations(status)
        self._to_feeds("update", status)
        for observer in self.observers:
            observer(status)

    def edited_status(self, status: Status) -> None:
        """The new version; only those mentioned for the first time are told by a mention."""
        for mentioned in status.wording.mentions:
            self.notify("mention", mentioned, status.author, status)
        for booster in status.reblogged_by:
            self.notify("update", booster, status.author, status)
        self._to_feeds("status.update", status)

    def deleted_status(self, status: Status) -> None:
        """Everybody who was shown it is told, and what hangs on it goes."""
        channels = [f"timeline:{each}" for each in (*self._home_of(status), *status.wording.mentions)]
        self._books.streams.publish([*channels, *self._public_channels(status)], Event("delete", status.id))
        self._books.notifications.forget_status(status.id)
        for owner in {*status.wording.mentions, status.author}:
            self._books.conversations.remove(owner, status)

    def notify(self, kind: str, recipient_id: str, sender_id: str, status: Status | None = None) -> None:
        """One notification, at most once for the same thing; none for remote accounts or for oneself."""
        recipient, sender = self._books.accounts.get(recipient_id), self._books.accounts.get(sender_id)
        if recipient is sender or not recipient.local or sender.id in recipient.blocks | recipient.mutes:
            return
        status_id = status.id if status else None
        if kind != "update" and self._books.notifications.exists(recipient.id, kind, sender.id, status_id):
            return
        verdict = self._verdict(kind, recipient, sender, status)
        if verdict == "drop":
            return
        made = Notification("", kind, recipient.id, sender.id, status_id, self._books.now(), verdict == "filter")
        self._books.notifications.add(made)
        if verdict == "accept":
            self._push([f"timeline:{recipient.id}:notifications"], "notification", self._present.notification(made))

    def _verdict(self, kind: str, recipient: Account, sender: Account, status: Status | None) -> str:
        inbox = self._books.notifications.inbox(recipient.id)
        if kind in ("update", "status") or sender.id in recipient.follows or sender.id in inbox.permitted:
            return "accept"
        unsolicited = status is not None and status.visibility == "direct" and not self._answers(status, recipient)
        if unsolicited and kind == "mention" and self.holds_back(recipient):
            return "filter"
        age = self._books.now() - sender.profile.created_at
        applies = {
            "for_not_following": True,
            "for_not_followers": recipient.id not in sender.follows,
            "for_new_accounts": age.days < _NEW_ACCOUNT_DAYS,
            "for_private_mentions": unsolicited and kind == "mention",
        }
        choices = {inbox.policy[key] for key, holds in applies.items() if holds}
        return "drop" if "drop" in choices else "filter" if "filter" in choices else "accept"

    def _answers(self, status: Status, recipient: Account) -> bool:
        line = self._books.statuses.ancestors(status)
        return any(s.author == recipient.id and status.author in s.wording.mentions for s in line)

    def _announce(self, status: Status) -> None:
        if status.in_reply_to_id or status.visibility not in (*PUBLIC, "private"):
            return
        for follower_id in self._books.author(status.author).followers:
            if self._books.accounts.get(follower_id).follows.get(status.author):
                self.notify("status", follower_id, status.author, status)

    def _conversations(self, status: Status) -> None:
        for owner_id in {status.author: None, **dict.fromkeys(status.wording.mentions)}:
            if self._books.accounts.get(owner_id).local:
                conversation = self._books.conversations.add(owner_id, status)
                if self._books.streams.wanted(f"timeline:direct:{owner_id}"):
                    shown = self._present.conversation(conversation)
                    self._push([f"timeline:direct:{owner_id}"], "conversation", shown)

    def _to_feeds(self, name: str, status: Status) -> None:
        for reader_id in self._home_of(status):
            if self._books.streams.wanted(f"timeline:{reader_id}"):
                shown = self._present.status(status, self._books.accounts.get(reader_id))
                self._push([f"timeline:{reader_id}"], name, shown)
        channels = self._public_channels(status)
        if any(self._books.streams.wanted(channel) for channel in channels):
            self._push(channels, name, self._present.status(status, None))

    def _home_of(self, status: Status) -> list[str]:
        author = self._books.author(status.author)
        followers = [each for each in author.followers if self._books.accounts.get(each).local]
        if status.visibility == "direct":
            followers = [each for each in followers if each in status.wording.mentions]
        return ([author.id] if author.local else []) + sorted(followers)

    def _public_channels(self, status: Status) -> list[str]:
        if status.visibility != "public" or status.reblog_of:
            return []
        where = "local" if self._books.author(status.author).local else "remote"
        return ["timeline:public", f"timeline:public:{where}", *(f"timeline:hashtag:{t}" for t in status.wording.tags)]

    def _push(self, channels: Iterable[str], name: str, payload: dict[str, object]) -> None:
        self._books.streams.publish(channels, Event(name, json.dumps(payload, ensure_ascii=False)))
