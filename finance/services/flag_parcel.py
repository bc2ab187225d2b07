from finance.models import ParcelMoney
from komship.lib.db import require_transaction


def flag_parcel(reference: str, *, is_problem: bool) -> None:
    """Mark pending money as endangered or clear it; an unknown parcel is nothing to us.

    Runs in the caller's transaction. Only parcels under way count, so the flag may come before
    or after a move.
    """
    require_transaction()
    ParcelMoney.objects.filter(reference=reference).exclude(is_problem=is_problem).update(
        is_problem=is_problem
    )
