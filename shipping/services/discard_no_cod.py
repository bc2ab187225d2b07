from django.db import transaction

from komship.core.audit import Actor, record
from shipping.models import NoCodImport


def discard_no_cod(user_id: int, *, actor: Actor) -> int:
    """Throw away the lists this person has uploaded and not published; returns how many those were."""
    with transaction.atomic():
        waiting = NoCodImport.objects.filter(user=user_id, stage=NoCodImport.Stage.WAITING)
        count, _ = waiting.delete()
        if count:
            record("no_cod.discarded", f"shipping.nocodimport:user {user_id}", actor=actor)
    return count
