from typing import Any

from rest_framework import serializers
from rest_framework.request import Request

from accounts.api.seller_endpoint import SellerEndpoint
from komship.api.endpoint import Endpoint
from komship.api.envelope import Answer
from komship.api.fields import IdField
from komship.api.pagination import Page, page_object
from komship.api.throttling import PerAddress
from shipping.api.vocabulary import destination_record
from shipping.selectors.destinations import (
    destination_detail,
    destination_page,
    district_page,
    origin_list,
    province_names,
)

LONGEST_SEARCH = 200
PUBLIC_PAGE_SIZE = 20


class SearchInput(serializers.Serializer[Any]):
    search = serializers.CharField(required=False, allow_blank=True, default="", max_length=LONGEST_SEARCH)


class DestinationInput(SearchInput):
    page = serializers.IntegerField(required=False, default=1, min_value=1, max_value=100_000)


class DestinationInputV1(DestinationInput):
    destination_id = IdField(required=False, allow_null=True, default=None)


class PublicSearchInput(DestinationInput):
    is_no_subdist = serializers.BooleanField(required=False, default=False)


def found_page(
    request: Request, search: str, page: int, *, size: int | None = None, of_districts: bool = False
) -> dict[str, Any]:
    wanted = Page.of(page=page, size=size)
    find = district_page if of_districts else destination_page
    found = find(search, offset=wanted.offset, limit=wanted.size)
    rows = [destination_record(row) for row in found.rows]
    return page_object(rows, wanted, total=found.total, path=request.build_absolute_uri(request.path))


class DestinationListV1(SellerEndpoint):
    """Places that match what was typed, a page at a time; with `destination_id` that one, or null."""

    open_to_keys = True
    input = DestinationInputV1

    def perform(self, *, search: str, page: int, destination_id: int | None) -> Any:
        if not destination_id:
            return found_page(self.request, search, page)
        row = destination_detail(destination_id)
        return Answer(data=destination_record(row) if row else None)


class DestinationListV2(SellerEndpoint):
    open_to_keys = True
    input = DestinationInput

    def perform(self, *, search: str, page: int) -> dict[str, Any]:
        return found_page(self.request, search, page)


class PublicDestinationListV2(Endpoint):
    """The search of the public site, for anybody."""

    authentication_classes = ()
    permission_classes = ()
    throttle_classes = (PerAddress,)
    input = DestinationInput

    def perform(self, *, search: str, page: int) -> dict[str, Any]:
        return found_page(self.request, search, page, size=PUBLIC_PAGE_SIZE)


class PublicDestinationListV3(PublicDestinationListV2):
    """`is_no_subdist` merges the places of a district into one without a village."""

    input = PublicSearchInput

    def perform(self, *, search: str, page: int, is_no_subdist: bool = False) -> dict[str, Any]:
        if not is_no_subdist:
            return super().perform(search=search, page=page)
        found = found_page(self.request, search, page, size=PUBLIC_PAGE_SIZE, of_districts=True)
        return found | {"data": [_without_village(row) for row in found["data"]]}


def _without_village(row: dict[str, Any]) -> dict[str, Any]:
    label = f"{row['district_name']}, {row['city_name']}, {row['province_name']}"
    return row | {"subdistrict_name": "-", "zip_code": "", "label": label}


class OriginList(SellerEndpoint):
    """Codes of the places couriers collect from."""

    open_to_keys = True
    input = SearchInput

    def perform(self, *, search: str) -> list[dict[str, str]]:
        return [{"value": code, "label": f"{city} ({code})"} for code, city in origin_list(search)]


class ProvinceList(SellerEndpoint):
    open_to_keys = True

    def perform(self) -> list[dict[str, Any]]:
        return [{"id": number, "province_name": name} for number, name in enumerate(province_names(), 1)]
