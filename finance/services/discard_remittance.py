from django.db import transaction

from finance.models import CodDifference, Remittance
from finance.services._remittance import audit_remittance, lock_remittance
from finance.services._transition import move_remittance
from finance.states import RemittanceStatus
from komship.core.audit import Actor


def discard_remittance(remittance_id: int, *, actor: Actor) -> Remittance:
    """Throw a statement away that is not booked: its lines and open differences go, the file stays.

    Its number and its file may come again. Locks the courier, then the statement. Audited. Raises
    NotFound, StaleState once it is booked.
    """
    with transaction.atomic():
        remittance = lock_remittance(remittance_id)
        move_remittance(remittance, RemittanceStatus.DISCARDED)
        # A missing parcel that was decided about stays decided, whatever found it missing.
        CodDifference.objects.filter(remittance=remittance, entry=None, resolved_at=None).delete()
        remittance.lines.all().delete()
        audit_remittance("discarded", remittance, actor=actor)
        return remittance
