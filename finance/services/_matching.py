"""Reads a statement against our books, in a handful of statements however long it is."""

from datetime import timedelta
from typing import Any, Final

from django.db import connection

from finance.models import Remittance
from finance.states import (
    DEAD_REMITTANCES,
    RECOGNISED_LINES,
    DifferenceKind,
    DifferenceStatus,
    LineKind,
    ParcelStage,
    PaymentMethod,
    RemittanceStatus,
)
from komship.lib import clock
from komship.lib.db import require_transaction

# The planner knows nothing of rows that came a moment ago; for a few it does not matter.
_WORTH_COUNTING: Final = 1_000

# An airway bill names one parcel; of several (booked anew under another order) the delivered one is meant.
# The fee is judged on the amount the line itself brings: another amount is a difference of its own.
_CLASSIFY: Final = """
WITH named AS (
    SELECT l.id, l.line, l.cnote, l.amount_rp,
           coalesce(l.fee_rp, 0) AS fee_rp, l.fee_rp IS NOT NULL AS has_fee,
           coalesce(l.paid_on, %(paid_on)s) AS paid_on, p.id AS parcel_id, p.collect_rp, p.stage, p.method,
           (p.delivered_at AT TIME ZONE 'Asia/Jakarta')::date AS delivered_on,
           (2 * l.amount_rp * %(cost_bp)s * (10000 + %(vat_bp)s) + 100000000) / 200000000 AS agreed_rp
      FROM finance_remittanceline l
      LEFT JOIN LATERAL (
           SELECT * FROM ((SELECT q.*, 1 AS rank FROM finance_parcelmoney q WHERE q.cnote = l.cnote)
                    UNION ALL (SELECT q.*, 2 FROM finance_parcelmoney q
                                WHERE l.reference <> '' AND q.reference = l.reference)) q
            ORDER BY q.rank, (q.stage = %(delivered)s) DESC, q.id DESC LIMIT 1) p ON true
     WHERE l.remittance_id = %(remittance_id)s AND l.kind <> %(ignored)s),
numbered AS (
    SELECT named.*, row_number() OVER (
               PARTITION BY parcel_id, CASE WHEN parcel_id IS NULL THEN cnote END ORDER BY line) AS nth,
           CASE WHEN NOT has_fee THEN 0
                WHEN abs(fee_rp - agreed_rp) <= %(tolerance_rp)s THEN fee_rp
                ELSE agreed_rp END AS accepted_rp
      FROM named),
before AS (
    SELECT o.parcel_id, NULL AS cnote
      FROM named n
      JOIN finance_remittanceline o ON o.parcel_id = n.parcel_id
      JOIN finance_remittance r ON r.id = o.remittance_id
     WHERE r.id <> %(remittance_id)s AND r.status <> ALL(%(dead)s) AND o.kind = ANY(%(recognised)s)
       AND (r.status = %(booked)s OR r.id < %(remittance_id)s)
     UNION
    SELECT NULL, o.cnote
      FROM named n
      JOIN finance_remittanceline o ON o.cnote = n.cnote AND o.parcel_id IS NULL
      JOIN finance_remittance r ON r.id = o.remittance_id
     WHERE n.parcel_id IS NULL AND r.id <> %(remittance_id)s AND r.status <> ALL(%(dead)s)
       AND o.kind = %(unknown)s AND (r.status = %(booked)s OR r.id < %(remittance_id)s)
     UNION
    SELECT d.parcel_id, NULL
      FROM named n JOIN finance_coddifference d ON d.parcel_id = n.parcel_id
     WHERE d.kind = %(missing)s AND d.entry_id IS NOT NULL),
judged AS (
    SELECT n.*, CASE
           WHEN n.nth > 1 OR bp.parcel_id IS NOT NULL OR bc.cnote IS NOT NULL THEN %(duplicate)s
           WHEN n.parcel_id IS NULL THEN %(unknown)s
           WHEN n.method <> %(cod)s OR n.stage <> %(delivered)s THEN %(not_due)s
           WHEN n.amount_rp <> n.collect_rp THEN %(amount_differs)s
           WHEN n.fee_rp <> n.accepted_rp THEN %(fee_differs)s
           WHEN n.paid_on - n.delivered_on > %(within_days)s THEN %(late)s
           ELSE %(matched)s END AS kind
      FROM numbered n
      LEFT JOIN before bp ON bp.parcel_id = n.parcel_id
      LEFT JOIN before bc ON bc.cnote = n.cnote AND n.parcel_id IS NULL),
final AS (
    SELECT id, kind, parcel_id, paid_on - delivered_on AS days,
           CASE WHEN kind = ANY(%(recognised)s) THEN collect_rp END AS expected_rp,
           CASE WHEN kind = ANY(%(recognised)s) THEN accepted_rp ELSE 0 END AS cost_rp,
           CASE WHEN kind = ANY(%(recognised)s) THEN collect_rp - accepted_rp ELSE 0 END
               - amount_rp + fee_rp AS gap_rp
      FROM judged)
UPDATE finance_remittanceline l
   SET kind = f.kind, parcel_id = f.parcel_id, days = f.days, expected_rp = f.expected_rp,
       cost_rp = f.cost_rp, gap_rp = f.gap_rp
  FROM final f
 WHERE f.id = l.id
   AND (l.kind, l.parcel_id, l.days, l.expected_rp, l.cost_rp, l.gap_rp)
       IS DISTINCT FROM (f.kind, f.parcel_id, f.days, f.expected_rp, f.cost_rp, f.gap_rp)
"""

_SETTLED: Final = """
DELETE FROM finance_coddifference d USING finance_remittanceline l
 WHERE d.line_id = l.id AND d.remittance_id = %(remittance_id)s AND d.status <> %(resolved)s
   AND l.kind <> ALL(%(differing)s)
"""

# Who was assigned and what was noted stays when a statement is matched again.
_OPEN_LINES: Final = """
INSERT INTO finance_coddifference
       (kind, status, remittance_id, line_id, parcel_id, amount_rp, since_on, note, resolution, reason)
SELECT l.kind, %(open)s, l.remittance_id, l.id, l.parcel_id, l.gap_rp, %(paid_on)s, '', '', ''
  FROM finance_remittanceline l
 WHERE l.remittance_id = %(remittance_id)s AND l.kind = ANY(%(differing)s)
ON CONFLICT (line_id) WHERE status <> 'resolved' DO UPDATE
   SET kind = excluded.kind, parcel_id = excluded.parcel_id, amount_rp = excluded.amount_rp
 WHERE (finance_coddifference.kind, finance_coddifference.parcel_id, finance_coddifference.amount_rp)
       IS DISTINCT FROM (excluded.kind, excluded.parcel_id, excluded.amount_rp)
"""

# Asked row by row on purpose: joined, a planner that does not know new rows may read all of them each time.
_MENTIONED: Final = """
(SELECT true FROM finance_remittanceline o JOIN finance_remittance r ON r.id = o.remittance_id
  WHERE o.parcel_id = {parcel} AND o.kind <> %(ignored)s AND r.status <> ALL(%(dead)s) LIMIT 1)
"""

_FOUND_AGAIN: Final = f"""
DELETE FROM finance_coddifference d
 WHERE d.remittance_id = %(remittance_id)s AND d.kind = %(missing)s AND d.status = %(open)s
   AND {_MENTIONED.format(parcel="d.parcel_id")}
"""  # noqa: S608 - our own words

_OPEN_MISSING: Final = f"""
INSERT INTO finance_coddifference
       (kind, status, remittance_id, parcel_id, amount_rp, since_on, note, resolution, reason)
SELECT %(missing)s, %(open)s, %(remittance_id)s, p.id, p.collect_rp,
       (p.delivered_at AT TIME ZONE 'Asia/Jakarta')::date, '', '', ''
  FROM finance_parcelmoney p
 WHERE p.method = %(cod)s AND p.stage = %(delivered)s AND p.collect_rp > 0
   AND p.courier_name = ANY(%(couriers)s) AND p.delivered_at >= %(since)s AND p.delivered_at < %(until)s
   AND {_MENTIONED.format(parcel="p.id")} IS NULL
ON CONFLICT (parcel_id) WHERE kind = 'missing' DO NOTHING
"""  # noqa: S608 - our own words


def classify(remittance: Remittance) -> None:
    """Say of every line what it is, and bring the open differences in line with it. Runs again at will.

    The statement is locked and not booked. Lines of earlier statements of any courier, and of booked ones,
    come before ours. Parcels of the courier that no line mentions are missing once they were delivered
    `missing_after_days` before the end of the period.
    """
    require_transaction()
    values = _values(remittance)
    with connection.cursor() as cursor:
        if remittance.line_count >= _WORTH_COUNTING:
            cursor.execute("ANALYZE finance_remittanceline")
        for sql in (_CLASSIFY, _SETTLED, _OPEN_LINES, _FOUND_AGAIN, _OPEN_MISSING):
            cursor.execute(sql, values)


def _values(remittance: Remittance) -> dict[str, Any]:
    terms = remittance.terms
    last_day = remittance.period_until - timedelta(days=terms.missing_after_days)
    return {
        "remittance_id": remittance.pk,
        "paid_on": remittance.period_until,
        "cost_bp": terms.cod_cost_bp,
        "vat_bp": terms.fee_vat_bp,
        "tolerance_rp": terms.fee_tolerance_rp,
        "within_days": terms.pays_within_days,
        "couriers": list(terms.couriers),
        "since": clock.wib_moment(terms.starts_on),
        "until": clock.wib_moment(last_day + timedelta(days=1)),
        "dead": [status.value for status in DEAD_REMITTANCES],
        "recognised": [kind.value for kind in RECOGNISED_LINES],
        "differing": [kind.value for kind in LineKind if kind.value in DifferenceKind.values],
        "booked": RemittanceStatus.BOOKED.value,
        "open": DifferenceStatus.OPEN.value,
        "resolved": DifferenceStatus.RESOLVED.value,
        "missing": DifferenceKind.MISSING.value,
        "cod": PaymentMethod.COD.value,
        "delivered": ParcelStage.DELIVERED.value,
        **{kind.value: kind.value for kind in LineKind},
    }
