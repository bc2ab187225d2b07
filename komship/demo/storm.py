"""What goes wrong around the product: workers are killed, Redis forgets everything, PostgreSQL crashes."""

import random
import threading
import time
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path

from komship.demo.stage import kill
from komship.embedded import EmbeddedServers
from komship.health import redis_client

# How long the database is away.
DOWN_S = 1.5


class Mishap(StrEnum):
    KILL_CARRIERS = "carriers killed"
    KILL_WORKER = "worker killed"
    KILL_BULK = "bulk killed"
    FLUSH_REDIS = "Redis flushed"
    CRASH_DATABASE = "PostgreSQL crashed"


_VICTIMS = {Mishap.KILL_CARRIERS: "carriers", Mishap.KILL_WORKER: "worker", Mishap.KILL_BULK: "bulk"}


def plan_mishaps(seed: int, *, rounds: int) -> list[Mishap]:
    """Every mishap once a round, in an order of the seed's; the couriers' worker dies twice a round."""
    chance = random.Random(seed)
    plan: list[Mishap] = []
    for _ in range(rounds):
        once = [*Mishap, Mishap.KILL_CARRIERS]
        chance.shuffle(once)
        plan += once
    return plan


class Storm:
    """Lets the planned mishaps happen one by one, from a thread of its own. `happened` is what did."""

    def __init__(
        self, plan: Sequence[Mishap], *, pids: Path, servers: EmbeddedServers, seed: int, every_s: float
    ) -> None:
        self.happened: list[Mishap] = []
        self._plan, self._pids, self._servers, self._every_s = plan, pids, servers, every_s
        self._chance = random.Random(seed)
        self._thread = threading.Thread(target=self._run, name="storm", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def finish(self) -> None:
        """Wait until the last mishap has happened."""
        self._thread.join()

    def _run(self) -> None:
        for mishap in self._plan:
            time.sleep(self._every_s * self._chance.uniform(0.7, 1.3))
            while not self._cause(mishap):
                # The victim of before is just coming back.
                time.sleep(0.2)
            self.happened.append(mishap)

    def _cause(self, mishap: Mishap) -> bool:
        if mishap in _VICTIMS:
            return kill(self._pids, _VICTIMS[mishap])
        if mishap is Mishap.FLUSH_REDIS:
            with redis_client() as client:
                return bool(client.flushall())
        if self._servers.postgres is not None:
            self._servers.postgres.crash()
            time.sleep(DOWN_S)
            self._servers.revive()
        return True
