"""People who close sales, for clients "tracking sales"."""

from typing import Any

from rest_framework import serializers

from accounts.api.seller_endpoint import SellerEndpoint
from accounts.selectors.people import sales_admins
from accounts.services.delete_sales_admin import delete_sales_admin
from accounts.services.save_sales_admin import save_sales_admin
from accounts.states import Right
from komship.lib.clock import wib_text


class SalesAdminList(SellerEndpoint):
    open_to_keys = True
    message = "Successfully get list tracking sales"

    def perform(self) -> list[dict[str, Any]]:
        return [
            {
                "id": row.pk,
                "partner_id": row.partner_id,
                "name": row.name,
                "created_at": wib_text(row.created_at),
                "updated_at": wib_text(row.updated_at),
            }
            for row in sales_admins(self.access.partner_id)
        ]


class SalesAdminInput(serializers.Serializer[Any]):
    name = serializers.CharField(max_length=200)


class SalesAdminStore(SellerEndpoint):
    input = SalesAdminInput
    right = Right.SETTING_PROFILE
    message = "Successfully Store Tracking Sales!"

    def perform(self, *, name: str) -> None:
        save_sales_admin(name, partner_id=self.access.partner_id, actor=self.actor)


class SalesAdminUpdate(SellerEndpoint):
    input = SalesAdminInput
    right = Right.SETTING_PROFILE
    message = "Successfully Update Tracking Sales!"

    def perform(self, *, sales_admin_id: int, name: str) -> None:
        save_sales_admin(
            name, partner_id=self.access.partner_id, sales_admin_id=sales_admin_id, actor=self.actor
        )


class SalesAdminDelete(SellerEndpoint):
    right = Right.SETTING_PROFILE
    message = "Successfully Delete Tracking Sales!"

    def perform(self, *, sales_admin_id: int) -> None:
        delete_sales_admin(sales_admin_id, partner_id=self.access.partner_id, actor=self.actor)
