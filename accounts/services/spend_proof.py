from accounts.errors import NotProven
from accounts.models import OneTimeCode
from accounts.rules import PROOF_LASTS
from komship.lib import clock
from komship.lib.db import require_transaction


def spend_proof(user_id: int, *, purpose: str, address: str | None = None) -> None:
    """Use up a code this person typed rightly within the last ten minutes (`use_code`).

    Joins the caller's transaction, so that a deed that fails leaves the proof in place; one
    conditional UPDATE, so that one proof serves one deed. `address`, when given, must be where the
    code was sent. Raises NotProven.
    """
    require_transaction()
    now = clock.now()
    proofs = OneTimeCode.objects.filter(
        user_id=user_id, purpose=purpose, confirmed_at__gt=now - PROOF_LASTS, spent_at__isnull=True
    )
    if address is not None:
        proofs = proofs.filter(address=address)
    if not proofs.update(spent_at=now):
        raise NotProven
