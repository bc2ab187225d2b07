from collections.abc import Sequence

from django.db import transaction

from finance.models import TransferProof
from finance.services._proof_files import keep_proofs, stored
from finance.services._withdrawal import lock_withdrawal
from finance.transfer_proofs import ProofFile, checked_proofs
from komship.core.audit import Actor, record


def attach_proofs(withdrawal_id: int, files: Sequence[ProofFile], *, actor: Actor) -> list[TransferProof]:
    """Keep proofs of a transfer, before or after it is completed; three in all, the same one once.

    Audited. Locks the withdrawal. Raises InvalidInput by field `transfer_proof`, NotFound, StaleState
    for a request that was rejected or cancelled.
    """
    with stored(checked_proofs(files)) as written, transaction.atomic():
        withdrawal = lock_withdrawal(withdrawal_id)
        kept = keep_proofs(withdrawal, written, actor=actor)
        record(
            "finance.transfer_proof_kept",
            withdrawal,
            actor=actor,
            change=(None, {"sha256": [row.sha256 for row in kept]}),
        )
        return kept
