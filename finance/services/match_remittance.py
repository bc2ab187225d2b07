from django.db import transaction
from django.utils.translation import gettext as _

from finance.models import Remittance
from finance.services._matching import classify
from finance.services._remittance import audit_remittance, lock_remittance
from finance.states import RemittanceStatus
from komship.core.audit import Actor
from komship.lib.errors import StaleState


def match_remittance(remittance_id: int, *, actor: Actor) -> Remittance:
    """Match a statement anew, because parcels were delivered or got their airway bill meanwhile.

    Who handles a difference and her note stay. Locks the courier, then the statement. Audited. Raises
    NotFound, StaleState before it is read and once it is booked.
    """
    with transaction.atomic():
        remittance = lock_remittance(remittance_id)
        if remittance.status != RemittanceStatus.READY:
            raise StaleState(_("Hanya laporan yang siap dibukukan bisa dicocokkan ulang."))
        classify(remittance)
        audit_remittance("matched", remittance, actor=actor)
        return remittance
