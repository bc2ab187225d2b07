"""Rules of the nightly proof that only orders can ask: finance keeps parcels by reference."""

from django.utils.translation import gettext_lazy as _

from finance.ports import ProofRule
from finance.states import ParcelStage
from orders.states import RETURN_ARRIVED, OrderStatus

_O, _P = OrderStatus, ParcelStage
# Where the money of an order stands, until a return has arrived.
_STAGES = {
    _O.CREATED: _P.OPEN,
    _O.BOOKING: _P.OPEN,
    _O.PACKING: _P.OPEN,
    _O.SHIPPED: _P.IN_TRANSIT,
    _O.DELIVERED: _P.DELIVERED,
    _O.RETURNED: _P.RETURNING,
    _O.CANCELLED: _P.CANCELLED,
    _O.LOST: _P.LOST,
    _O.DAMAGED: _P.DAMAGED,
}
_ALLOWED = ", ".join(f"('{status.value}', '{stage.value}')" for status, stage in _STAGES.items())

HAVE_MONEY = ProofRule(
    "every order has its money and every parcel of money its order",
    _("tiap pesanan punya uang paketnya, dan sebaliknya"),
    """
    SELECT coalesce(o.number, m.reference) AS label
      FROM orders_order o FULL JOIN finance_parcelmoney m ON m.reference = o.number
     WHERE o.id IS NULL OR m.id IS NULL
    """,
)

SAME_TERMS = ProofRule(
    "the money of each parcel is what its order agreed",
    _("uang tiap paket sama dengan kesepakatan pesanannya"),
    """
    SELECT o.number AS label
      FROM orders_order o JOIN finance_parcelmoney m ON m.reference = o.number
     WHERE (o.partner_id, o.payment_method, o.goods_rp, o.total_rp, o.shipping_rp, o.cashback_rp)
        <> (m.partner_id, m.method, m.goods_rp, m.collect_rp, m.shipping_rp, m.cashback_rp)
        OR (o.cod_fee_rp, o.cod_fee_vat_rp, o.net_rp, o.return_discount_bp)
        <> (m.cod_fee_rp, m.cod_fee_vat_rp, m.net_rp, m.return_discount_bp)
    """,
)

# Of a COD parcel whose courier has not paid yet, or whose payout is news nobody has handled yet, only the
# settlement is missing.
SAME_STAGE = ProofRule(
    "the money of each parcel stands where its order is",
    _("tahap uang tiap paket sama dengan status pesanannya"),
    f"""
    SELECT o.number || ': order ' || o.status || ', money ' || m.stage AS label
      FROM orders_order o
      JOIN finance_parcelmoney m ON m.reference = o.number
      LEFT JOIN (VALUES {_ALLOWED}) x (status, stage)
        ON x.stage = m.stage
       AND x.status = CASE WHEN o.deleted_at IS NULL THEN o.status ELSE '{_O.CANCELLED.value}' END
     WHERE NOT (CASE WHEN o.status = '{_O.RETURNED.value}' AND o.return_state = {RETURN_ARRIVED}
                     THEN m.stage = '{_P.RETURNED.value}'
                     ELSE x.stage IS NOT NULL END)
       AND NOT (o.status = '{_O.DELIVERED.value}' AND m.method = 'cod'
                AND m.stage NOT IN ('{_P.OPEN.value}', '{_P.CANCELLED.value}')
                AND (EXISTS (SELECT FROM shipping_shipment s WHERE s.id = o.shipment_id AND s.awaits_payout)
                     OR EXISTS (SELECT FROM core_eventdelivery d JOIN core_outboxevent e ON e.id = d.event_id
                                 WHERE d.handler = ANY(%(followers)s) AND d.state = 'pending'
                                   AND e.payload ->> 'reference' = o.number)))
    """,  # noqa: S608 - our own words
    {"followers": ["orders.cod_paid_out", "orders.parcel_moved"]},
)

MONEY_RULES = (HAVE_MONEY, SAME_TERMS, SAME_STAGE)
