from collections.abc import Sequence

from django.db import transaction
from django.db.models import F

from komship.lib import clock
from shipping.models import LabelPrint, Shipment


def record_label_print(
    partner_id: int, references: Sequence[str], *, layout: str, user_id: int | None = None
) -> int:
    """Remember that these orders' labels were printed, by whom and how; returns how many.

    Parcels of other sellers and parcels without an airway bill are passed over. Opens its own
    transaction and locks the rows in order.
    """
    now = clock.now()
    with transaction.atomic():
        ids = list(
            Shipment.objects.for_partner(partner_id)
            .filter(reference__in=references, awb__isnull=False)
            .select_for_update(no_key=True)
            .order_by("pk")
            .values_list("pk", flat=True)
        )
        Shipment.objects.filter(pk__in=ids).update(
            label_prints=F("label_prints") + 1, label_printed_at=now, updated_at=now
        )
        LabelPrint.objects.bulk_create(
            LabelPrint(shipment_id=pk, printed_by_id=user_id, layout=layout, printed_at=now) for pk in ids
        )
    return len(ids)
