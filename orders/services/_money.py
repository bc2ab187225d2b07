"""The money of an order as the ledger keeps it."""

from finance.states import PaymentMethod
from finance.terms import ParcelTerms
from orders.models import Order


def parcel_terms(order: Order) -> ParcelTerms:
    """The money of the parcel as the ledger will keep it; the way back costs the way out again."""
    return ParcelTerms(
        reference=order.number,
        partner_id=order.partner_id,
        method=PaymentMethod(order.payment_method),
        goods_rp=order.goods_rp,
        collect_rp=order.total_rp,
        shipping_rp=order.shipping_rp,
        cashback_rp=order.cashback_rp,
        cod_fee_rp=order.cod_fee_rp,
        cod_fee_vat_rp=order.cod_fee_vat_rp,
        net_rp=order.net_rp,
        return_leg_rp=order.shipping_rp,
        return_discount_bp=order.return_discount_bp,
    )
