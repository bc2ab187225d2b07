from django.db import transaction

from komship.core.audit import Actor, record
from komship.lib import clock
from shipping.errors import NothingToPublish
from shipping.models import NoCodArea, NoCodImport

AT_ONCE = 2_000


def publish_no_cod(user_id: int, *, actor: Actor) -> int:
    """Let the lists this person has uploaded count from now on; returns how many areas are new.

    Areas that are there already stay as they are. Locks the lists, so that pressing twice publishes
    once. Raises NothingToPublish.
    """
    with transaction.atomic():
        waiting = list(
            NoCodImport.objects.select_for_update()
            .filter(user=user_id, stage=NoCodImport.Stage.WAITING)
            .order_by("pk")
        )
        if not waiting:
            raise NothingToPublish
        return sum(_publish(work, actor) for work in waiting)


def _publish(work: NoCodImport, actor: Actor) -> int:
    NoCodArea.objects.bulk_create(
        [
            NoCodArea(destination_id=place, courier_id=courier_id, source=work)
            for place, courier_id in work.rows
        ],
        batch_size=AT_ONCE,
        ignore_conflicts=True,
    )
    work.added = NoCodArea.objects.filter(source=work).count()
    work.stage, work.rows, work.published_at = NoCodImport.Stage.PUBLISHED, [], clock.now()
    work.save(update_fields=["added", "stage", "rows", "published_at"])
    record(
        "no_cod.published", work, actor=actor, change=(None, {"file": work.file_name, "added": work.added})
    )
    return work.added
