from django.db import transaction

from komship.core.audit import Actor, record
from shipping.models import NoCodArea, NoCodImport


def withdraw_no_cod_list(import_id: int, *, actor: Actor) -> int:
    """Take back the areas a published list brought; returns how many. Areas of other lists stay."""
    with transaction.atomic():
        work = NoCodImport.objects.select_for_update().filter(pk=import_id).first()
        if work is None:
            return 0
        count, _ = NoCodArea.objects.filter(source=work).delete()
        if count:
            record("no_cod.withdrawn", work, actor=actor, change=({"areas": count}, {"areas": 0}))
    return count
