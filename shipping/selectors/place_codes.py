from collections.abc import Iterable

from shipping.carriers.registry import is_sandboxed
from shipping.models import CarrierPlaceCode, Destination

# JNE's codes are the destination's own columns; pickup addresses and orders carry copies of them.
HOME = "jne"

PlaceKey = tuple[str, int]


def place_codes(carriers: Iterable[str], place_ids: Iterable[int]) -> dict[PlaceKey, str]:
    """Codes of places at carriers with lists of their own, by carrier and place. One query, or none."""
    names = {name for name in carriers if name != HOME}
    if not names:
        return {}
    rows = CarrierPlaceCode.objects.filter(carrier__in=names, destination_id__in=set(place_ids))
    # Codes made up for the sandbox are no places of the carrier itself.
    rows = rows.exclude(is_made_up=True, carrier__in=[name for name in names if not is_sandboxed(name)])
    columns = rows.values_list("carrier", "destination_id", "code")
    return {(carrier, place): code for carrier, place, code in columns}


def route_codes(
    carrier: str,
    codes: dict[PlaceKey, str],
    *,
    origin: tuple[int, str],
    destination: Destination,
) -> tuple[str, str]:
    """What a carrier calls origin and destination; empty for a place it has no code of.

    `origin` is the place of the pickup address and JNE's code of it.
    """
    place_id, home_code = origin
    if carrier == HOME:
        return home_code, destination.tariff_code
    return codes.get((carrier, place_id), ""), codes.get((carrier, destination.pk), "")
