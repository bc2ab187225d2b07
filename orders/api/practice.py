"""The practice pages: the same forms, judged the same way, and nothing of it stored."""

from typing import Any

from rest_framework import serializers

from accounts.api.seller_endpoint import SellerEndpoint
from accounts.states import Right
from komship.api.fields import IdListField
from komship.lib import clock
from komship.lib.clock import wib_text
from orders.api.request_pickup import PickupInput
from orders.api.vocabulary import MethodField
from orders.services._new_order import Recipient
from orders.services.practise_order import practise_order
from orders.services.practise_pickup import practise_pickup
from orders.services.request_pickup import PickupSlot

PRACTICE_NUMBER = "LATIHAN"


class PracticeOrderInput(serializers.Serializer[Any]):
    customer_name = serializers.CharField(max_length=200)
    customer_phone = serializers.CharField(max_length=30)
    detail_address = serializers.CharField(max_length=1000)
    payment_method = MethodField(required=False)
    cart = IdListField()


class StorePracticeOrder(SellerEndpoint):
    input = PracticeOrderInput
    message = "Order stored successfully"
    right = Right.ORDER_CREATE

    def perform(self, **data: Any) -> dict[str, Any]:
        recipient = Recipient(
            name=data["customer_name"],
            phone=data["customer_phone"],
            address_line=data["detail_address"],
            destination_id=0,
        )
        stored = practise_order(self.access.partner, recipient, data["cart"], actor=self.actor)
        return {
            "order_id": 0,
            "order_no": PRACTICE_NUMBER,
            "order_date": wib_text(clock.now()),
            "customer_name": stored.name,
        }


class PracticePickupInput(PickupInput):
    """Practice orders have no numbers, so none has to be named."""

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        attrs["orders"] = attrs.get("order") or attrs.get("orders") or [0]
        return {"slot": super().validate(attrs)["slot"]}


class StorePracticePickup(SellerEndpoint):
    input = PracticePickupInput
    message = "Order stored successfully"
    right = Right.PICKUP_SUBMIT

    def perform(self, *, slot: PickupSlot) -> None:
        practise_pickup(self.access.partner, slot, actor=self.actor)
