"""The talk as it is drawn: once for the whole page, and again, the same for every browser inside, when it changes."""

from datetime import timedelta
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from parlour.store.models import Room
from parlour.usecases.converse import TYPING_SECONDS, entries
from parlour.usecases.enter import another_came
from parlour.usecases.house import House
from parlour.usecases.presence import who_is_there


def draw(room: Room, *, house: House) -> dict[str, Any]:
    """`talk`: everything said, as HTML; `typing`: who of us writes just now, in words ("" for nobody)."""
    with override(room.language):
        said, came_at = entries(room, house=house), another_came(room)
        later = [entry.number for entry in said if came_at is not None and entry.at > came_at]
        context = {
            "entries": said,
            "company": room.move.case.brand.name,
            "came_at": came_at,
            "came_before": later[0] if later else 0,
        }
        return {"talk": render_to_string("room/parts/talk.html", context), "typing": who_writes(room, house=house)}


def who_writes(room: Room, *, house: House) -> str:
    """Who of us writes to the guest just now, in words; the company where it is not known who."""
    now, at = house.clock(), room.agent_typing_at
    if at is None or now - at > timedelta(seconds=TYPING_SECONDS):
        return ""
    there = [here.agent.name for here in who_is_there(room.move.case, now=now) if here.writing == "private"]
    return _("%(name)s is writing …") % {"name": there[0] if there else room.move.case.brand.name}
