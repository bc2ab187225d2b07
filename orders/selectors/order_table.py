"""Orders as a page of rows, read only as far as they are shown."""

from collections.abc import Sequence
from typing import overload

from orders.models.order import OrderQuerySet
from orders.selectors.rows import OrderRow, order_rows


class OrderTable(Sequence[OrderRow]):
    """Two queries per slice; the length costs one more and is asked for only where it is shown."""

    def __init__(self, orders: OrderQuerySet) -> None:
        self._orders = orders

    def __len__(self) -> int:
        return self._orders.order_by().count()

    @overload
    def __getitem__(self, index: int) -> OrderRow: ...
    @overload
    def __getitem__(self, index: slice) -> list[OrderRow]: ...
    def __getitem__(self, index: int | slice) -> OrderRow | list[OrderRow]:
        if isinstance(index, int):
            return self[index : index + 1][0]
        start, stop = index.start or 0, index.stop
        return order_rows(self._orders, offset=start, limit=stop - start)
