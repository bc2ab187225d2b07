"""Places without COD, as operators look at them."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from shipping.models import Destination, NoCodArea, NoCodImport


@dataclass(frozen=True)
class PlaceFilter:
    """Parts of names and of the zip, in any letter case; blank means all."""

    district: str = ""
    city: str = ""
    postal_code: str = ""


def places_without_cod(wanted: PlaceFilter) -> QuerySet[Destination]:
    """Places at which some courier, or all of them, collect no cash; by name."""
    banned = NoCodArea.objects.covering(OuterRef("pk"), OuterRef("tariff_code"))
    rows = Destination.objects.filter(Exists(banned)).defer("search")
    if wanted.district:
        rows = rows.filter(district__icontains=wanted.district)
    if wanted.city:
        rows = rows.filter(city__icontains=wanted.city)
    if wanted.postal_code:
        rows = rows.filter(postal_code__contains=wanted.postal_code)
    return rows.order_by("province", "city", "district", "village", "pk")


def waiting_lists(user_id: int) -> QuerySet[NoCodImport]:
    """Lists this person has uploaded and neither published nor discarded, without their rows."""
    rows = NoCodImport.objects.filter(user=user_id, stage=NoCodImport.Stage.WAITING)
    return rows.defer("rows").order_by("pk")
