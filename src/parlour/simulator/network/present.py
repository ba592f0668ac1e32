"""The JSON shapes of Mastodon 4.3, each as one viewer sees it."""

from parlour.simulator.clock import iso
from parlour.simulator.network.accounts import Account
from parlour.simulator.network.books import Books
from parlour.simulator.network.conversations import Conversation
from parlour.simulator.network.media import Media
from parlour.simulator.network.notifications import Notification, Request
from parlour.simulator.network.statuses import PUBLIC, Status, Wording
from parlour.simulator.network.text import to_html

Json = dict[str, object]


class Presenter:
    """Turns what the books hold into what the API shows."""

    def __init__(self, books: Books) -> None:
        self._books = books

    def profile_url(self, account: Account) -> str:
        """Where a browser finds the account."""
        home = self._books.settings.base_url if account.local else f"https://{account.domain}"
        return f"{home}/@{account.username}"

    def html(self, text: str) -> str:
        """Plain text as `content`."""
        return to_html(text, self._resolve, self._books.settings.base_url)

    def account(self, account: Account) -> Json:
        """An Account entity."""
        profile = account.profile
        domain = account.domain or self._books.settings.domain
        base = self._books.settings.base_url
        count, last = self._books.statuses.tally(account.id)
        return {
            "id": account.id,
            "username": account.username,
            "acct": account.acct,
            "display_name": profile.name,
            "locked": False,
            "bot": False,
            "discoverable": True,
            "indexable": True,
            "group": False,
            "created_at": iso(profile.created_at.replace(hour=0, minute=0, second=0, microsecond=0)),
            "note": self.html(profile.bio),
            "url": self.profile_url(account),
            "uri": f"https://{domain}/users/{account.username}",
            "avatar": f"{base}/avatars/{account.acct}.png",
            "avatar_static": f"{base}/avatars/{account.acct}.png",
            "header": f"{base}/avatars/{account.acct}.png",
            "header_static": f"{base}/avatars/{account.acct}.png",
            "followers_count": profile.followers + len(account.followers),
            "following_count": profile.following + len(account.follows),
            "statuses_count": count,
            "last_status_at": last.date().isoformat() if last else None,
            "hide_collections": None,
            "noindex": False,
            "emojis": [],
            "roles": [],
            "fields": [],
        }

    def own_account(self, account: Account) -> Json:
        """A CredentialAccount: the account with its private defaults."""
        source = {
            "privacy": "public",
            "sensitive": False,
            "language": account.profile.language,
            "note": account.profile.bio,
            "fields": [],
            "follow_requests_count": 0,
            "hide_collections": None,
            "discoverable": True,
            "indexable": True,
        }
        role = {"id": "-99", "name": "", "permissions": "0", "color": "", "highlighted": False}
        return {**self.account(account), "source": source, "role": role}

    def status(self, status: Status, viewer: Account | None) -> Json:
        """A Status entity; what only a viewer can have (favourited ...) is left out for strangers."""
        original = self._books.statuses.find(status.reblog_of) if status.reblog_of else None
        author = self._books.author(status.author)
        path = f"@{author.username}/{status.id}"
        domain = author.domain or self._books.settings.domain
        home = self._books.settings.base_url if author.local else f"https://{domain}"
        shown: Json = {
            "id": status.id,
            "created_at": iso(status.created_at),
            "in_reply_to_id": status.in_reply_to_id,
            "in_reply_to_account_id": status.in_reply_to_account_id,
            "visibility": status.visibility,
            "uri": f"https://{domain}/users/{author.username}/statuses/{status.id}",
            "url": f"{home}/{path}",
            "replies_count": self._books.statuses.reply_count(status),
            "reblogs_count": len(status.reblogged_by),
            "favourites_count": len(status.favourited_by),
            "edited_at": iso(status.edited_at) if status.edited_at else None,
            "reblog": self.status(original, viewer) if original else None,
            "account": self.account(author),
            "card": None,
            "poll": None,
            "emojis": [],
            **self._wording(status),
        }
        if status.application:
            shown["application"] = {"name": status.application, "website": None}
        return shown | self._relation(status, viewer) if viewer else shown

    def _wording(self, status: Status) -> Json:
        wording = status.wording
        base = self._books.settings.base_url
        return {
            "sensitive": wording.sensitive or bool(wording.spoiler_text),
            "spoiler_text": wording.spoiler_text,
            "language": wording.language,
            "content": "" if status.reblog_of else self.html(wording.text),
            "media_attachments": [self.media(self._books.media.get(each)) for each in wording.media_ids],
            "mentions": [self._mention(self._books.accounts.get(each)) for each in wording.mentions],
            "tags": [{"name": tag, "url": f"{base}/tags/{tag}"} for tag in wording.tags],
        }

    def _relation(self, status: Status, viewer: Account) -> Json:
        relation: Json = {
            "favourited": viewer.id in status.favourited_by,
            "reblogged": viewer.id in status.reblogged_by,
            "muted": False,
            "bookmarked": viewer.id in status.bookmarked_by,
            "filtered": [],
        }
        if viewer.id == status.author and status.visibility in PUBLIC:
            relation["pinned"] = False
        return relation

    def edit(self, status: Status, wording: Wording) -> Json:
        """A StatusEdit: one version."""
        return {
            "content": self.html(wording.text),
            "spoiler_text": wording.spoiler_text,
            "sensitive": wording.sensitive,
            "created_at": iso(wording.at),
            "account": self.account(self._books.author(status.author)),
            "media_attachments": [self.media(self._books.media.get(each)) for each in wording.media_ids],
            "emojis": [],
        }

    def notification(self, notification: Notification) -> Json:
        """A Notification entity, for its recipient."""
        viewer = self._books.accounts.get(notification.recipient)
        shown: Json = {
            "id": notification.id,
            "type": notification.type,
            "group_key": f"ungrouped-{notification.id}",
            "created_at": iso(notification.created_at),
            "account": self.account(self._books.accounts.get(notification.sender)),
        }
        if notification.filtered:
            shown["filtered"] = True
        status = self._books.statuses.find(notification.status_id)
        if status:
            shown["status"] = self.status(status, viewer)
        return shown

    def conversation(self, conversation: Conversation) -> Json:
        """A Conversation entity, for its owner."""
        owner = self._books.accounts.get(conversation.owner)
        last = self._books.statuses.find(conversation.last_status_id)
        others = [self._books.accounts.get(each) for each in conversation.participants] or [owner]
        return {
            "id": conversation.id,
            "unread": conversation.unread,
            "accounts": [self.account(other) for other in others],
            "last_status": self.status(last, owner) if last else None,
        }

    def request(self, request: Request) -> Json:
        """A NotificationRequest entity."""
        waiting = self._books.notifications.of_request(request)
        owner = self._books.accounts.get(request.recipient)
        last = next((found for n in waiting if (found := self._books.statuses.find(n.status_id))), None)
        return {
            "id": request.id,
            "created_at": iso(request.created_at),
            "updated_at": iso(request.updated_at),
            "notifications_count": str(len(waiting)),
            "account": self.account(self._books.accounts.get(request.sender)),
            "last_status": self.status(last, owner) if last else None,
        }

    def relationship(self, viewer: Account, other: Account) -> Json:
        """How two accounts stand to each other."""
        absent = ("blocked_by", "muting_notifications", "requested", "requested_by", "domain_blocking", "endorsed")
        return {
            "id": other.id,
            "following": other.id in viewer.follows,
            "showing_reblogs": other.id in viewer.follows,
            "notifying": viewer.follows.get(other.id, False),
            "languages": None,
            "followed_by": viewer.id in other.follows,
            "blocking": other.id in viewer.blocks,
            "muting": other.id in viewer.mutes,
            "note": "",
            **dict.fromkeys(absent, False),
            "blocked_by": viewer.id in other.blocks,
        }

    def media(self, media: Media) -> Json:
        """A MediaAttachment entity."""
        url = f"{self._books.settings.base_url}/media/{media.id}"
        return {
            "id": media.id,
            "type": media.kind,
            "url": url,
            "preview_url": url,
            "remote_url": None,
            "meta": {},
            "description": media.description,
            "blurhash": None,
        }

    def _resolve(self, acct: str) -> tuple[str, str] | None:
        account = self._books.accounts.find(acct)
        return (self.profile_url(account), account.username) if account else None

    def _mention(self, account: Account) -> Json:
        url = self.profile_url(account)
        return {"id": account.id, "username": account.username, "url": url, "acct": account.acct}
