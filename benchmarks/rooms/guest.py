"""A guest: a browser that is in, with an address of its own, which sends the forms it was shown."""

import re
import time
from dataclasses import dataclass
from types import TracebackType
from typing import Self

import httpx2

from benchmarks.live.lobby import SENTENCES, token
from parlour.room.browser import VISIT

_FIELD = re.compile(r'name="(form|number)" value="([^"]+)"')


@dataclass(slots=True)
class Guest:
    """Who is in: a number counted from 0, the case, the agent who looks after it, and the secret of the visit."""

    place: int
    case: int
    agent: int
    visit: str

    @property
    def address(self) -> str:
        """An address of this machine that nobody else here comes from: how often one may knock is counted by it."""
        return f"127.0.{1 + self.place // 250}.{1 + self.place % 250}"

    @property
    def cookie(self) -> str:
        return f"{VISIT}={self.visit}"


class Browser:
    """A browser without a script: it sends a form, and is sent on to the page, which holds the next one."""

    def __init__(self, guest: Guest, base: str) -> None:
        self._client = httpx2.AsyncClient(
            base_url=base,
            cookies={VISIT: guest.visit},
            transport=httpx2.AsyncHTTPTransport(local_address=guest.address, verify=False),
            follow_redirects=True,
            timeout=60,
        )
        self._form: dict[str, str] = {}

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._client.aclose()

    async def open(self) -> None:
        """Open the room's page."""
        self._read(await self._client.get("/room/"))

    async def say(self, number: int) -> tuple[float, float]:
        """Say words with this number; when the form was sent and when the next page stood there (wall clock)."""
        words = {**self._form, "text": f"{token(number)} {SENTENCES[number % len(SENTENCES)]}"}
        sent = time.time()
        answer = await self._client.post("/room/say", data=words)
        self._read(answer)
        return sent, time.time()

    async def look(self) -> None:
        """What the room's script does when new words of ours have come."""
        (await self._client.post("/room/seen", data={"form": self._form["form"]})).raise_for_status()

    def _read(self, answer: httpx2.Response) -> None:
        answer.raise_for_status()
        self._form = dict(_FIELD.findall(answer.text))
        if self._form.keys() != {"form", "number"}:
            raise RuntimeError(f"{answer.url} shows no form to write in")
