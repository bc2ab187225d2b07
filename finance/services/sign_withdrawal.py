from collections.abc import Sequence

from django.db import transaction

from finance.models import Withdrawal
from finance.services._proof_files import keep_proofs, stored
from finance.services._withdrawal import lock_withdrawal
from finance.services.approve_withdrawal import approve_withdrawal
from finance.services.complete_withdrawal import complete_withdrawal
from finance.states import WithdrawalStatus
from finance.transfer_proofs import ProofFile, checked_proofs
from komship.core.audit import Actor

_UNSIGNED = (WithdrawalStatus.REQUESTED, WithdrawalStatus.ON_REVIEW)


def sign_withdrawal(
    withdrawal_id: int,
    *,
    actor: Actor,
    note: str = "",
    proofs: Sequence[ProofFile] = (),
    allows_pdf: bool = True,
) -> Withdrawal:
    """For doors with one button, "transferred": the first person's word approves, another's completes.

    Proofs are kept from either (ADR 0031). Locks and raises what the two use-cases do.
    """
    with stored(checked_proofs(proofs, allows_pdf=allows_pdf)) as files, transaction.atomic():
        withdrawal = lock_withdrawal(withdrawal_id)
        keep_proofs(withdrawal, files, actor=actor)
        sign = approve_withdrawal if withdrawal.status in _UNSIGNED else complete_withdrawal
        return sign(withdrawal_id, actor=actor, note=note)
