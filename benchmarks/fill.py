"""Many orders in a hurry: rows copied from demo orders inside the database, under new names and numbers."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection, models, transaction
from django.db.backends.utils import CursorWrapper

from benchmarks.shops import ARTICLES, BenchShop
from komship.demo import names
from orders.models import Customer, Order, OrderLine
from shipping.models import Shipment

BATCH = 100_000
# Of a thousand orders, so many of the newest are still under way; the rest of a mature shop is history.
UNDER_WAY = 40
# Orders are spread over so many days.
DAYS = 730

FILLED = (Order, OrderLine, Customer, Shipment)

_INDEXES = """
SELECT indexname, indexdef FROM pg_indexes
 WHERE tablename = ANY(%s)
   AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = format('%%I', indexname)::regclass)
"""
_PATTERNS = """
CREATE TEMP TABLE IF NOT EXISTS bench_pattern AS
SELECT o.id AS order_id, o.shipment_id, o.customer_id, is_open,
       row_number() OVER (PARTITION BY is_open ORDER BY o.id) - 1 AS slot
  FROM orders_order o, LATERAL (SELECT o.status IN ('created', 'packing', 'shipped') AS is_open) AS kind
 WHERE o.deleted_at IS NULL AND o.number LIKE 'KOM%'
"""
# Turn by turn each shop gets an order; three of five are of a new buyer, the others of the one before.
_PLAN = """
WITH turns AS (
    SELECT n, (n - %(first)s) %% %(shops)s AS slot, (n - %(first)s) / %(shops)s AS turn,
           n > %(last)s - %(spread)s * %(under_way)s / 1000 AS is_open
      FROM generate_series(%(begin)s::bigint, %(end)s::bigint) AS n),
plan AS (
    SELECT turns.n, shop.partner_id, shop.owner_id, shop.warehouse_id,
           shop.first_product_id, shop.first_variant_id,
           p.order_id AS pattern_id, p.shipment_id AS pattern_shipment_id,
           turns.slot + %(shops)s * (turn * 3 / 5) AS buyer,
           now() - interval '1 day' * (%(days)s * (%(last)s - turns.n) / %(spread)s::float) AS placed_at
      FROM turns
      JOIN bench_shop shop ON shop.slot = turns.slot
      JOIN bench_pattern p
        ON p.is_open = turns.is_open
       AND p.slot = (turn * 7 + turns.slot)
                    %% CASE WHEN turns.is_open THEN %(open)s::bigint ELSE %(over)s::bigint END)
"""
_BUYERS = """
WITH plan AS (
    SELECT buyer, shop.partner_id, p.customer_id AS pattern_id
      FROM generate_series(0::bigint, %(shops)s * (%(spread)s / %(shops)s * 3 / 5 + 1) - 1) AS buyer
      JOIN bench_shop shop ON shop.slot = buyer %% %(shops)s
      JOIN bench_pattern p ON NOT p.is_open AND p.slot = buyer %% %(over)s::bigint)
"""


def _picked(array: str) -> str:
    words = f"%({array})s::text[]"
    return f"({words})[1 + (hashint8(buyer + {len(array)}) & 65535) %% cardinality({words})]"


_NAME = f"{_picked('first_names')} || ' ' || {_picked('last_names')}"
_PHONE = "'628' || lpad(((%(customer_base)s + buyer) * 7919 %% 10000000000)::text, 10, '0')"
_AWB = "'9' || lpad((n * 7919 %% 10000000000000)::text, 13, '0')"
_NUMBER = "'KOM' || to_char(placed_at, 'YYMMDD') || lpad(n::text, 7, '0')"
_ARTICLE = f"((hashint8(n) & 65535) + place) %% {ARTICLES}"


def _copy(plan: str, model: type[models.Model], joins: str, columns: dict[str, str]) -> str:
    """Rows like those joined as `row`, but for the columns that are named."""
    names_of = [str(field.column) for field in model._meta.concrete_fields]
    known = [name for name in names_of if name in columns]
    if len(known) != len(columns):
        raise ValueError(f"{model.__name__} has no {columns.keys() - set(known)}")
    values = ", ".join(columns.get(name, f'"row"."{name}"') for name in names_of)
    target = f"{model._meta.db_table} ({', '.join(names_of)})"
    return f"{plan} INSERT INTO {target} SELECT {values} FROM plan {joins}"


_BUYER_ROWS = _copy(
    _BUYERS,
    Customer,
    "JOIN orders_customer AS row ON row.id = pattern_id",
    {
        "id": "%(customer_base)s + buyer",
        "partner_id": "plan.partner_id",
        "name": _NAME,
        "phone": _PHONE,
    },
)
_PARCEL_ROWS = _copy(
    _PLAN,
    Shipment,
    "JOIN shipping_shipment AS row ON row.id = pattern_shipment_id",
    {
        "id": "%(shipment_base)s + n",
        "partner_id": "plan.partner_id",
        "reference": _NUMBER,
        "awb": f"CASE WHEN row.awb IS NOT NULL THEN {_AWB} END",
        "next_poll_at": "NULL",
        "created_at": "placed_at",
    },
)
_ORDER_ROWS = _copy(
    _PLAN,
    Order,
    "JOIN orders_order AS row ON row.id = pattern_id",
    {
        "id": "%(order_base)s + n",
        "number": _NUMBER,
        "partner_id": "plan.partner_id",
        "created_by_id": "owner_id",
        "customer_id": "%(customer_base)s + buyer",
        "warehouse_id": "plan.warehouse_id",
        "sender_id": "NULL",
        "sales_admin_id": "NULL",
        "shipment_id": "CASE WHEN pattern_shipment_id IS NOT NULL THEN %(shipment_base)s + n END",
        "request_key": "NULL",
        "ordered_on": "(placed_at AT TIME ZONE 'Asia/Jakarta')::date",
        "created_at": "placed_at",
        "updated_at": "placed_at",
        "recipient_name": _NAME,
        "recipient_phone": _PHONE,
    },
)
_LINE_ROWS = _copy(
    _PLAN,
    OrderLine,
    f"""
    JOIN (SELECT *, row_number() OVER (PARTITION BY order_id ORDER BY id) AS place
            FROM orders_orderline) AS row ON row.order_id = pattern_id
    JOIN products_product product ON product.id = first_product_id + {_ARTICLE}
    """,
    {
        "id": "nextval('orders_orderline_id_seq')",
        "order_id": "%(order_base)s + n",
        "product_id": "product.id",
        "variant_id": f"first_variant_id + {_ARTICLE}",
        "option_ref": "NULL",
        "product_name": "product.name",
    },
)


def fill(shops: Sequence[BenchShop], *, first: int, last: int) -> None:
    """Add the made-up orders number `first` to `last`, with lines, buyers and parcels.

    The shops take turns, oldest orders first, so that the rows of each lie scattered among those of
    the others. The money and the stock of these orders are not made up with them.
    """
    values = _values(len(shops), first, last) | _lay_out(shops)
    with transaction.atomic(), connection.cursor() as cursor:
        # Copies of rows that were checked once: a dozen foreign keys each need no second look.
        cursor.execute("SET LOCAL session_replication_role = replica")
        with _indexes_at_the_end(cursor):
            cursor.execute(_BUYER_ROWS, values)
            for begin in range(first, last + 1, BATCH):
                window = values | {"begin": begin, "end": min(begin + BATCH - 1, last)}
                for statement in (_PARCEL_ROWS, _ORDER_ROWS, _LINE_ROWS):
                    cursor.execute(statement, window)
    _settle()


@contextmanager
def _indexes_at_the_end(cursor: CursorWrapper) -> Iterator[None]:
    """Sorting a million keys once is several times quicker than finding the place of each."""
    cursor.execute(_INDEXES, [[model._meta.db_table for model in FILLED]])
    indexes = list(cursor.fetchall())
    for name, _definition in indexes:
        cursor.execute(f'DROP INDEX "{name}"')
    yield
    cursor.execute("SET LOCAL maintenance_work_mem = '256MB'")
    for _name, definition in indexes:
        cursor.execute(definition)


def _lay_out(shops: Sequence[BenchShop]) -> dict[str, int]:
    """What the statements join: the shops by their turn, and the orders of the demo; how many of the
    latter are still open, and how many are over."""
    rows = [
        (
            slot,
            shop.partner.pk,
            shop.partner.owner_id,
            shop.warehouse_id,
            shop.first_product_id,
            shop.first_variant_id,
        )
        for slot, shop in enumerate(shops)
    ]
    with connection.cursor() as cursor:
        cursor.execute(_PATTERNS)
        cursor.execute("DROP TABLE IF EXISTS bench_shop")
        cursor.execute(
            "CREATE TEMP TABLE bench_shop (slot bigint, partner_id bigint, owner_id bigint,"
            " warehouse_id bigint, first_product_id bigint, first_variant_id bigint)"
        )
        cursor.executemany("INSERT INTO bench_shop VALUES (%s, %s, %s, %s, %s, %s)", rows)
        cursor.execute("ANALYZE bench_shop, bench_pattern")
        cursor.execute("SELECT count(*) FILTER (WHERE is_open), count(*) FROM bench_pattern")
        is_open, total = cursor.fetchone()
    return {"open": is_open, "over": total - is_open}


def _values(shops: int, first: int, last: int) -> dict[str, Any]:
    return {
        "shops": shops,
        "first": first,
        "last": last,
        "spread": last - first + 1,
        "days": DAYS,
        "under_way": UNDER_WAY,
        "order_base": _highest(Order) + 1 - first,
        "shipment_base": _highest(Shipment) + 1 - first,
        "customer_base": _highest(Customer) + 1,
        "first_names": names.FIRST_NAMES,
        "last_names": names.LAST_NAMES,
    }


def _highest(model: type[models.Model]) -> int:
    highest: int | None = model._default_manager.aggregate(highest=models.Max("pk"))["highest"]
    return highest or 0


def _settle() -> None:
    """Numbers go on after the last row, and the planner knows what came."""
    tables = [model._meta.db_table for model in FILLED]
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"SELECT setval('{table}_id_seq', (SELECT max(id) FROM {table}))")
        cursor.execute(f"VACUUM ANALYZE {', '.join(tables)}")
