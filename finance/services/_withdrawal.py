"""What decisions about a withdrawal share."""

from django.utils.translation import gettext as _

from finance import chart
from finance.chart import AccountRef
from finance.models import Withdrawal
from finance.services.post_entry import Draft, credit, debit, post_entry
from finance.states import EntryKind
from komship.core.audit import Actor, record
from komship.lib.db import require_transaction
from komship.lib.errors import NotFound


def lock_withdrawal(withdrawal_id: int) -> Withdrawal:
    """The withdrawal, locked until the transaction ends. Raises NotFound."""
    require_transaction()
    found = Withdrawal.objects.select_for_update(no_key=True).filter(pk=withdrawal_id).first()
    if found is None:
        raise NotFound(_("Penarikan tidak ditemukan."), withdrawal_id=withdrawal_id)
    return found


def leave_withdrawing(withdrawal: Withdrawal, kind: EntryKind, *, to: AccountRef, actor: Actor) -> None:
    """Move the amount out of the seller's withdrawing account, once per withdrawal whatever the end is."""
    post_entry(
        Draft(
            kind=kind,
            key=f"withdrawal_end:{withdrawal.number}",
            lines=[
                debit(chart.seller_withdrawing(withdrawal.partner_id), withdrawal.amount_rp),
                credit(to, withdrawal.amount_rp),
            ],
            reference=withdrawal.number,
            actor=actor.label[:80],
        )
    )


def audit(action: str, withdrawal: Withdrawal, *, actor: Actor, before: str, reason: str) -> None:
    """One audit line of a decision."""
    record(
        f"finance.withdrawal_{action}",
        withdrawal,
        actor=actor,
        reason=reason,
        change=({"status": before}, {"status": str(withdrawal.status)}),
    )
