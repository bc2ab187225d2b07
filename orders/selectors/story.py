"""What happened to an order besides its parcel's journey."""

from dataclasses import dataclass
from datetime import datetime

from orders.models import Order, OrderHistory
from orders.selectors.detail import order_activity
from shipping.models import LabelPrint


@dataclass(frozen=True, slots=True)
class OrderStory:
    """History and label prints of one order, each oldest first."""

    history: list[OrderHistory]
    prints: list["PrintedLabel"]

    def last(self, kind: str) -> str:
        """What the newest line of this kind ended in; empty without one."""
        return next((row.after for row in reversed(self.history) if row.kind == kind), "")


@dataclass(frozen=True, slots=True)
class PrintedLabel:
    printed_at: datetime
    printed_by: str
    layout: str


def order_story(order: Order) -> OrderStory:
    """Everything people and couriers did to the order. Two queries, one without a shipment."""
    return OrderStory(order_activity(order), _prints(order.shipment_id) if order.shipment_id else [])


def _prints(shipment_id: int) -> list[PrintedLabel]:
    rows = LabelPrint.objects.filter(shipment_id=shipment_id).order_by("id")
    values = rows.values_list("printed_at", "printed_by__username", "layout")
    return [PrintedLabel(at, person or "", layout) for at, person, layout in values]
