"""The people of the make-believe network in this run, and what they say: every post carries a token to look for."""

import re
import time
from dataclasses import dataclass, field
from pathlib import Path

import httpx2

TOKEN = re.compile(rb"zq(\d{6})q")
SENTENCES = (
    "my broadband has been down since Monday and nobody answers the phone, please help",
    "you have charged me twice this month, what is going on with my bill?",
    "the engineer did not come again and I took the day off for it, I am angry",
    "how do I move my contract to a new flat? the form does not load",
    "my appointment was cancelled for the third time, this is not good enough",
)


def token(number: int) -> str:
    return f"zq{number:06d}q"


def write_cast(folder: Path, people: int) -> Path:
    """A cast of so many people who say nothing by themselves; the folder to start the network with."""
    scenes = folder / "scenes"
    scenes.mkdir(parents=True)
    told = ['[scene]\nid = "benchmark"\nabout = "People with a number each."\n']
    told += [
        f'[[person]]\nhandle = "{handle(number)}"\nname = "Person {number}"\nfollowers = {number % 900}\n'
        'created_at = "2021-05-09"\n'
        for number in range(people)
    ]
    (scenes / "benchmark.toml").write_text("\n".join(told))
    return folder


def handle(number: int) -> str:
    return f"person_{number}"


@dataclass(slots=True)
class Mouth:
    """Says things on the network over HTTP, and remembers when (seconds of the wall clock, before it asks)."""

    client: httpx2.AsyncClient
    base: str
    sent: dict[int, float] = field(default_factory=dict)
    threads: dict[int, str] = field(default_factory=dict)

    async def say(self, number: int, *, by: int, reply: bool = False) -> None:
        """Post `number`, by a person: in the thread they began, or as the beginning of one."""
        text = f"@marlowcare {token(number)} {SENTENCES[by % len(SENTENCES)]}"
        body = {"by": handle(by), "text": text}
        if reply:
            body["reply_to"] = self.threads[by]
        self.sent[number] = time.time()
        answer = await self.client.post(f"{self.base}/_simulator/say", json=body)
        answer.raise_for_status()
        if not reply:
            self.threads[by] = answer.json()["id"]
