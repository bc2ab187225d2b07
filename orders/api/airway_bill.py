"""An airway bill typed by hand."""

from typing import Any

from rest_framework import serializers

from accounts.api.seller_endpoint import SellerEndpoint
from accounts.states import Right
from orders.services.set_airway_bill import set_airway_bill


class AirwayBillInput(serializers.Serializer[Any]):
    airway_bill = serializers.CharField(max_length=40)


class UpdateAirwayBill(SellerEndpoint):
    input = AirwayBillInput
    message = "order updated successfully."
    right = Right.ORDER_EDIT

    def perform(self, *, order_id: int, airway_bill: str) -> None:
        set_airway_bill(self.access.partner_id, order_id, airway_bill, actor=self.actor)
