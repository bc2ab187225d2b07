from django.db import transaction
from django.utils.translation import gettext as _

from finance.models import CodDifference
from finance.services._difference import (
    audit_difference,
    clean_reason,
    lock_difference,
    require_resolvable,
)
from finance.services._signature import person
from finance.services._transition import move_difference
from finance.states import DifferenceStatus, Resolution
from komship.core.audit import Actor
from komship.lib.errors import StaleState


def propose_write_off(difference_id: int, *, actor: Actor, reason: str) -> CodDifference:
    """Give a difference up, if a second person agrees; nothing moves before.

    Locks the courier, then the difference. Audited. Raises PersonNeeded, NotFound, InvalidInput,
    ResolutionRefused, StaleState.
    """
    user_id = person(actor)
    reason = clean_reason(reason)
    with transaction.atomic():
        difference = lock_difference(difference_id)
        if difference.status != DifferenceStatus.OPEN:
            raise StaleState(_("Selisih ini sudah diselesaikan, atau diusulkan untuk dihapus buku."))
        require_resolvable(difference, Resolution.WRITTEN_OFF)
        move_difference(difference, DifferenceStatus.PROPOSED, proposed_by_id=user_id, reason=reason)
        audit_difference("proposed", difference, actor=actor, reason=reason)
        return difference
