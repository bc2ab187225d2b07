"""The life of an order as sellers see it: statuses and allowed moves. Pure."""

from collections.abc import Mapping
from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _

from shipping.states import ShipmentStatus


class OrderStatus(StrEnum):
    CREATED = "created"
    BOOKING = "booking"
    PACKING = "packing"
    SHIPPED = "shipped"
    DELIVERED = "delivered"
    RETURNED = "returned"
    CANCELLED = "cancelled"
    LOST = "lost"
    DAMAGED = "damaged"


# As the contract's clients know them. Here and not beside the API, because the ledger keeps the word
# for its lists; to an outsider an order that waits for its airway bill is still only asked for.
STATUS_WORDS: Mapping[OrderStatus, str] = {
    OrderStatus.CREATED: "Diajukan",
    OrderStatus.BOOKING: "Diajukan",
    OrderStatus.PACKING: "Dipacking",
    OrderStatus.SHIPPED: "Dikirim",
    OrderStatus.DELIVERED: "Diterima",
    OrderStatus.RETURNED: "Retur",
    OrderStatus.CANCELLED: "Batal",
    OrderStatus.LOST: "Hilang",
    OrderStatus.DAMAGED: "Rusak",
}

# What `return_state` counts, and what the history says when the pieces are on the shelf again.
RETURN_UNDER_WAY, RETURN_ARRIVED = 1, 2
GOODS_BACK = "goods_back"
# The return was unpacked and its pieces counted, or that was taken back.
RETURN_CHECKED, CHECK_UNDONE = "checked", "check_undone"

_S = OrderStatus
BEFORE_HANDOVER = frozenset({_S.CREATED, _S.BOOKING, _S.PACKING})
# What numbers about sales speak of: a cancelled order sold nothing.
COUNTED = frozenset(_S) - {_S.CANCELLED}
# The courier has said whether the buyer took the parcel.
ENDED = frozenset({_S.DELIVERED, _S.RETURNED})
_ON_THE_ROAD = frozenset({_S.SHIPPED, _S.DELIVERED, _S.RETURNED, _S.LOST, _S.DAMAGED})
# The courier has had the parcel in its hands.
SENT = _ON_THE_ROAD

# Scans may skip any number of steps. What comes after an end is a correction by a person of ops.
ALLOWED: Mapping[OrderStatus, frozenset[OrderStatus]] = {
    _S.CREATED: frozenset({_S.BOOKING}),
    _S.BOOKING: frozenset({_S.PACKING, _S.CREATED}),
    _S.PACKING: _ON_THE_ROAD | {_S.CANCELLED},
    _S.SHIPPED: _ON_THE_ROAD - {_S.SHIPPED},
    _S.LOST: _ON_THE_ROAD - {_S.LOST},
    _S.DAMAGED: _ON_THE_ROAD - {_S.DAMAGED},
    _S.DELIVERED: frozenset({_S.RETURNED}),
    _S.RETURNED: frozenset({_S.DELIVERED, _S.LOST, _S.DAMAGED}),
    _S.CANCELLED: frozenset(),
}

# What follows when a person of ops has judged the parcel; stock and money follow as well.
ALLOWED_BY_PERSON: Mapping[OrderStatus, frozenset[OrderStatus]] = {
    _S.SHIPPED: frozenset({_S.CANCELLED}),
    _S.DELIVERED: frozenset({_S.LOST, _S.DAMAGED}),
    _S.RETURNED: frozenset({_S.CANCELLED}),
    _S.CANCELLED: frozenset({_S.SHIPPED, _S.RETURNED, _S.DELIVERED}),
}

OF_SHIPMENT: Mapping[ShipmentStatus, OrderStatus] = {
    ShipmentStatus.READY_TO_SHIP: _S.PACKING,
    ShipmentStatus.PICKED_UP: _S.SHIPPED,
    ShipmentStatus.IN_TRANSIT: _S.SHIPPED,
    ShipmentStatus.OUT_FOR_DELIVERY: _S.SHIPPED,
    ShipmentStatus.DELIVERY_FAILED: _S.SHIPPED,
    ShipmentStatus.DELIVERED: _S.DELIVERED,
    ShipmentStatus.RETURN_IN_TRANSIT: _S.RETURNED,
    ShipmentStatus.RETURN_RECEIVED: _S.RETURNED,
    ShipmentStatus.CANCELLED: _S.CANCELLED,
    ShipmentStatus.LOST: _S.LOST,
    ShipmentStatus.DAMAGED: _S.DAMAGED,
}


def may_move(before: str, after: str, *, by_person: bool = False) -> bool:
    """Whether an order may go from one status to another."""
    start, goal = OrderStatus(before), OrderStatus(after)
    if goal in ALLOWED[start]:
        return True
    return by_person and goal in ALLOWED_BY_PERSON.get(start, frozenset())


def is_editable(status: str) -> bool:
    """Sellers change or delete an order only before anything was asked of a courier."""
    return status == _S.CREATED


def is_cancellable(status: str) -> bool:
    """Sellers cancel an order that has its airway bill but no courier scan."""
    return status == _S.PACKING


class ImportRowState(models.TextChoices):
    """An order of a file: checked, then faulty or ready; a ready one is stored. `KNOWN` was stored before
    this file was sent."""

    WAITING = "waiting", _("Belum diperiksa")
    FAULTY = "faulty", _("Perlu diperbaiki")
    READY = "ready", _("Siap disimpan")
    STORED = "stored", _("Tersimpan")
    KNOWN = "known", _("Sudah ada")
