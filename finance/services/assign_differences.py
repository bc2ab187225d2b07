from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from finance.models import CodDifference
from finance.services._difference import LONGEST_REASON, audit_difference
from finance.states import DifferenceStatus
from komship.core.audit import Actor
from komship.lib.errors import InvalidInput


def assign_differences(
    ids: Sequence[int], *, actor: Actor, user_id: int | None = None, note: str = ""
) -> int:
    """Say who finds out about open differences, and what is known so far; returns how many.

    None leaves them to nobody. A note replaces the one before, an empty one keeps it. Audited. Raises
    InvalidInput for somebody who is not of ops.
    """
    if user_id is not None and not User.objects.filter(pk=user_id, is_staff=True, is_active=True).exists():
        text = _("Pilih rekan tim ops.")
        raise InvalidInput(text, fields={"user": [text]})
    changes: dict[str, object] = {"assigned_to_id": user_id}
    if note.strip():
        changes["note"] = note.strip()[:LONGEST_REASON]
    with transaction.atomic():
        rows = CodDifference.objects.filter(pk__in=ids).exclude(status=DifferenceStatus.RESOLVED)
        found = list(rows.select_for_update(no_key=True).order_by("pk"))
        CodDifference.objects.filter(pk__in=[row.pk for row in found]).update(**changes)
        for row in found:
            audit_difference("assigned", row, actor=actor, reason=note.strip()[:LONGEST_REASON])
    return len(found)
