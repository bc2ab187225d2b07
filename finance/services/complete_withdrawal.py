from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from finance.errors import SecondPersonNeeded
from finance.models import Withdrawal
from finance.services._proof_files import keep_proofs, stored
from finance.services._withdrawal import lock_withdrawal, mark_paid, require_free
from finance.states import WithdrawalStatus
from finance.transfer_proofs import ProofFile, checked_proofs
from komship.core.audit import Actor


def complete_withdrawal(
    withdrawal_id: int, *, actor: Actor, note: str = "", proofs: Sequence[ProofFile] = ()
) -> Withdrawal:
    """The transfer was made: withdrawing money has left through the bank.

    By somebody other than who approved it (ADR 0031). At most three proofs, kept privately. Audited.
    Locks the withdrawal, then the seller's account. Raises InvalidInput, NotFound, StaleState unless
    approved, SecondPersonNeeded, InPayoutBatch while the bank is asked by file.
    """
    with stored(checked_proofs(proofs)) as files, transaction.atomic():
        withdrawal = lock_withdrawal(withdrawal_id)
        _require_second_person(withdrawal, actor)
        require_free(withdrawal)
        mark_paid(withdrawal, actor=actor, note=note)
        keep_proofs(withdrawal, files, actor=actor)
        return withdrawal


def _require_second_person(withdrawal: Withdrawal, actor: Actor) -> None:
    is_same = actor.user_id is not None and actor.user_id == withdrawal.approved_by_id
    if is_same and withdrawal.status == WithdrawalStatus.APPROVED:
        text = _("Penarikan ini kamu setujui sendiri. Minta rekan lain menyelesaikannya.")
        raise SecondPersonNeeded(text)
