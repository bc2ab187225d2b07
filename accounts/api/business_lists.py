"""What a business profile can be filled with."""

from typing import Any

from rest_framework import serializers

from accounts.api.seller_endpoint import SignedInEndpoint
from accounts.business import SECTORS, TYPES
from accounts.ports import find_cities
from komship.api.pagination import Page, page_object


class SectorList(SignedInEndpoint):
    """Clients post junk; it is ignored."""

    def perform(self) -> list[dict[str, Any]]:
        return [{"id": number, "partner_category_name": str(name)} for number, name in SECTORS.items()]


class BusinessTypeList(SignedInEndpoint):
    def perform(self) -> dict[str, Any]:
        rows = [{"id": number, "name": str(name)} for number, name in TYPES.items()]
        page = Page(number=1, size=50)
        return page_object(
            rows, page, total=len(rows), path=self.request.build_absolute_uri(self.request.path)
        )


class CityInput(serializers.Serializer[Any]):
    search = serializers.CharField(required=False, allow_blank=True, max_length=100, default="")


class CityList(SignedInEndpoint):
    """Cities for the business profile; `values` is what the profile stores and shows."""

    input = CityInput

    def perform(self, *, search: str) -> list[dict[str, str]]:
        return [{"city_code": city.code, "values": city.text} for city in find_cities(search)]
