"""The network as a state machine: no sockets, no waiting, the clock handed in."""

from collections.abc import Callable, Iterable

from parlour.simulator import drawing
from parlour.simulator.clock import Clock, system_clock
from parlour.simulator.network.accounts import Account, Profile
from parlour.simulator.network.books import Books, open_books
from parlour.simulator.network.delivery import Delivery, never
from parlour.simulator.network.media import Media
from parlour.simulator.network.notifications import TYPES, Notification
from parlour.simulator.network.paging import Page, paginate
from parlour.simulator.network.present import Presenter
from parlour.simulator.network.publishing import NewStatus, Publisher
from parlour.simulator.network.settings import Settings
from parlour.simulator.network.statuses import Status
from parlour.simulator.network.timelines import Timelines

ALL_SCOPES = ("read", "write", "follow", "push", "profile")


class Network:
    """One make-believe server. Call it from one thread.

    Observers are told of every new status, whoever posted it and however.
    """

    def __init__(self, settings: Settings | None = None, *, clock: Clock = system_clock, seed: int = 0) -> None:
        self.settings = settings or Settings()
        self.clock = clock
        self.seed = seed
        self._profiles: list[Profile] = []
        self._observers: list[Callable[[Status], None]] = []
        self._holds_back: Callable[[Account], bool] = never
        self._open()

    def _open(self) -> None:
        self.books: Books = open_books(self.settings, self.clock, self.seed)
        self.present = Presenter(self.books)
        self.delivery = Delivery(self.books, self.present)
        self.delivery.holds_back = self._holds_back
        self.delivery.observers = self._observers
        self.publisher = Publisher(self.books, self.delivery)
        self.timelines = Timelines(self.books)

    def reset(self) -> None:
        """Forgets all that was said and registered; accounts keep their ids and their known tokens."""
        self.books.streams.close_all()
        self._open()
        for profile in self._profiles:
            self._register(profile)

    def observe(self, observer: Callable[[Status], None]) -> None:
        """Calls `observer` after each new status."""
        self._observers.append(observer)

    def hold_back_direct(self, decide: Callable[[Account], bool]) -> None:
        """Lets `decide(recipient)` turn an unsolicited direct message into a notification request."""
        self._holds_back = self.delivery.holds_back = decide

    def register(self, profile: Profile) -> Account:
        """Adds an account; a local one gets the token of `token_for`."""
        account = self._register(profile)
        self._profiles.append(profile)
        return account

    def _register(self, profile: Profile) -> Account:
        account = self.books.accounts.add(profile)
        if account.local:
            self.books.access.issue(self.token_for(account), account.id, ALL_SCOPES, self.books.now())
        return account

    def token_for(self, account: Account) -> str:
        """The access token every local account starts with: `<prefix>-<handle>`."""
        return f"{self.settings.token_prefix}-{account.username}"

    def account(self, acct: str) -> Account:
        """By acct; raises KeyError for nobody."""
        found = self.books.accounts.find(acct)
        if found is None:
            raise KeyError(acct)
        return found

    def draw(self, author: Account, thing: str, description: str | None) -> str:
        """Uploads a drawn picture of one of `drawing.THINGS`; answers its id. Raises KeyError for anything else."""
        size = len(drawing.thing(thing))
        made = Media(
            self.books.ids.at(self.books.now()), author.id, f"{thing}.png", "image/png", size, description, thing
        )
        return self.books.media.add(made).id

    def post_status(self, author: Account, new: NewStatus) -> Status:
        """Posts, unless an idempotency key shows that it was posted before."""
        return self.publisher.post(author, new)

    def edit_status(self, author: Account, status_id: str, new: NewStatus) -> Status:
        """Gives a status another wording."""
        return self.publisher.edit(author, status_id, new)

    def delete_status(self, author: Account, status_id: str) -> Status:
        """Takes a status back."""
        return self.publisher.delete(author, status_id)

    def favourite(self, viewer: Account, status: Status) -> Status:
        """Once per account."""
        if viewer.id not in status.favourited_by:
            status.favourited_by[viewer.id] = None
            self.delivery.notify("favourite", status.author, viewer.id, status)
        return status

    def unfavourite(self, viewer: Account, status: Status) -> Status:
        """Harmless when it was none."""
        status.favourited_by.pop(viewer.id, None)
        return status

    def unreblog(self, viewer: Account, status: Status) -> Status:
        """Takes the viewer's boost back."""
        boost_id = status.reblogged_by.pop(viewer.id, None)
        if boost_id and self.books.statuses.find(boost_id):
            self.publisher.delete(viewer, boost_id)
        return status

    def follow(self, viewer: Account, other: Account, *, notify: bool = False) -> None:
        """Follows; `notify` asks for a notification at each new status."""
        new = other.id not in viewer.follows
        viewer.follows[other.id] = notify
        other.followers.add(viewer.id)
        if new:
            self.delivery.notify("follow", other.id, viewer.id)

    def unfollow(self, viewer: Account, other: Account) -> None:
        """Harmless when not following."""
        viewer.follows.pop(other.id, None)
        other.followers.discard(viewer.id)

    def notifications(
        self, account: Account, page: Page, *, types: Iterable[str] = TYPES, include_filtered: bool = False
    ) -> list[Notification]:
        """The account's list, newest first; filtered ones only when asked for."""
        wanted = set(types)
        listed = (
            n
            for n in self.books.notifications.newest_first(account.id)
            if n.type in wanted and (include_filtered or not n.filtered)
        )
        return paginate(listed, lambda n: n.id, page)
