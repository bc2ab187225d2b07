"""The edit screen's data, and the edit."""

from typing import Any

from rest_framework.fields import empty

from accounts.api.seller_endpoint import SellerEndpoint
from accounts.states import Right
from komship.api.fields import BlankAsNone, IdField
from komship.lib.phone import local_phone
from orders.api.place_order import OrderFormEndpoint, OrderInput
from orders.api.present import Presenter
from orders.api.vocabulary import METHOD_WORDS
from orders.models import Order
from orders.selectors.detail import editable_order
from orders.services.edit_order import OrderEdit, edit_order


class EditForm(SellerEndpoint):
    """What the edit screen starts from. Clients find the destination again by searching
    `destination_name` and taking the first row, and the courier by its old price."""

    right = Right.ORDER_EDIT

    def perform(self, *, order_id: int) -> dict[str, Any]:
        order = editable_order(self.access.partner_id, order_id=order_id)
        presenter = Presenter(self.request)
        return {
            "order_id": order.pk,
            "is_mass_order": 0,
            "order_no": order.number,
            "date": order.ordered_on.isoformat(),
            "customer_id": order.customer_id,
            "customer_name": order.recipient_name,
            "customer_phone": local_phone(order.recipient_phone),
            "customer_address": order.address_line,
            "destination_id": order.destination_id,
            "destination_name": _search_for(order),
            "payment_method": METHOD_WORDS[order.payment_method],
            "bank": order.bank_name or "0",
            "bank_account_no": order.bank_account_number or "0",
            "bank_account_name": order.bank_account_holder or "0",
            "shipping": order.courier_name,
            "shipping_type": order.service_code,
            "shipping_cost": order.shipping_rp,
            "shipment_image_path": presenter.picture(order.service.courier.image_path),
            "partner_address_id": order.warehouse_id,
            "custom_label_id": order.sender_id or 0,
            "discount": order.discount_rp,
            "additional_cost": order.additional_rp,
            "grandtotal": order.total_rp,
            "old_grandtotal": order.computed_total_rp,
            "order_notes": order.note,
            "product": [
                {
                    "product_id": line.product_id,
                    "product_name": line.product_name,
                    "product_variant_id": line.option_ref or 0,
                    "variant_name": line.variant_name,
                    "price": line.price_rp,
                    "qty": line.quantity,
                }
                for line in order.lines.all()
            ],
        }


def _search_for(order: Order) -> str:
    """The zip first: a search reads only so many words, and the zip tells namesakes apart."""
    parts = (order.postal_code, order.village, order.district, order.city)
    return " ".join(part for part in parts if part)


class EditOrderInput(OrderInput):
    """As a new order, with the destination under its other name. What clients of the edit screen do
    not know stays as it is; `order_details` repeats the cart and is ignored."""

    receiver_destination = IdField()
    order_notes = BlankAsNone(max_length=200, default=empty)
    custom_label_id = IdField(required=False, allow_null=True)
    tracking_sales_id = IdField(required=False, allow_null=True)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        attrs["customer_destination_id"] = attrs.pop("receiver_destination")
        return attrs


class UpdateOrderDetail(OrderFormEndpoint):
    """The cart named in `cart` replaces the order's articles; the server prices them anew."""

    input = EditOrderInput
    message = "order updated successfully."
    right = Right.ORDER_EDIT

    def perform(self, *, order_id: int, **data: Any) -> Any:
        known = editable_order(self.access.partner_id, order_id=order_id)
        new = self.new_order(data | _not_sent(data, known))
        return self.present(edit_order(OrderEdit(order_id=order_id, new=new, seen_edits=known.edits)))


_MAY_BE_TAKEN_AWAY = ("order_notes", "custom_label_id", "tracking_sales_id")


def _not_sent(data: dict[str, Any], known: Order) -> dict[str, Any]:
    """What stays as it is: a value sent as null is taken away only where an order can do without."""
    kept = {
        "date": known.ordered_on,
        "partner_address_id": known.warehouse_id,
        "order_notes": known.note,
        "custom_label_id": known.sender_id,
        "tracking_sales_id": known.sales_admin_id,
    }
    return {
        name: value
        for name, value in kept.items()
        if data.get(name) is None and not (name in data and name in _MAY_BE_TAKEN_AWAY)
    }
