"""Store an order from a cart."""

from typing import Any, ClassVar

from rest_framework import serializers

from accounts.api.seller_endpoint import SellerEndpoint
from accounts.states import Right
from komship.api.fields import BlankAsNone, IdField, IdListField, RupiahField
from komship.lib import clock
from komship.lib.clock import wib_text
from orders.api.vocabulary import MethodField
from orders.models import Order
from orders.rules import Wishes
from orders.services._names import sales_admin_missing
from orders.services._new_order import BankTag, NewOrder, Recipient
from orders.services.place_order import place_order

NEGATIVE_BALANCE = "Please Topup to continue your store Order."
BALANCE_TOO_LOW = "Sorry, your balance is not enough to make a postage payment"
OUT_OF_STOCK = "Sorry, there is not enough stock to continue the order"
NO_COD_HERE = "destination address is not available for COD payment method"
ADDRESS_INCOMPLETE = "Please Complete Your Address."
# Clients open a dialog of its own for each of these, after storing and after editing.
STORE_REFUSALS = {
    "negative_balance": NEGATIVE_BALANCE,
    "balance_too_low": BALANCE_TOO_LOW,
    "out_of_stock": OUT_OF_STOCK,
    "no_cod_here": NO_COD_HERE,
    "warehouse_incomplete": ADDRESS_INCOMPLETE,
}


class OrderInput(serializers.Serializer[Any]):
    """What decides an order. Amounts are read only where the seller may decide them; all others
    are computed by the server."""

    date = serializers.DateField(required=False, allow_null=True)
    customer_id = IdField(required=False, allow_null=True)
    customer_name = serializers.CharField(max_length=200)
    customer_phone = serializers.CharField(max_length=30)
    detail_address = serializers.CharField(max_length=1000)
    is_whatsapp = serializers.IntegerField(required=False, allow_null=True, min_value=0, max_value=1)
    partner_address_id = IdField(required=False, allow_null=True, default=None)
    shipping = serializers.CharField(max_length=30)
    shipping_type = serializers.CharField(max_length=20)
    payment_method = MethodField()
    bank = BlankAsNone(max_length=60)
    bank_account_name = BlankAsNone(max_length=60)
    bank_account_no = BlankAsNone(max_length=40)
    discount = RupiahField(required=False, allow_null=True, default=0)
    additional_cost = RupiahField(required=False, allow_null=True, default=0)
    aditional_cost = RupiahField(required=False, allow_null=True, default=0)
    grandtotal = RupiahField(required=False, allow_null=True)
    custom_label_id = IdField(required=False, allow_null=True)
    tracking_sales_id = IdField(required=False, allow_null=True, default=None)
    order_notes = BlankAsNone(max_length=200)
    cart = IdListField()


class PlaceOrderInput(OrderInput):
    customer_destination_id = IdField()


class OrderFormEndpoint(SellerEndpoint):
    """What storing and editing share: the refusals clients know, and the order as they spell it.

    The amounts must be those of the quote: a `grandtotal` is taken over only from sellers whose
    quick input is switched on, because it decides what the courier collects."""

    must_name_seller: ClassVar[bool] = False
    error_texts = STORE_REFUSALS

    def present(self, order: Order) -> Any:
        return {
            "order_id": order.pk,
            "order_no": order.number,
            "order_date": wib_text(order.created_at),
            "customer_name": order.recipient_name,
        }

    def new_order(self, data: dict[str, Any]) -> NewOrder:
        may_set_total = self.access.partner.settings.allows_total_edit
        return NewOrder(
            partner_id=self.access.partner_id,
            actor=self.actor,
            user_id=self.access.user_id,
            cart_line_ids=tuple(data["cart"]),
            warehouse_id=data["partner_address_id"] or None,
            recipient=Recipient(
                name=data["customer_name"],
                phone=data["customer_phone"],
                address_line=data["detail_address"],
                destination_id=data["customer_destination_id"],
                customer_id=data.get("customer_id"),
                has_whatsapp=bool(data.get("is_whatsapp")),
            ),
            courier_name=data["shipping"].strip().upper(),
            service_code=data["shipping_type"].strip(),
            wishes=Wishes(
                method=data["payment_method"],
                discount_rp=data["discount"] or 0,
                additional_rp=data["additional_cost"] or data["aditional_cost"] or 0,
                wanted_total_rp=data.get("grandtotal") if may_set_total else None,
            ),
            ordered_on=data.get("date") or clock.today(),
            bank=BankTag(
                name=data["bank"] or "",
                account_holder=data["bank_account_name"] or "",
                account_number=data["bank_account_no"] or "",
            ),
            sender_id=data.get("custom_label_id"),
            sales_admin_id=self._sales_admin(data["tracking_sales_id"]),
            note=data["order_notes"] or "",
            request_key=self.idempotency_key,
            expected_total_rp=None if may_set_total else data.get("grandtotal"),
        )

    def _sales_admin(self, chosen: int | None) -> int | None:
        if self.must_name_seller and self.access.partner.settings.tracking_sales and not chosen:
            raise sales_admin_missing()
        return chosen


class PlaceOrderV3(OrderFormEndpoint):
    input = PlaceOrderInput
    message = "Order stored successfully"
    right = Right.ORDER_CREATE
    must_name_seller = True
    key_reaches_service = True

    def perform(self, **data: Any) -> Any:
        return self.present(place_order(self.new_order(data)))


class PlaceOrderV1(PlaceOrderV3):
    """The Android client leaves out the pickup address and gives a bank of nothing as `null`.

    It has no field for who closed the sale, so it is not asked for it.
    """

    must_name_seller = False
