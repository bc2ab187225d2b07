"""The orders in the house: one shop that starts alone and grows, then a crowd around her."""

import time
from dataclasses import dataclass, field
from itertools import cycle

from django.db import connection

from benchmarks.fill import fill
from benchmarks.shops import BenchShop, open_crowd, open_shop
from orders.models import Order

# Sellers who can sign in. When all orders are there, every fifth is of the first and every hundredth
# of the second.
BIG, MIDDLING = "besar", "sedang"
ROUND, BIG_TURNS, MIDDLING_TURNS = 1_000, 5, 100
# Of each seller of the crowd around them, about.
CROWD_ORDERS = 1_750


@dataclass
class House:
    """Grows to `orders` made-up orders beside those of the demo; it never shrinks."""

    orders: int
    _filled: int = 0
    _big: list[BenchShop] = field(default_factory=list)

    def grow_alone(self, total: int) -> None:
        """Bring the big shop to so many orders while she is the only one."""
        if not self._big:
            self._big.append(open_shop(BIG))
        self._grow(self._big, total)

    def grow_up(self) -> None:
        """Bring in everybody, and all orders."""
        if self._filled == self.orders:
            return
        if not self._big:
            self._big.append(open_shop(BIG))
        self._grow(self._turns(), self.orders)

    def describe(self) -> str:
        return f"{Order.objects.count():,} orders in the house"

    def _grow(self, shops: list[BenchShop], total: int) -> None:
        started = time.perf_counter()
        fill(shops, first=self._filled + 1, last=total)
        added, self._filled = total - self._filled, total
        with connection.cursor() as cursor:
            # What filling left to be written would otherwise be written while others are measured.
            cursor.execute("CHECKPOINT")
            cursor.execute("SELECT pg_database_size(current_database()) / 1048576")
            size = cursor.fetchone()[0]
        spent = time.perf_counter() - started
        print(f"\n{added:,} orders filled in in {spent:.0f} s; the database has {size} MiB", flush=True)

    def _turns(self) -> list[BenchShop]:
        """Whose order is the first of a round, the second and so on."""
        middling = open_shop(MIDDLING)
        crowd = cycle(open_crowd(max(5, self.orders // CROWD_ORDERS)))
        turns = []
        for turn in range(ROUND):
            if turn % BIG_TURNS == 0:
                turns.append(self._big[0])
            else:
                turns.append(middling if turn % MIDDLING_TURNS == 1 else next(crowd))
        return turns
