from django.db import transaction
from django.utils.translation import gettext as _

from finance.models import CodDifference
from finance.services._difference import audit_difference, lock_difference
from finance.services._transition import move_difference
from finance.states import DifferenceStatus
from komship.core.audit import Actor
from komship.lib.errors import StaleState


def refuse_write_off(difference_id: int, *, actor: Actor, reason: str = "") -> CodDifference:
    """Put a difference that was to be given up back into the queue; who proposed it may do so, too.

    Locks the courier, then the difference. Audited. Raises NotFound, StaleState.
    """
    with transaction.atomic():
        difference = lock_difference(difference_id)
        if difference.status != DifferenceStatus.PROPOSED:
            raise StaleState(_("Tidak ada usul hapus buku untuk selisih ini."))
        move_difference(difference, DifferenceStatus.OPEN, proposed_by_id=None, reason="")
        audit_difference("refused", difference, actor=actor, reason=reason)
        return difference
