from django.db import transaction
from django.utils.translation import gettext as _

from finance.errors import ResolutionRefused
from finance.models import CodDifference
from finance.services._difference import (
    audit_difference,
    clean_reason,
    closing_lines,
    forget_line,
    lock_difference,
    post_difference,
    require_resolvable,
)
from finance.services._signature import person
from finance.services._transition import move_difference
from finance.states import DifferenceStatus, Resolution
from komship.core.audit import Actor
from komship.lib.errors import StaleState

# The others need more than one person, or a parcel.
ALONE = (Resolution.PAID_LATER, Resolution.FEE_ACCEPTED, Resolution.IGNORED)


def resolve_difference(
    difference_id: int, resolution: Resolution, *, actor: Actor, reason: str
) -> CodDifference:
    """End a difference: the courier has paid it, its fee is accepted, or the line was wrong.

    Posts one entry, once; `reason` names the proof (the bank's reference of a later payment). Locks the
    courier, then the difference. Audited. Raises PersonNeeded, NotFound, InvalidInput, ResolutionRefused,
    StaleState when it has ended before or is to be written off.
    """
    user_id = person(actor)
    reason = clean_reason(reason)
    if resolution not in ALONE:
        raise ResolutionRefused(_("Penyelesaian ini punya langkah sendiri."))
    with transaction.atomic():
        difference = lock_difference(difference_id)
        if difference.status != DifferenceStatus.OPEN:
            raise StaleState(_("Selisih ini sudah diselesaikan, atau diusulkan untuk dihapus buku."))
        require_resolvable(difference, resolution)
        lines = closing_lines(difference, resolution)
        if resolution == Resolution.IGNORED:
            forget_line(difference)
        entry = post_difference(difference, lines, actor=actor, memo=reason)
        move_difference(
            difference,
            DifferenceStatus.RESOLVED,
            resolution=resolution,
            reason=reason,
            resolved_by_id=user_id,
            entry=entry,
        )
        audit_difference("resolved", difference, actor=actor, reason=reason)
        return difference
