"""Open streams: what each one still has to be sent."""

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from parlour.simulator.errors import Refused


@dataclass(frozen=True, slots=True)
class Event:
    """`payload` is JSON text, or a bare id for `delete`."""

    name: str
    payload: str


@dataclass(slots=True, eq=False)
class Subscription:
    """One open stream. A reader too slow for the capacity is cut off (`closed`) and has to catch up by paging."""

    channels: frozenset[str]
    token: str | None
    capacity: int
    wake: Callable[[], None]
    pending: deque[Event] = field(default_factory=deque)
    closed: bool = False

    def push(self, event: Event) -> None:
        """Queues an event, or cuts the reader off."""
        if len(self.pending) >= self.capacity:
            self.closed = True
        elif not self.closed:
            self.pending.append(event)
        self.wake()

    def close(self) -> None:
        """Ends the stream from the server's side."""
        self.closed = True
        self.wake()


class Streams:
    """All subscriptions, at most `max_streams`."""

    def __init__(self, capacity: int, max_streams: int) -> None:
        self._capacity = capacity
        self._max_streams = max_streams
        self._open: set[Subscription] = set()

    def __len__(self) -> int:
        return len(self._open)

    def subscribe(self, channels: Iterable[str], token: str | None, wake: Callable[[], None]) -> Subscription:
        """Opens a stream; `wake` is called whenever there is something to do. Refuses beyond the limit."""
        if len(self._open) >= self._max_streams:
            raise Refused(503, "Too many open streams")
        subscription = Subscription(frozenset(channels), token, self._capacity, wake)
        self._open.add(subscription)
        return subscription

    def unsubscribe(self, subscription: Subscription) -> None:
        """Forgets a stream; harmless twice."""
        self._open.discard(subscription)

    def wanted(self, channel: str) -> bool:
        """Whether anybody listens."""
        return any(channel in subscription.channels for subscription in self._open)

    def publish(self, channels: Iterable[str], event: Event) -> None:
        """Queues the event once on each stream that listens to any of `channels`."""
        among = set(channels)
        for subscription in self._open:
            if among & subscription.channels:
                subscription.push(event)

    def close_all(self, token: str | None = None) -> None:
        """Ends the streams of one token, or all."""
        for subscription in self._open:
            if token is None or subscription.token == token:
                subscription.close()
