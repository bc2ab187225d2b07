"""The money of many orders in a hurry: terms, entries and postings by the rules, made in the database.

What comes of it stands every question of the proof; `measure_money` asks it.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from finance import chart
from finance.chart import AccountRef
from finance.models import Account
from finance.models.account import LockedAccount

FILLED = ("finance_parcelmoney", "finance_entry", "finance_posting")
# Enough that no seller falls behind, and less than a number of the pages can show.
TOP_UP_RP = 900_000_000

_INDEXES = """
SELECT indexname, indexdef FROM pg_indexes
 WHERE tablename = ANY(%s)
   AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = format('%%I', indexname)::regclass)
"""

_TERMS = "o.goods_rp, o.total_rp, o.shipping_rp, o.cashback_rp, o.cod_fee_rp, o.cod_fee_vat_rp, o.net_rp"
_PARCELS = f"""
INSERT INTO finance_parcelmoney (
    reference, partner_id, method, stage, is_problem, goods_rp, collect_rp, shipping_rp, cashback_rp,
    cod_fee_rp, cod_fee_vat_rp, net_rp, return_leg_rp, return_discount_bp, return_charge_rp, version,
    opened_at, shipped_at, delivered_at, returned_at, stage_at, order_id, cnote, courier_name, courier_logo,
    order_status_text)
SELECT o.number, o.partner_id, o.payment_method, now.stage, o.is_problem, {_TERMS},
       o.shipping_rp, o.return_discount_bp,
       CASE WHEN o.payment_method = 'cod' THEN o.shipping_rp - o.cashback_rp ELSE 0 END
           + (2 * o.shipping_rp * (10000 - o.return_discount_bp) + 10000) / 20000,
       1, o.created_at,
       CASE WHEN now.stage NOT IN ('open', 'cancelled') THEN o.created_at + interval '1 day' END,
       CASE WHEN now.stage = 'delivered' THEN o.created_at + interval '3 days' END,
       CASE WHEN now.stage = 'returned' THEN o.created_at + interval '9 days' END,
       o.created_at, o.id, coalesce(s.awb, ''), o.courier_name, '', ''
  FROM orders_order o
  LEFT JOIN shipping_shipment s ON s.id = o.shipment_id
  LEFT JOIN finance_parcelmoney m ON m.reference = o.number,
       LATERAL (SELECT CASE
           WHEN o.deleted_at IS NOT NULL THEN 'cancelled'
           WHEN o.status IN ('created', 'booking', 'packing') THEN 'open'
           WHEN o.status = 'shipped' OR o.status = 'delivered' AND s.awaits_payout THEN 'in_transit'
           WHEN o.status = 'returned' AND o.return_state < 2 THEN 'returning'
           ELSE o.status END AS stage) AS now
 WHERE m.id IS NULL
"""
_MORE_PARCELS = """
INSERT INTO finance_parcelmoney (
    reference, partner_id, method, stage, is_problem, goods_rp, collect_rp, shipping_rp, cashback_rp,
    cod_fee_rp, cod_fee_vat_rp, net_rp, return_leg_rp, return_discount_bp, return_charge_rp, version,
    opened_at, shipped_at, delivered_at, returned_at, stage_at, cnote, courier_name, courier_logo,
    order_status_text)
SELECT 'LAGI' || id, partner_id, method, stage, is_problem, goods_rp, collect_rp, shipping_rp, cashback_rp,
       cod_fee_rp, cod_fee_vat_rp, net_rp, return_leg_rp, return_discount_bp, return_charge_rp, 1,
       opened_at, shipped_at, delivered_at, returned_at, stage_at, cnote, courier_name, '', ''
  FROM finance_parcelmoney WHERE stage = 'delivered' AND order_id IS NOT NULL
 ORDER BY id LIMIT %(count)s
"""

# One row per entry, with what it does to each account. Lost parcels of even orders are compensated.
_EVENTS = """
CREATE TEMP TABLE bench_event AS
WITH parcel AS (
    SELECT m.*, shipping_rp - cashback_rp AS out_rp,
           return_charge_rp - CASE WHEN method = 'cod' THEN shipping_rp - cashback_rp ELSE 0 END AS back_rp,
           least(goods_rp, 10 * shipping_rp) AS loss_rp
      FROM finance_parcelmoney m
     WHERE NOT EXISTS (SELECT FROM finance_entry e WHERE e.reference = m.reference)),
event AS (
    SELECT NULL AS reference, partner_id, 'top_up' AS kind,
           min(opened_at) - interval '1 hour' AS at, 0 AS step,
           %(top_up)s::bigint AS available, 0::bigint AS held, -%(top_up)s::bigint AS gateway,
           0::bigint AS receivable, 0::bigint AS claim, 0::bigint AS shipping, 0::bigint AS cashback,
           0::bigint AS fee, 0::bigint AS vat, 0::bigint AS returns
      FROM parcel
     WHERE NOT EXISTS (SELECT FROM finance_account a WHERE a.holder_id = parcel.partner_id)
     GROUP BY partner_id
     UNION ALL
    SELECT reference, partner_id, 'shipping_charge', opened_at, 1, -out_rp, out_rp, 0, 0, 0, 0, 0, 0, 0, 0
      FROM parcel WHERE method = 'bank_transfer' AND out_rp > 0
     UNION ALL
    SELECT reference, partner_id, 'shipping_refund', opened_at + interval '1 hour', 2, out_rp, -out_rp,
           0, 0, 0, 0, 0, 0, 0, 0
      FROM parcel WHERE method = 'bank_transfer' AND out_rp > 0 AND stage = 'cancelled'
     UNION ALL
    SELECT reference, partner_id, 'shipping_capture', shipped_at, 3, 0, -out_rp, 0, 0, 0,
           shipping_rp, -cashback_rp, 0, 0, 0
      FROM parcel WHERE method = 'bank_transfer' AND shipping_rp > 0 AND stage NOT IN ('open', 'cancelled')
     UNION ALL
    SELECT reference, partner_id, 'cod_settlement', delivered_at, 4, net_rp, 0, 0, -collect_rp, 0,
           shipping_rp, -cashback_rp, cod_fee_rp - cod_fee_vat_rp, cod_fee_vat_rp, 0
      FROM parcel WHERE method = 'cod' AND stage = 'delivered' AND (collect_rp > 0 OR shipping_rp > 0)
     UNION ALL
    SELECT reference, partner_id, 'return_charge', returned_at, 5, -return_charge_rp, 0, 0, 0, 0,
           CASE WHEN method = 'cod' THEN shipping_rp ELSE 0 END,
           CASE WHEN method = 'cod' THEN -cashback_rp ELSE 0 END, 0, 0, back_rp
      FROM parcel
     WHERE stage = 'returned' AND (return_charge_rp > 0 OR method = 'cod' AND shipping_rp > 0)
     UNION ALL
    SELECT reference, partner_id, 'compensation_' || stage, shipped_at + interval '20 days', 6, loss_rp, 0,
           0, 0, -loss_rp, 0, 0, 0, 0, 0
      FROM parcel WHERE stage IN ('lost', 'damaged') AND loss_rp > 0 AND id %% 2 = 0)
SELECT (SELECT coalesce(max(id), 0) FROM finance_entry) + row_number() OVER (ORDER BY at, step, reference)
           AS entry_id, *
  FROM event
"""
_PURSES = """
INSERT INTO finance_account (code, kind, holder_id, balance_rp, may_go_negative)
SELECT 'seller:' || partner_id || ':' || purse, 'seller_' || purse, partner_id, 0, purse = 'available'
  FROM (SELECT DISTINCT partner_id FROM bench_event) sellers, (VALUES ('available'), ('held')) x (purse)
ON CONFLICT DO NOTHING
"""
_ENTRIES = """
INSERT INTO finance_entry (id, kind, idempotency_key, reference, actor, memo, posted_at, reverses_id)
SELECT e.entry_id, e.kind,
       CASE WHEN e.kind = 'top_up' THEN 'top_up:BENCH' || e.partner_id
            WHEN e.kind = 'shipping_refund' THEN 'reverse:' || charge.entry_id
            ELSE 'parcel:' || e.reference || ':' || e.kind || ':1' END,
       coalesce(e.reference, 'BENCH' || e.partner_id), 'system', '', e.at, charge.entry_id
  FROM bench_event e
  LEFT JOIN bench_event charge
    ON e.kind = 'shipping_refund' AND charge.kind = 'shipping_charge' AND charge.reference = e.reference
 ORDER BY e.entry_id
"""
_POSTINGS = """
INSERT INTO finance_posting (entry_id, account_id, amount_rp, balance_after_rp, kind, posted_at)
SELECT e.entry_id, x.account_id, x.amount_rp,
       CASE WHEN x.before_rp IS NOT NULL
            THEN x.before_rp + sum(x.amount_rp) OVER (PARTITION BY x.account_id ORDER BY e.entry_id) END,
       e.kind, e.at
  FROM bench_event e
  JOIN finance_account a ON a.code = 'seller:' || e.partner_id || ':available'
  JOIN finance_account h ON h.code = 'seller:' || e.partner_id || ':held',
       LATERAL (VALUES
           (a.id, e.available, a.balance_rp), (h.id, e.held, h.balance_rp),
           (%(gateway)s, e.gateway, NULL), (%(receivable)s, e.receivable, NULL), (%(claim)s, e.claim, NULL),
           (%(shipping)s, e.shipping, NULL), (%(cashback)s, e.cashback, NULL), (%(fee)s, e.fee, NULL),
           (%(vat)s, e.vat, NULL), (%(returns)s, e.returns, NULL)) x (account_id, amount_rp, before_rp)
 WHERE x.amount_rp <> 0
 ORDER BY e.entry_id
"""
_BALANCES = """
UPDATE finance_account a SET balance_rp = a.balance_rp + moved.total_rp
  FROM (SELECT account_id, sum(amount_rp) AS total_rp
          FROM finance_posting
         WHERE balance_after_rp IS NOT NULL AND entry_id > %(known)s GROUP BY account_id) moved
 WHERE a.id = moved.account_id
"""
_PLATFORM: dict[str, AccountRef] = {
    "gateway": chart.GATEWAY,
    "receivable": chart.COD_RECEIVABLE,
    "claim": chart.CLAIM_RECEIVABLE,
    "shipping": chart.SHIPPING_REVENUE,
    "cashback": chart.CASHBACK_EXPENSE,
    "fee": chart.COD_FEE_REVENUE,
    "vat": chart.VAT_OUTPUT,
    "returns": chart.RETURN_REVENUE,
}


def give_money_to_orders() -> None:
    """Every order without money gets what it would have had, had it been stored and followed."""
    _fill(_PARCELS, {})


def add_parcels(count: int) -> None:
    """Delivered parcels once more, under references of their own: postings for lists, orders for nobody."""
    _fill(_MORE_PARCELS, {"count": count})


def postings_in_all() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM finance_posting")
        return int(cursor.fetchone()[0])


def _fill(parcels: str, values: dict[str, int]) -> None:
    with transaction.atomic():
        accounts = {name: locked.pk for name, locked in _platform().items()}
    with transaction.atomic(), connection.cursor() as cursor:
        # Made by the rules; the walls would look at each row again, one by one.
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("SET LOCAL work_mem = '512MB'")
        cursor.execute("SELECT coalesce(max(id), 0) FROM finance_entry")
        known = cursor.fetchone()[0]
        with _indexes_at_the_end(cursor):
            cursor.execute(parcels, values)
            cursor.execute("ANALYZE finance_parcelmoney")
            cursor.execute(_EVENTS, {"top_up": TOP_UP_RP})
            cursor.execute("ANALYZE bench_event")
            cursor.execute(_PURSES)
            cursor.execute(_ENTRIES)
            cursor.execute(_POSTINGS, accounts)
            cursor.execute(_BALANCES, {"known": known})
        cursor.execute("DROP TABLE bench_event")
    _settle()


def _platform() -> dict[str, LockedAccount]:
    locked = Account.objects.lock(list(_PLATFORM.values()))
    return {name: locked[ref.code] for name, ref in _PLATFORM.items()}


@contextmanager
def _indexes_at_the_end(cursor: CursorWrapper) -> Iterator[None]:
    """But for the one that tells which parcels have entries already."""
    cursor.execute(_INDEXES, [list(FILLED)])
    indexes = [row for row in cursor.fetchall() if row[0] != "entry_reference"]
    for name, _definition in indexes:
        cursor.execute(f'DROP INDEX "{name}"')
    yield
    cursor.execute("SET LOCAL maintenance_work_mem = '256MB'")
    for _name, definition in indexes:
        cursor.execute(definition)


def _settle() -> None:
    with connection.cursor() as cursor:
        for table in (*FILLED, "finance_account"):
            cursor.execute(f"SELECT setval('{table}_id_seq', (SELECT max(id) FROM {table}))")
        cursor.execute(f"VACUUM ANALYZE {', '.join(FILLED)}")
        cursor.execute("CHECKPOINT")
