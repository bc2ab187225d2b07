"""Proof that the books are right: each check is one query that finds what breaks a rule."""

from dataclasses import dataclass

from django.db import connection

from finance.states import COMPENSATIONS, PARCEL_ENTRY_KINDS, STAGE_ENTRIES, AccountKind

SHOWN_OFFENDERS = 10
_STAGE_KINDS = sorted(kind.value for kind in PARCEL_ENTRY_KINDS - set(COMPENSATIONS.values()))


@dataclass(frozen=True, slots=True)
class ProofCheck:
    """`broken` rows break the rule; `offenders` names the first of them."""

    name: str
    broken: int
    offenders: tuple[str, ...]

    @property
    def is_true(self) -> bool:
        return self.broken == 0


@dataclass(frozen=True, slots=True)
class ProofReport:
    entries: int
    postings: int
    parcels: int
    checks: tuple[ProofCheck, ...]

    @property
    def is_true(self) -> bool:
        return all(check.is_true for check in self.checks)


_UNBALANCED = """
SELECT 'entry ' || e.id || ' ' || e.kind AS label
  FROM finance_entry e
  LEFT JOIN (SELECT entry_id, count(*) AS lines, sum(amount_rp) AS total
               FROM finance_posting GROUP BY entry_id) p ON p.entry_id = e.id
 WHERE p.lines IS NULL OR p.lines < 2 OR p.total <> 0
"""

_TOTAL = """
SELECT 'all postings sum to ' || total AS label
  FROM (SELECT coalesce(sum(amount_rp), 0) AS total FROM finance_posting) whole
 WHERE total <> 0
"""

_BALANCES = """
SELECT a.code AS label
  FROM finance_account a
  LEFT JOIN (SELECT account_id, sum(amount_rp) AS total, max(id) AS last_id
               FROM finance_posting WHERE balance_after_rp IS NOT NULL GROUP BY account_id) p
    ON p.account_id = a.id
  LEFT JOIN finance_posting last ON last.id = p.last_id
 WHERE a.balance_rp IS NOT NULL
   AND (%(partner_id)s::bigint IS NULL OR a.holder_id = %(partner_id)s)
   AND (a.balance_rp <> coalesce(p.total, 0) OR a.balance_rp <> coalesce(last.balance_after_rp, 0))
"""

_HELD = """
SELECT coalesce(a.code, 'seller ' || h.partner_id) AS label
  FROM (SELECT holder_id, code, balance_rp FROM finance_account WHERE kind = %(held_kind)s) a
  FULL JOIN (SELECT partner_id, sum(shipping_rp - cashback_rp) AS total FROM finance_parcelmoney
              WHERE stage = 'open' AND method = 'bank_transfer' GROUP BY partner_id) h
    ON h.partner_id = a.holder_id
 WHERE coalesce(a.balance_rp, 0) <> coalesce(h.total, 0)
   AND (%(partner_id)s::bigint IS NULL OR coalesce(a.holder_id, h.partner_id) = %(partner_id)s)
"""

_WITHDRAWING = """
SELECT coalesce(a.code, 'seller ' || w.partner_id) AS label
  FROM (SELECT holder_id, code, balance_rp FROM finance_account WHERE kind = %(withdrawing_kind)s) a
  FULL JOIN (SELECT partner_id, sum(amount_rp) AS total FROM finance_withdrawal
              WHERE status IN ('requested', 'on_review', 'approved') GROUP BY partner_id) w
    ON w.partner_id = a.holder_id
 WHERE coalesce(a.balance_rp, 0) <> coalesce(w.total, 0)
   AND (%(partner_id)s::bigint IS NULL OR coalesce(a.holder_id, w.partner_id) = %(partner_id)s)
"""

# Kinds that move nothing are not posted: a capture of free shipping, a return that costs nothing.
_STAGES = """
WITH wanted (stage, method, kind) AS (VALUES {wanted}),
in_force AS (
    SELECT e.reference, e.kind, count(*) AS times
      FROM finance_entry e
      LEFT JOIN finance_entry r ON r.reverses_id = e.id
     WHERE e.kind = ANY(%(parcel_kinds)s) AND e.reverses_id IS NULL AND r.id IS NULL
     GROUP BY e.reference, e.kind),
expected AS (
    SELECT p.reference, w.kind
      FROM finance_parcelmoney p
      JOIN wanted w ON w.stage = p.stage AND w.method = p.method
     WHERE CASE w.kind
           WHEN 'shipping_charge' THEN p.shipping_rp > p.cashback_rp
           WHEN 'shipping_capture' THEN p.shipping_rp > 0
           WHEN 'return_charge' THEN p.return_charge_rp > 0 OR (p.method = 'cod' AND p.shipping_rp > 0)
           ELSE p.collect_rp > 0 OR p.shipping_rp > 0 END)
SELECT coalesce(x.reference, f.reference) || ' ' || coalesce(x.kind, f.kind) AS label
  FROM expected x
  FULL JOIN in_force f ON f.reference = x.reference AND f.kind = x.kind
 WHERE f.times IS DISTINCT FROM 1 OR x.kind IS NULL
"""

_COMPENSATIONS = """
SELECT e.reference || ' ' || e.kind AS label
  FROM finance_entry e
  LEFT JOIN finance_entry r ON r.reverses_id = e.id
  LEFT JOIN finance_parcelmoney p
    ON p.reference = e.reference AND e.kind = 'compensation_' || p.stage
 WHERE e.kind IN ('compensation_lost', 'compensation_damaged')
   AND e.reverses_id IS NULL AND r.id IS NULL AND p.id IS NULL
"""

_SETTLED_AMOUNTS = """
SELECT p.reference AS label
  FROM finance_parcelmoney p
  JOIN finance_entry e ON e.reference = p.reference AND e.kind = 'cod_settlement' AND e.reverses_id IS NULL
  LEFT JOIN finance_entry r ON r.reverses_id = e.id
  LEFT JOIN (finance_posting s JOIN finance_account a ON a.id = s.account_id AND a.kind = %(available_kind)s)
    ON s.entry_id = e.id
 WHERE r.id IS NULL AND coalesce(s.amount_rp, 0) <> p.net_rp
"""


def ledger_proof() -> ProofReport:
    """Check the whole ledger against itself, the parcels and the withdrawals. Reads every row."""
    return ProofReport(
        entries=_count("finance_entry"),
        postings=_count("finance_posting"),
        parcels=_count("finance_parcelmoney"),
        checks=(
            _check("every entry has two lines or more and sums to zero", _UNBALANCED),
            _check("the whole ledger sums to zero", _TOTAL),
            _check("cached balances equal their postings", _BALANCES),
            _check("held money equals the holds of unsent transfer parcels", _HELD),
            _check("withdrawing money equals open withdrawals", _WITHDRAWING),
            _check("each parcel has exactly the entries of its stage", _stage_sql()),
            _check("compensations belong to lost or damaged parcels", _COMPENSATIONS),
            _check("settlements paid the net income of their parcel", _SETTLED_AMOUNTS),
        ),
    )


def partner_proof(partner_id: int) -> tuple[ProofCheck, ...]:
    """The checks of one seller's balances: what her money page shows adds up."""
    return (
        _check("cached balances equal their postings", _BALANCES, partner_id),
        _check("held money equals the holds of unsent transfer parcels", _HELD, partner_id),
        _check("withdrawing money equals open withdrawals", _WITHDRAWING, partner_id),
    )


def _stage_sql() -> str:
    rows = [
        f"('{stage.value}', '{method.value}', '{kind.value}')"
        for stage, by_method in STAGE_ENTRIES.items()
        for method, kinds in by_method.items()
        for kind in kinds
    ]
    return _STAGES.format(wanted=", ".join(rows))


def _check(name: str, sql: str, partner_id: int | None = None) -> ProofCheck:
    values = {
        "partner_id": partner_id,
        "held_kind": AccountKind.SELLER_HELD.value,
        "withdrawing_kind": AccountKind.SELLER_WITHDRAWING.value,
        "available_kind": AccountKind.SELLER_AVAILABLE.value,
        "parcel_kinds": _STAGE_KINDS,
    }
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT label, count(*) OVER () FROM ({sql}) broken ORDER BY label LIMIT {SHOWN_OFFENDERS}",  # noqa: S608
            values,
        )
        rows = cursor.fetchall()
    return ProofCheck(name, rows[0][1] if rows else 0, tuple(str(row[0]) for row in rows))


def _count(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")  # noqa: S608 - our own table names
        return int(cursor.fetchone()[0])
