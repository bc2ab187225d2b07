"""Rules that hold the ledger against requests to pay out."""

from django.utils.translation import gettext_lazy as _

from finance import chart
from finance.ports import ProofRule
from finance.states import OPEN_WITHDRAWALS, AccountKind, EntryKind, WithdrawalStatus

WITHDRAWING = ProofRule(
    "withdrawing money equals open withdrawals",
    _("saldo sedang ditarik sama dengan penarikan yang berjalan"),
    """
    SELECT coalesce(a.code, 'seller ' || w.partner_id) AS label
      FROM (SELECT holder_id, code, balance_rp FROM finance_account WHERE kind = %(kind)s) a
      FULL JOIN (SELECT partner_id, sum(amount_rp) AS total FROM finance_withdrawal
                  WHERE status = ANY(%(open)s) GROUP BY partner_id) w
        ON w.partner_id = a.holder_id
     WHERE coalesce(a.balance_rp, 0) <> coalesce(w.total, 0)
       AND (%(partner_id)s::bigint IS NULL OR coalesce(a.holder_id, w.partner_id) = %(partner_id)s)
    """,
    {
        "kind": AccountKind.SELLER_WITHDRAWING.value,
        "open": [status.value for status in OPEN_WITHDRAWALS],
    },
)

_ENDS = {
    WithdrawalStatus.COMPLETED: EntryKind.WITHDRAWAL_PAID,
    WithdrawalStatus.REJECTED: EntryKind.WITHDRAWAL_RETURNED,
    WithdrawalStatus.CANCELLED: EntryKind.WITHDRAWAL_RETURNED,
}
_WANTED = ", ".join(
    [f"('{status.value}', '{EntryKind.WITHDRAWAL.value}', 1)" for status in WithdrawalStatus]
    + [f"('{status.value}', '{kind.value}', -1)" for status, kind in _ENDS.items()]
)

POSTED = ProofRule(
    "each withdrawal has exactly the entries of its status",
    _("tiap penarikan punya jurnal sesuai statusnya"),
    f"""
    WITH wanted (status, kind, sign) AS (VALUES {_WANTED}),
    expected AS (
        SELECT w.number, w.partner_id, x.kind, x.sign * w.amount_rp AS amount_rp
          FROM finance_withdrawal w JOIN wanted x ON x.status = w.status),
    posted AS (
        SELECT e.reference, e.kind, a.holder_id, count(*) AS times, sum(s.amount_rp) AS amount_rp
          FROM finance_entry e
          JOIN finance_posting s ON s.entry_id = e.id
          JOIN finance_account a ON a.id = s.account_id AND a.kind = %(account)s
         WHERE e.kind = ANY(%(kinds)s)
         GROUP BY e.reference, e.kind, a.holder_id)
    SELECT coalesce(x.number, p.reference) || ' ' || coalesce(x.kind, p.kind) AS label
      FROM expected x
      FULL JOIN posted p ON p.reference = x.number AND p.kind = x.kind AND p.holder_id = x.partner_id
     WHERE p.times IS DISTINCT FROM 1 OR p.amount_rp IS DISTINCT FROM x.amount_rp
    """,  # noqa: S608 - our own words
    {
        "account": AccountKind.SELLER_WITHDRAWING.value,
        "kinds": sorted({EntryKind.WITHDRAWAL.value, *(kind.value for kind in _ENDS.values())}),
    },
)

PAID = ProofRule(
    "the bank paid completed withdrawals, each once and in full",
    _("bank membayar penarikan yang berhasil, sekali dan penuh"),
    """
    SELECT coalesce(w.number, p.reference) AS label
      FROM (SELECT number, amount_rp FROM finance_withdrawal WHERE status = %(completed)s) w
      FULL JOIN (SELECT e.reference, sum(s.amount_rp) AS amount_rp
                   FROM finance_entry e
                   JOIN finance_posting s ON s.entry_id = e.id
                   JOIN finance_account a ON a.id = s.account_id AND a.code = %(bank)s
                  WHERE e.kind = %(paid)s GROUP BY e.reference) p
        ON p.reference = w.number
     WHERE p.amount_rp IS DISTINCT FROM w.amount_rp
    """,
    {
        "completed": WithdrawalStatus.COMPLETED.value,
        "bank": chart.BANK.code,
        "paid": EntryKind.WITHDRAWAL_PAID.value,
    },
)

RULES = (WITHDRAWING, POSTED, PAID)
