"""Many orders in a hurry: rows copied from demo orders inside the database, under new numbers."""

from django.db import connection, transaction

BATCH = 20_000

_COPY = """
WITH pattern AS (
    SELECT order_id, shipment_id, row_number() OVER (ORDER BY order_id) - 1 AS slot,
           count(*) OVER () AS slots
      FROM (SELECT id AS order_id, shipment_id FROM orders_order
             WHERE partner_id = %(partner)s AND shipment_id IS NOT NULL AND deleted_at IS NULL
               AND number LIKE 'KOM%%'
             ORDER BY id LIMIT 100) some_orders),
plan AS (
    SELECT n, p.order_id, p.shipment_id,
           nextval('orders_order_id_seq') AS new_order_id,
           nextval('shipping_shipment_id_seq') AS new_shipment_id
      FROM generate_series(%(first)s::bigint, %(last)s::bigint) AS n
      JOIN pattern p ON p.slot = n %% p.slots),
shipments AS (
    INSERT INTO shipping_shipment
    SELECT (jsonb_populate_record(s, jsonb_build_object(
               'id', plan.new_shipment_id, 'reference', 'BEN' || lpad(n::text, 12, '0'),
               'awb', '9' || lpad(n::text, 14, '0'), 'next_poll_at', NULL))).*
      FROM plan JOIN shipping_shipment s ON s.id = plan.shipment_id
    RETURNING id),
orders AS (
    INSERT INTO orders_order
    SELECT (jsonb_populate_record(o, jsonb_build_object(
               'id', plan.new_order_id, 'number', 'BEN' || lpad(n::text, 12, '0'),
               'shipment_id', plan.new_shipment_id, 'request_key', NULL,
               'recipient_phone', '628' || lpad((n * 7919 %% 1000000000)::text, 9, '0')))).*
      FROM plan JOIN orders_order o ON o.id = plan.order_id
    RETURNING id)
INSERT INTO orders_orderline
SELECT (jsonb_populate_record(l, jsonb_build_object(
           'id', nextval('orders_orderline_id_seq'), 'order_id', plan.new_order_id))).*
  FROM plan JOIN orders_orderline l ON l.order_id = plan.order_id
"""


def fill_to(partner_id: int, total: int, *, already: int) -> None:
    """Bring a seller from `already` made-up orders to `total`. Their money is not made up with them."""
    for first in range(already + 1, total + 1, BATCH):
        last = min(first + BATCH - 1, total)
        with transaction.atomic(), connection.cursor() as cursor:
            # Copies of rows that were checked once: a dozen foreign keys each need no second look.
            cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute(_COPY, {"partner": partner_id, "first": first, "last": last})
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE orders_order, orders_orderline, shipping_shipment")
