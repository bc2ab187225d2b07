"""Pickups as a page of rows, read only as far as they are shown."""

from collections.abc import Sequence
from typing import overload

from orders.selectors.pickups import PickupRow, pickup_count, pickup_rows


class PickupTable(Sequence[PickupRow]):
    """A seller's pickups, newest first: two queries per slice, one for the length."""

    def __init__(self, partner_id: int) -> None:
        self._partner_id = partner_id

    def __len__(self) -> int:
        return pickup_count(self._partner_id)

    @overload
    def __getitem__(self, index: int) -> PickupRow: ...
    @overload
    def __getitem__(self, index: slice) -> list[PickupRow]: ...
    def __getitem__(self, index: int | slice) -> PickupRow | list[PickupRow]:
        if isinstance(index, int):
            return self[index : index + 1][0]
        start, stop = index.start or 0, index.stop
        return pickup_rows(self._partner_id, offset=start, limit=stop - start)
