"""Rules that hold the ledger against couriers' statements and their differences."""

from django.utils.translation import gettext_lazy as _

from finance import chart
from finance.ports import ProofRule
from finance.states import DifferenceKind, DifferenceStatus, EntryKind, RemittanceStatus

_KINDS = [EntryKind.COD_REMITTED.value, EntryKind.COD_DIFFERENCE.value]

RECEIVED = ProofRule(
    "each booked statement of a courier brought what the bank says",
    _("setiap laporan COD yang dibukukan membawa uang sesuai bank"),
    """
    SELECT coalesce(r.code, e.reference) AS label
      FROM (SELECT 'CODR' || lpad(id::text, 6, '0') AS code, entry_id, received_rp FROM finance_remittance
             WHERE status = %(booked)s) r
      FULL JOIN (SELECT id, reference FROM finance_entry WHERE kind = %(remitted)s) e ON e.id = r.entry_id
      LEFT JOIN (SELECT s.entry_id, s.amount_rp FROM finance_posting s
                   JOIN finance_account a ON a.id = s.account_id AND a.code = %(bank)s
                  WHERE s.kind = %(remitted)s) b ON b.entry_id = e.id
     WHERE coalesce(-b.amount_rp, 0) IS DISTINCT FROM r.received_rp
    """,
    {
        "booked": RemittanceStatus.BOOKED.value,
        "remitted": EntryKind.COD_REMITTED.value,
        "bank": chart.BANK.code,
    },
)

BROUGHT = ProofRule(
    "what couriers owe falls by the parcels whose cash they brought, and by nothing else",
    _("piutang kurir berkurang sebesar COD paket yang disetor, tidak lebih"),
    """
    SELECT 'books ' || books || ', statements ' || statements AS label
      FROM (SELECT coalesce(sum(s.amount_rp), 0) AS books
              FROM finance_posting s JOIN finance_account a ON a.id = s.account_id AND a.code = %(receivable)s
             WHERE s.kind = ANY(%(kinds)s)) posted,
           (SELECT (SELECT coalesce(sum(expected_rp), 0) FROM finance_remittanceline WHERE is_counted)
                 + (SELECT coalesce(sum(amount_rp), 0) FROM finance_coddifference
                     WHERE kind = %(missing)s AND entry_id IS NOT NULL) AS statements) counted
     WHERE books <> statements
    """,
    {
        "kinds": _KINDS,
        "receivable": chart.COD_RECEIVABLE.code,
        "missing": DifferenceKind.MISSING.value,
    },
)

SUSPENDED = ProofRule(
    "suspense holds the open differences with couriers",
    _("penampungan berisi selisih COD yang masih terbuka"),
    """
    SELECT 'books ' || books || ', differences ' || differences AS label
      FROM (SELECT coalesce(-sum(s.amount_rp), 0) AS books
              FROM finance_posting s JOIN finance_account a ON a.id = s.account_id AND a.code = %(suspense)s
             WHERE s.kind = ANY(%(kinds)s)) posted,
           (SELECT coalesce(sum(d.amount_rp), 0) AS differences
              FROM finance_coddifference d JOIN finance_remittance r ON r.id = d.remittance_id
             WHERE d.status <> %(resolved)s AND d.kind <> %(missing)s AND r.status = %(booked)s) open
     WHERE books <> differences
    """,
    {
        "kinds": _KINDS,
        "suspense": chart.SUSPENSE.code,
        "resolved": DifferenceStatus.RESOLVED.value,
        "missing": DifferenceKind.MISSING.value,
        "booked": RemittanceStatus.BOOKED.value,
    },
)

RULES = (RECEIVED, BROUGHT, SUSPENDED)
