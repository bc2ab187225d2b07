from typing import Any

from accounts.api.seller_endpoint import SellerEndpoint
from accounts.api.vocabulary import WAREHOUSE_TYPE
from accounts.errors import WarehouseInUse, WarehouseIsDefault
from accounts.models import Warehouse
from accounts.selectors.warehouses import warehouse_detail, warehouse_list
from accounts.services import delete_warehouse
from accounts.states import Right
from komship.api.envelope import Answer
from komship.lib.phone import local_phone


class AddressListV1(SellerEndpoint):
    """The partner's own pickup addresses."""

    open_to_keys = True

    def perform(self) -> list[dict[str, Any]]:
        return [address_record(row) for row in warehouse_list(self.access.partner_id, own_only=True)]


class AddressListV2(SellerEndpoint):
    """Own and rented addresses, for the order form of 2022."""

    open_to_keys = True
    partner_in_query = True

    def perform(self) -> list[dict[str, Any]]:
        return [
            {**option_record(row), "address_id": row.pk, "address_name": row.name}
            for row in warehouse_list(self.access.partner_id)
        ]


class AddressListV3(SellerEndpoint):
    """Own and rented addresses, for the order form."""

    open_to_keys = True
    partner_in_query = True

    def perform(self) -> list[dict[str, Any]]:
        return [option_record(row) for row in warehouse_list(self.access.partner_id)]


class AddressDetail(SellerEndpoint):
    open_to_keys = True

    def perform(self, *, address_id: int) -> dict[str, Any]:
        return address_record(warehouse_detail(self.access.partner_id, address_id))


class AddressDelete(SellerEndpoint):
    """Refusals a seller can do something about come under HTTP 200: the client opens a dialog on them."""

    right = Right.WAREHOUSE_MANAGE
    message = "Address deleted successfully."

    def perform(self, *, address_id: int) -> Answer | None:
        try:
            delete_warehouse(address_id, partner_id=self.access.partner_id, actor=self.actor)
        except (WarehouseIsDefault, WarehouseInUse) as refused:
            return Answer(status="failed", code=400, message=refused.message)
        return None


def address_record(row: Warehouse) -> dict[str, Any]:
    return {
        "address_id": row.pk,
        "address_name": row.name,
        "zip_code": int(row.postal_code) if row.postal_code.isdecimal() else 0,
        "address_detail": row.address_line,
        "pic": row.contact_name,
        "phone": local_phone(row.contact_phone),
        "is_default": int(row.is_default),
        # 0 tells the client that the region must be chosen again.
        "destination_id": row.destination_ref,
        "origin_code": row.origin_code,
        "warehouse_type": WAREHOUSE_TYPE[row.kind],
    }


def option_record(row: Warehouse) -> dict[str, Any]:
    return {
        "warehouse_id": row.pk,
        "warehouse_name": row.name,
        "warehouse_type": WAREHOUSE_TYPE[row.kind],
        "is_default": int(row.is_default),
    }
