"""What the desk is told: every note about a case, and when it came."""

import asyncio
import time
from collections import defaultdict

import orjson
import psycopg

from parlour.store.live import DESK_CHANNEL, listening_dsn


class Notes:
    """The notes heard so far. `hear` runs until it is cancelled."""

    def __init__(self) -> None:
        self._heard: dict[int, list[float]] = defaultdict(list)
        self.listening = asyncio.Event()

    async def hear(self) -> None:
        async with await psycopg.AsyncConnection.connect(listening_dsn(), autocommit=True) as connection:
            await connection.execute(f"listen {DESK_CHANNEL}")
            self.listening.set()
            async for notification in connection.notifies():
                at, told = time.time(), orjson.loads(notification.payload)
                if told["what"] == "case":
                    for case in told["ids"]:
                        self._heard[case].append(at)

    def first(self, case: int, *, since: float) -> float | None:
        """When the first note about a case came from then on."""
        return next((at for at in self._heard[case] if at >= since), None)
