"""What agents say in rooms: judged and approved as the desk does it, sent by the worker."""

from collections.abc import Collection
from datetime import UTC, datetime

from benchmarks.live.lobby import token
from parlour.core.nouns.surface import Surface
from parlour.store.live import SEND_CHANNEL, wake
from parlour.store.models import Agent, Brand, Case, Outbox, OutboxState
from parlour.usecases import approve, draft
from parlour.usecases.house import the_house
from parlour.usecases.release import release

SENTENCES = (
    "thank you for telling me.",
    "I am looking at it now.",
    "one moment, please.",
    "yes, I see it.",
    "please go on.",
)


def approve_words(number: int, *, case: int, agent: int) -> Outbox:
    """Approve words with this number in the room of the case; what the guard holds back a colleague lets go."""
    house = the_house()
    row = Case.objects.select_related("person__customer", "brand", "account").get(pk=case)
    author = Agent.objects.get(pk=agent)
    text = f"{token(number)}: {SENTENCES[number % len(SENTENCES)]}"
    judged = draft.judge(row, agent=author, surface=Surface.PRIVATE, text=text, purpose="private", house=house)
    made = approve.submit(
        row,
        agent=author,
        surface=Surface.PRIVATE,
        text=text,
        purpose="private",
        expected=judged.shown,
        house=house,
    )
    if made.state == OutboxState.PROPOSED:
        colleague = Agent.objects.filter(memberships__brand=row.brand_id).exclude(pk=agent).order_by("pk")[:1].get()
        made = release(made.pk, agent=colleague, reason="These words are right here.", house=house)
    return made


def undo_after(brand: Brand, *, seconds: int) -> None:
    """For how long an approved reply can be taken back from now on."""
    brand.settings = {**brand.settings, "undo_seconds": seconds}
    brand.save(update_fields=["settings"])


def let_go(row: int) -> float:
    """End the undo time of approved words now; when that was (wall clock)."""
    at = datetime.now(UTC)
    Outbox.objects.filter(pk=row, state=OutboxState.APPROVED).update(not_before=at)
    wake(SEND_CHANNEL)
    return at.timestamp()


def confirmed(rows: Collection[int]) -> dict[int, float]:
    """Outbox number → when it was confirmed (wall clock), of those that are."""
    known = Outbox.objects.filter(pk__in=rows, confirmed_at__isnull=False).values_list("pk", "confirmed_at")
    return {number: at.timestamp() for number, at in known if at is not None}
