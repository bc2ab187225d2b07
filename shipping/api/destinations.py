from typing import Any

from rest_framework import serializers
from rest_framework.request import Request

from accounts.api.seller_endpoint import SellerEndpoint
from komship.api.envelope import Answer
from komship.api.fields import IdField
from komship.api.pagination import Page, page_object
from shipping.api.vocabulary import destination_record
from shipping.selectors.destinations import (
    destination_detail,
    destination_page,
    origin_list,
    province_names,
)

LONGEST_SEARCH = 200


class SearchInput(serializers.Serializer[Any]):
    search = serializers.CharField(required=False, allow_blank=True, default="", max_length=LONGEST_SEARCH)


class DestinationInput(SearchInput):
    page = serializers.IntegerField(required=False, default=1, min_value=1, max_value=100_000)


class DestinationInputV1(DestinationInput):
    destination_id = IdField(required=False, allow_null=True, default=None)


def found_page(request: Request, search: str, page: int) -> dict[str, Any]:
    wanted = Page.of(page=page, size=None)
    found = destination_page(search, offset=wanted.offset, limit=wanted.size)
    rows = [destination_record(row) for row in found.rows]
    return page_object(rows, wanted, total=found.total, path=request.build_absolute_uri(request.path))


class DestinationListV1(SellerEndpoint):
    """Places that match what was typed, a page at a time; with `destination_id` that one, or null."""

    input = DestinationInputV1

    def perform(self, *, search: str, page: int, destination_id: int | None) -> Any:
        if not destination_id:
            return found_page(self.request, search, page)
        row = destination_detail(destination_id)
        return Answer(data=destination_record(row) if row else None)


class DestinationListV2(SellerEndpoint):
    input = DestinationInput

    def perform(self, *, search: str, page: int) -> dict[str, Any]:
        return found_page(self.request, search, page)


class OriginList(SellerEndpoint):
    """Codes of the places couriers collect from."""

    input = SearchInput

    def perform(self, *, search: str) -> list[dict[str, str]]:
        return [{"value": code, "label": f"{city} ({code})"} for code, city in origin_list(search)]


class ProvinceList(SellerEndpoint):
    def perform(self) -> list[dict[str, Any]]:
        return [{"id": number, "province_name": name} for number, name in enumerate(province_names(), 1)]
