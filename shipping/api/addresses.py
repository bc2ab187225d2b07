"""Pickup addresses are written here, because regions are shipping's; reading them is accounts'."""

from dataclasses import replace
from typing import Any

from rest_framework import serializers

from accounts.api.seller_endpoint import SellerEndpoint
from accounts.services import Region, WarehouseInput, save_warehouse
from accounts.states import Right
from komship.api.envelope import Answer
from komship.api.fields import BlankAsNone
from komship.lib.errors import InvalidInput
from shipping.api.vocabulary import ADDRESS_INPUTS
from shipping.errors import DestinationNotFound
from shipping.selectors.destinations import destination_by_zip, destination_detail
from shipping.services._region import region_of

_NOT_CHOSEN = ("undefined", "null", "-")


class AddressInput(serializers.Serializer[Any]):
    address_name = serializers.CharField(max_length=200)
    address_detail = serializers.CharField(max_length=1_000)
    pic = serializers.CharField(max_length=200)
    phone = serializers.CharField(max_length=40)
    zip_code = BlankAsNone(max_length=10)
    destination_id = BlankAsNone(max_length=20)
    is_default = serializers.BooleanField(required=False, default=False)


class AddressStore(SellerEndpoint):
    """Add an address. Every refusal comes under HTTP 200 with code 400: the client looks there."""

    input = AddressInput
    right = Right.WAREHOUSE_MANAGE
    message = "Address stored successfully"

    def perform(self, **values: Any) -> None:
        region = chosen_region(values)
        if region is None:
            raise DestinationNotFound
        save_address(self, values, region)

    def _refusal(self, error: Exception) -> Answer:
        answer = super()._refusal(error)
        return replace(answer, http_status=200) if answer.http_status == 400 else answer


class AddressUpdate(SellerEndpoint):
    """Change an address; without a region it keeps the one it has."""

    input = AddressInput
    right = Right.WAREHOUSE_MANAGE
    message = "Address updated successfully"

    def perform(self, *, address_id: int, **values: Any) -> None:
        save_address(self, values, chosen_region(values), warehouse_id=address_id)


def save_address(
    endpoint: SellerEndpoint,
    values: dict[str, Any],
    region: Region | None,
    *,
    warehouse_id: int | None = None,
) -> None:
    data = WarehouseInput(
        name=values["address_name"],
        contact_name=values["pic"],
        contact_phone=values["phone"],
        address_line=values["address_detail"],
        region=region,
        is_default=values["is_default"],
    )
    try:
        save_warehouse(
            data, partner_id=endpoint.access.partner_id, warehouse_id=warehouse_id, actor=endpoint.actor
        )
    except InvalidInput as refused:
        fields = {ADDRESS_INPUTS.get(name, name): texts for name, texts in refused.fields.items()}
        raise InvalidInput(refused.message, fields=fields) from refused


def chosen_region(values: dict[str, Any]) -> Region | None:
    """The place by its id, else by zip; None when the client names neither. Raises DestinationNotFound."""
    chosen, zip_code = (
        None if text in _NOT_CHOSEN else text for text in (values["destination_id"], values["zip_code"])
    )
    if chosen is not None:
        row = destination_detail(int(chosen)) if chosen.isascii() and chosen.isdigit() else None
        if row is None:
            raise DestinationNotFound
        return region_of(row)
    return region_of(destination_by_zip(zip_code)) if zip_code is not None else None
