"""Which days' figures have changed: every change of an order leaves a line in its history."""

from datetime import date

from django.db import connection
from django.db.models import Max, Min

from finance.models import ParcelMoney
from finance.states import ParcelStage
from komship.lib.clock import wib
from orders.models import Order, OrderHistory

# The day an order is for, and every day it was or is delivered on: a delivery that was taken back has left
# the parcel and stands in the history alone.
_CHANGED = """
WITH changed AS (SELECT DISTINCT order_id FROM orders_orderhistory WHERE id > %(scan_from)s)
SELECT day FROM (
    SELECT o.ordered_on AS day FROM changed JOIN orders_order o ON o.id = changed.order_id
    UNION
    SELECT (h.happened_at AT TIME ZONE 'Asia/Jakarta')::date
      FROM changed JOIN orders_orderhistory h ON h.order_id = changed.order_id
     WHERE h.kind = 'status' AND 'delivered' IN (h.before, h.after)
    UNION
    SELECT (p.delivered_at AT TIME ZONE 'Asia/Jakarta')::date
      FROM changed JOIN orders_order o ON o.id = changed.order_id
      JOIN finance_parcelmoney p ON p.reference = o.number
     WHERE p.delivered_at IS NOT NULL) days
 WHERE day < %(before)s ORDER BY day
"""


def changed_days(scan_from: int, *, before: date) -> list[date]:
    """Days before `before` that orders with a later history touch, oldest first."""
    with connection.cursor() as cursor:
        cursor.execute(_CHANGED, {"scan_from": scan_from, "before": before})
        return [row[0] for row in cursor.fetchall()]


def newest_history() -> int:
    """The number of the last line; 0 in a house without orders."""
    newest: int | None = OrderHistory.objects.aggregate(newest=Max("pk"))["newest"]
    return newest or 0


def first_day() -> date | None:
    """The earliest day that can have figures."""
    ordered: date | None = Order.objects.live().aggregate(first=Min("ordered_on"))["first"]
    delivered = ParcelMoney.objects.filter(stage=ParcelStage.DELIVERED, delivered_at__isnull=False)
    moment = delivered.aggregate(first=Min("delivered_at"))["first"]
    found = [day for day in (ordered, wib(moment).date() if moment else None) if day]
    return min(found, default=None)
