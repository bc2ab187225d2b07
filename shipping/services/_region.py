from accounts.services import Region
from shipping.models import Destination


def region_of(place: Destination) -> Region:
    """A place as it is copied into a pickup address."""
    return Region(
        destination_ref=place.pk,
        village=place.village,
        district=place.district,
        city=place.city,
        province=place.province,
        postal_code=place.postal_code,
        origin_code=place.origin_code,
    )
