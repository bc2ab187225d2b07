"""What a seller's orders have brought, and what they may still bring."""

from dataclasses import dataclass

from django.db.models import Count, Q, Sum
from django.db.models.functions import Coalesce

from finance.selectors.cashback import cashback_summary
from finance.states import PaymentMethod
from orders.models import Order
from orders.states import BEFORE_HANDOVER, OrderStatus


@dataclass(frozen=True, slots=True)
class Part:
    """Some orders and what they are worth, in whole rupiah."""

    value_rp: int
    orders: int


@dataclass(frozen=True, slots=True)
class Revenue:
    """Since the seller joined. Net income of delivered orders, of it by COD and by transfer; net
    income of those under way; what buyers would have paid for those that came back."""

    pending_rp: int
    cod: Part
    transfer: Part
    returned: Part
    cashback_rp: int

    @property
    def net_rp(self) -> int:
        return self.cod.value_rp + self.transfer.value_rp


def revenue_summary(partner_id: int) -> Revenue:
    """Three queries; cashback is the ledger's number, of parcels that arrived or came back."""
    delivered = Q(status=OrderStatus.DELIVERED)
    cod = delivered & Q(payment_method=PaymentMethod.COD)
    transfer = delivered & Q(payment_method=PaymentMethod.BANK_TRANSFER)
    returned = Q(status=OrderStatus.RETURNED)
    under_way = Q(status__in=BEFORE_HANDOVER | {OrderStatus.SHIPPED})
    sums = (
        Order.objects.for_partner(partner_id)
        .counted()
        .aggregate(
            pending=Coalesce(Sum("net_rp", filter=under_way), 0),
            cod=Coalesce(Sum("net_rp", filter=cod), 0),
            cods=Count("status", filter=cod),
            transfer=Coalesce(Sum("net_rp", filter=transfer), 0),
            transfers=Count("status", filter=transfer),
            returned=Coalesce(Sum("total_rp", filter=returned), 0),
            returns=Count("status", filter=returned),
        )
    )
    return Revenue(
        pending_rp=int(sums["pending"]),
        cod=Part(int(sums["cod"]), sums["cods"]),
        transfer=Part(int(sums["transfer"]), sums["transfers"]),
        returned=Part(int(sums["returned"]), sums["returns"]),
        cashback_rp=cashback_summary(partner_id).total_rp,
    )
