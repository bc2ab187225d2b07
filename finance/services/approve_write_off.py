from django.db import transaction
from django.utils.translation import gettext as _

from finance.models import CodDifference
from finance.services._difference import (
    audit_difference,
    closing_lines,
    lock_difference,
    post_difference,
)
from finance.services._signature import second_person
from finance.services._transition import move_difference
from finance.states import DifferenceStatus, Resolution
from komship.core.audit import Actor
from komship.lib.errors import StaleState


def approve_write_off(difference_id: int, *, actor: Actor) -> CodDifference:
    """A second person agrees that a difference is given up: the entry is posted, once.

    Locks the courier, then the difference. Audited. Raises NotFound, SecondPersonNeeded, StaleState.
    """
    refusal = _("Usulan ini kamu buat sendiri. Minta rekan lain memutuskannya.")
    with transaction.atomic():
        difference = lock_difference(difference_id)
        if difference.status != DifferenceStatus.PROPOSED:
            raise StaleState(_("Tidak ada usul hapus buku untuk selisih ini."))
        user_id = second_person(actor, first_id=difference.proposed_by_id, refusal=refusal)
        lines = closing_lines(difference, Resolution.WRITTEN_OFF)
        entry = post_difference(difference, lines, actor=actor, memo=difference.reason)
        move_difference(
            difference,
            DifferenceStatus.RESOLVED,
            resolution=Resolution.WRITTEN_OFF,
            resolved_by_id=user_id,
            entry=entry,
        )
        audit_difference("written_off", difference, actor=actor, reason=difference.reason)
        return difference
