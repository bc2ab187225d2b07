"""What must be true of the whole house, asked of the database."""

from dataclasses import dataclass

from django.db import connection, transaction

from finance.selectors.proof import whole_proof


@dataclass(frozen=True)
class Check:
    text: str
    holds: bool
    detail: str = ""


_QUESTIONS = (
    (
        "every order that left has exactly one airway bill, and no airway bill serves two orders",
        """SELECT count(*) FROM orders_order o LEFT JOIN shipping_shipment s ON s.id = o.shipment_id
           WHERE o.deleted_at IS NULL AND o.status NOT IN ('created', 'booking')
             AND (s.awb IS NULL OR s.reference <> o.number)""",
    ),
    (
        "no order waits for an airway bill without anybody working on it",
        """SELECT count(*) FROM orders_order o JOIN shipping_shipment s ON s.id = o.shipment_id
           WHERE o.status = 'booking' AND s.booking_state IN ('booked', 'rejected', 'cancelled')""",
    ),
    (
        "each order stands where its parcel is",
        """SELECT count(*) FROM orders_order o JOIN shipping_shipment s ON s.id = o.shipment_id
           WHERE o.status <> 'cancelled' AND o.deleted_at IS NULL AND (
             (s.status = 'delivered') <> (o.status = 'delivered')
             OR (s.status IN ('return_in_transit', 'return_received')) <> (o.status = 'returned'))""",
    ),
    (
        "what is counted of each buyer is what her orders add up to",
        """SELECT count(*) FROM orders_customer c LEFT JOIN (
             SELECT customer_id, count(*) AS orders, sum(piece_count) AS pieces, sum(total_rp) AS spent_rp
             FROM orders_order WHERE deleted_at IS NULL AND status <> 'cancelled' GROUP BY 1) n
             ON n.customer_id = c.id
           WHERE (c.order_count, c.piece_count, c.spent_rp)
              <> (coalesce(n.orders, 0), coalesce(n.pieces, 0), coalesce(n.spent_rp, 0))""",
    ),
    (
        "stock on hand is what came in less what left",
        """SELECT count(*) FROM products_stock s JOIN (
             SELECT stock_id, sum(CASE kind WHEN 'adjust' THEN quantity WHEN 'put_back' THEN quantity
                                  WHEN 'consume' THEN -quantity WHEN 'take_out' THEN -quantity
                                  ELSE 0 END) AS left_over,
                    sum(CASE kind WHEN 'reserve' THEN quantity WHEN 'release' THEN -quantity
                        WHEN 'consume' THEN -quantity ELSE 0 END) AS promised
             FROM products_stockmovement GROUP BY stock_id) m ON m.stock_id = s.id
           WHERE s.on_hand <> m.left_over OR s.reserved <> m.promised""",
    ),
    (
        "pieces promised are those of orders that have not left",
        """SELECT count(*) FROM (
             SELECT l.variant_id, o.warehouse_id, sum(l.quantity) AS wanted
             FROM orders_orderline l JOIN orders_order o ON o.id = l.order_id
             WHERE o.deleted_at IS NULL AND o.status IN ('created', 'booking', 'packing')
             GROUP BY 1, 2) w
           FULL JOIN (SELECT * FROM products_stock WHERE reserved > 0) s
             ON s.variant_id = w.variant_id AND s.warehouse_id = w.warehouse_id
           WHERE coalesce(w.wanted, 0) <> coalesce(s.reserved, 0)""",
    ),
)


def all_checks() -> list[Check]:
    """Every check with its verdict: orders against parcels and stock, then the whole proof of the money."""
    return [_ask(text, sql) for text, sql in _QUESTIONS] + _ledger()


def _ask(text: str, sql: str) -> Check:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        row = cursor.fetchone()
    return Check(text, row[0] == 0, f"{row[0]} offenders")


def _ledger() -> list[Check]:
    with transaction.atomic():
        report = whole_proof()
    return [
        Check(f"ledger: {check.name}", check.is_true, ", ".join(check.offenders)) for check in report.checks
    ]
