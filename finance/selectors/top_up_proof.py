"""A rule of the proof: a top-up is credited when, and only when, it is paid."""

from django.db import connection

from finance.states import AccountKind, TopUpStatus

# Paid ones have one entry under their number, over what was paid; others have none.
WRONG_TOP_UPS = """
    SELECT t.number AS label
      FROM finance_topup t
      LEFT JOIN finance_entry e ON e.idempotency_key = 'top_up:' || t.number
      LEFT JOIN (SELECT s.entry_id, a.holder_id, s.amount_rp
                   FROM finance_posting s
                   JOIN finance_account a ON a.id = s.account_id AND a.kind = %(available)s) c
        ON c.entry_id = e.id
     WHERE (t.status = %(paid)s) <> (e.id IS NOT NULL)
        OR (e.id IS NOT NULL AND (c.amount_rp, c.holder_id) IS DISTINCT FROM (t.paid_rp, t.partner_id))
"""
VALUES = {"available": AccountKind.SELLER_AVAILABLE.value, "paid": TopUpStatus.PAID.value}


def wrong_top_ups() -> list[str]:
    """Numbers of top-ups whose status and ledger entry disagree. Reads all top-ups."""
    with connection.cursor() as cursor:
        cursor.execute(f"{WRONG_TOP_UPS} ORDER BY label", VALUES)
        return [str(row[0]) for row in cursor.fetchall()]
