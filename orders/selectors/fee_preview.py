"""What other rates would have meant for orders that were placed."""

import json
from typing import Any, Final

from django.db import connection

from orders.states import OrderStatus
from shipping.ports import BeforeAfter, FeePreview, FeeQuestion
from shipping.rules.criteria import ISLANDS

# Halves up, as `komship.lib.money.share_bp` rounds. Which criterion holds is decided as
# `shipping.rules.criteria` does: the first one, and any where nobody knows an island. A courier's price
# stays as it was paid: criteria that change its share are not tried on it.
_PREVIEW: Final = """
WITH criteria AS (
    SELECT * FROM jsonb_to_recordset(%(criteria)s::jsonb)
        AS c(place int, excludes boolean, origins int[], destinations int[], return_bp int)),
mine AS (
    SELECT o.payment_method, o.status, o.total_rp, o.shipping_rp, o.cod_fee_rp, o.cashback_rp,
           o.return_discount_bp, o.origin_code, (%(islands)s::jsonb ->> d.island)::int AS goal
      FROM orders_order o JOIN shipping_destination d ON d.id = o.destination_id
     WHERE o.service_id = %(service_id)s AND o.ordered_on >= %(since)s
       AND o.deleted_at IS NULL AND o.status <> %(cancelled)s),
origins AS (
    SELECT DISTINCT ON (origin_code) origin_code, (%(islands)s::jsonb ->> island)::int AS origin
      FROM shipping_destination
     WHERE island <> '' AND origin_code IN (SELECT origin_code FROM mine)
     ORDER BY origin_code, id),
judged AS (
    SELECT m.*, c.place IS NULL AND %(has_criteria)s AS is_closed,
           CASE WHEN c.place IS NULL THEN %(discount_bp)s ELSE 10000 - c.return_bp END AS new_discount_bp
      FROM mine m
      LEFT JOIN origins o ON o.origin_code = m.origin_code
      LEFT JOIN LATERAL (
           SELECT * FROM criteria c
            WHERE o.origin IS NULL OR m.goal IS NULL
               OR ((cardinality(c.origins) = 0 OR o.origin = ANY(c.origins))
                   AND (cardinality(c.destinations) = 0 OR m.goal = ANY(c.destinations))) <> c.excludes
            ORDER BY place LIMIT 1) c ON true)
SELECT count(*), count(*) FILTER (WHERE payment_method = 'cod'),
       count(*) FILTER (WHERE status = %(returned)s), count(*) FILTER (WHERE is_closed),
       coalesce(sum(cod_fee_rp), 0),
       coalesce(sum((2 * total_rp * %(fee_bp)s + 10000) / 20000) FILTER (WHERE payment_method = 'cod'), 0),
       coalesce(sum(cashback_rp), 0),
       coalesce(sum((2 * shipping_rp * %(cashback_bp)s + 10000) / 20000), 0),
       coalesce(sum((2 * shipping_rp * (10000 - return_discount_bp) + 10000) / 20000)
                FILTER (WHERE status = %(returned)s), 0),
       coalesce(sum((2 * shipping_rp * (10000 - new_discount_bp) + 10000) / 20000)
                FILTER (WHERE status = %(returned)s), 0)
  FROM judged
"""


def preview_rates(question: FeeQuestion) -> FeePreview:
    """The orders of a service since a day under its old and under other rates. One query.

    Cancelled and deleted orders do not count; the way back is charged for orders that returned.
    """
    criteria = [{"place": place, **row} for place, row in enumerate(question.criteria)]
    values: dict[str, Any] = {
        "service_id": question.service_id,
        "since": question.since,
        "fee_bp": question.cod_fee_bp,
        "cashback_bp": question.cashback_bp,
        "discount_bp": question.return_discount_bp,
        "criteria": json.dumps(criteria),
        "has_criteria": bool(criteria),
        "islands": json.dumps({name: number for number, name in ISLANDS.items()}),
        "cancelled": OrderStatus.CANCELLED.value,
        "returned": OrderStatus.RETURNED.value,
    }
    with connection.cursor() as cursor:
        cursor.execute(_PREVIEW, values)
        orders, cod, returned, closed, *sums = map(int, cursor.fetchone())
    fee, cashback, returns = (BeforeAfter(*pair) for pair in zip(sums[::2], sums[1::2], strict=True))
    return FeePreview(orders, cod, returned, closed, fee, cashback, returns)
