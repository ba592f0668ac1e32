"""Everybody who is on their way to a room, or in one."""

from dataclasses import dataclass, field

import httpx2

from parlour.simulator.rooms.browser import Browser
from parlour.simulator.rooms.guest import Guest, Told, Way

MOST_GUESTS = 100


@dataclass(slots=True)
class Guests:
    """By person and link; each with a browser of their own. transport: instead of the network, for rehearsals."""

    way: Way
    transport: httpx2.BaseTransport | None = None
    _visits: dict[tuple[str, str], Guest] = field(default_factory=dict)

    def send(self, who: str, language: str, link: str, told: Told, text: str) -> None:
        """Somebody goes to a room and writes there; who is on the way or in already only writes. "" says nothing.

        Where there are too many guests already, the newest finds no way in.
        """
        texts = [text] if text else []
        known = self._visits.get((who, link))
        if known is not None and known.stage != "shut out":
            for each in texts:
                known.say(each)
        elif known is None and len(self._visits) >= MOST_GUESTS:
            told.shut()
        else:
            if known is not None:
                known.leave_off()
            guest = Guest(self.way, Browser(language, self.transport), link, told)
            self._visits[who, link] = guest
            guest.ring(*texts)

    def forget(self) -> None:
        """Everybody is at home."""
        for guest in self._visits.values():
            guest.leave_off()
        self._visits.clear()

    def visits(self) -> list[dict[str, object]]:
        """Who went to which door and how far they came: for the ground truth."""
        return [
            {"by": who, "link": link, "stage": guest.stage, "wrote": guest.wrote, "heard": guest.heard}
            for (who, link), guest in self._visits.items()
        ]
