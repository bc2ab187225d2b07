from django.db import transaction

from komship.core.audit import Actor, record
from shipping.errors import NoCodAreaNotFound
from shipping.models import Destination, NoCodArea


def remove_no_cod(postal_code: str, *, actor: Actor) -> int:
    """Let couriers collect cash again at every place of a zip; returns how many places those are.

    A courier's code that covers the zip and others is taken apart: its other places keep their ban.
    Raises NoCodAreaNotFound.
    """
    if not (postal_code.isascii() and postal_code.isdigit()):
        raise NoCodAreaNotFound
    with transaction.atomic():
        places = list(Destination.objects.filter(postal_code=postal_code))
        codes = {place.tariff_code for place in places} - {""}
        whole = list(NoCodArea.objects.select_for_update().filter(tariff_code__in=codes))
        single = NoCodArea.objects.filter(destination__in=places)
        if not whole and not single.exists():
            raise NoCodAreaNotFound
        single.delete()
        for area in whole:
            _take_apart(area, postal_code)
        record("no_cod.removed", f"shipping.nocodarea:zip {postal_code}", actor=actor)
    return len(places)


def _take_apart(area: NoCodArea, postal_code: str) -> None:
    others = Destination.objects.filter(tariff_code=area.tariff_code).exclude(postal_code=postal_code)
    NoCodArea.objects.bulk_create(
        [
            NoCodArea(destination_id=pk, courier_id=area.courier_id, source_id=area.source_id)
            for pk in others.values_list("pk", flat=True)
        ],
        ignore_conflicts=True,
    )
    area.delete()
