from zlib import crc32

from shipping.carriers.registry import is_sandboxed
from shipping.models import CarrierPlaceCode, Destination
from shipping.services.import_place_codes import save_place_codes

CARRIER = "shipper"


def seed_sandbox_places() -> int:
    """Made-up area ids for places JNE has a code of, while the sandbox is Shipper; returns how many.

    Derived from the names: the same in every installation, marked as made up, and never sent to the
    real Shipper, whose ids come by `import_courier_codes --carrier shipper`. The first four digits
    stand for the city, so that the sandbox can tell near from far.
    """
    if not is_sandboxed(CARRIER):
        return 0
    told = CarrierPlaceCode.objects.filter(carrier=CARRIER, is_made_up=False).values("destination_id")
    places = Destination.objects.exclude(tariff_code="").exclude(pk__in=told).defer("search")
    codes = [(place.pk, made_up_area_id(place)) for place in places.iterator()]
    save_place_codes(CARRIER, codes, is_made_up=True)
    return len(codes)


def made_up_area_id(place: Destination) -> str:
    """Nine digits: four of the city, five of the place in it."""
    city = 1000 + crc32(place.city.upper().encode()) % 9000
    within = crc32(f"{place.village}|{place.district}|{place.postal_code}".upper().encode()) % 100_000
    return f"{city}{within:05d}"
