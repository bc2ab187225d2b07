"""Rules about money that came through the payment gateway."""

from django.utils.translation import gettext_lazy as _

from finance.ports import ProofRule
from finance.states import AccountKind, TopUpStatus

CREDITED = ProofRule(
    "a top-up is credited when, and only when, it is paid",
    _("isi saldo dikreditkan bila, dan hanya bila, sudah dibayar"),
    """
    SELECT t.number AS label
      FROM finance_topup t
      LEFT JOIN finance_entry e ON e.idempotency_key = 'top_up:' || t.number
      LEFT JOIN (SELECT s.entry_id, a.holder_id, s.amount_rp
                   FROM finance_posting s
                   JOIN finance_account a ON a.id = s.account_id AND a.kind = %(available)s) c
        ON c.entry_id = e.id
     WHERE (t.status = %(paid)s) <> (e.id IS NOT NULL)
        OR (e.id IS NOT NULL AND (c.amount_rp, c.holder_id) IS DISTINCT FROM (t.paid_rp, t.partner_id))
    """,
    {"available": AccountKind.SELLER_AVAILABLE.value, "paid": TopUpStatus.PAID.value},
)

RULES = (CREDITED,)
