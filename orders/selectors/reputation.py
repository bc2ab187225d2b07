"""What became of the parcels that anybody has sent to a phone number."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.db.models.functions import Reverse

from orders.models import Order
from orders.risk import Level, buyer_level, share_of
from orders.states import SENT, OrderStatus


@dataclass(frozen=True, slots=True)
class Reputation:
    """Parcels that left for this number, over all sellers. Only counts: whose they were is not said."""

    sent: int
    delivered: int
    returned: int

    @property
    def returned_bp(self) -> int:
        return share_of(self.returned, self.sent)

    @property
    def level(self) -> Level:
        return buyer_level(self.returned_bp)


def buyer_reputation(phone: str) -> Reputation:
    """The record of a stored phone number (`62812…`). One query, by the index of numbers' ends.

    Parcels on the road count as sent. Source: clients show returned / all orders of the number.
    """
    orders = Order.objects.alias(backwards=Reverse("recipient_phone")).filter(
        backwards=phone[::-1], deleted_at=None, status__in=SENT
    )
    counts = orders.aggregate(
        sent=Count("*"),
        delivered=Count("status", filter=Q(status=OrderStatus.DELIVERED)),
        returned=Count("status", filter=Q(status=OrderStatus.RETURNED)),
    )
    return Reputation(**counts)
