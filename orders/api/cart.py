"""The cart of the order form."""

from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from accounts.api.seller_endpoint import SellerEndpoint
from accounts.states import Right
from komship.api.envelope import Answer
from komship.api.fields import IdField, IdListField
from komship.lib.errors import NotFound
from orders.api.present import Presenter
from orders.errors import UnknownVariant
from orders.selectors.cart import CartRow, cart_rows
from orders.services._cart_items import CartItem
from orders.services.add_to_cart import add_to_cart
from orders.services.change_cart_line import change_cart_line
from orders.services.change_cart_lines import change_cart_lines
from orders.services.practise_cart import practise_cart
from orders.services.remove_from_cart import remove_from_cart
from orders.services.sync_cart import sync_cart
from products.selectors.availability import available_pieces


class CartItemInput(serializers.Serializer[Any]):
    """Names, prices and subtotals of the client are ignored: the catalogue knows them."""

    product_id = IdField()
    variant_id = IdField(required=False, allow_null=True, default=0)
    qty = serializers.IntegerField(min_value=1, max_value=10**6)

    def to_internal_value(self, data: Any) -> CartItem:
        values = super().to_internal_value(data)
        return CartItem(values["product_id"], values["variant_id"] or None, values["qty"])


class OneItemInput(CartItemInput):
    def to_internal_value(self, data: Any) -> dict[str, Any]:  # type: ignore[override]
        return {"item": super().to_internal_value(data)}


class CartEndpoint(SellerEndpoint):
    right = Right.ORDER_CREATE

    def present(self, rows: list[CartRow]) -> list[dict[str, Any]]:
        presenter = Presenter(self.request)
        stock: dict[int, int] = {}
        for partner_id in sorted({row.partner_id for row in rows}):
            mine = [row.variant.variant_id for row in rows if row.partner_id == partner_id]
            stock.update(available_pieces(partner_id, mine))
        return [_row(row, stock.get(row.variant.variant_id, 0), presenter) for row in rows]


def _row(row: CartRow, stock: int, presenter: Presenter) -> dict[str, Any]:
    variant = row.variant
    return {
        "cart_id": row.id,
        "partner_id": row.partner_id,
        "product_id": variant.product_id,
        "product_name": variant.product_name,
        "product_image": presenter.picture(variant.image_url),
        "variant_id": variant.option_id or 0,
        "variant_name": variant.variant_name,
        "product_price": variant.price_rp,
        "product_weight": variant.weight_g,
        "stock": stock,
        "qty": row.quantity,
        "subtotal": row.subtotal_rp,
    }


class ListCart(CartEndpoint):
    def perform(self) -> list[dict[str, Any]]:
        return self.present(cart_rows(self.access.user_id))


class SyncCartV2(CartEndpoint):
    """The payload is the whole wanted cart."""

    is_harmless = True
    input = CartItemInput
    input_is_list = True

    def perform(self, *, rows: list[CartItem]) -> list[dict[str, Any]]:
        return self.present(sync_cart(self.access.user_id, self.access.partner_id, rows))


class AddToCart(CartEndpoint):
    is_harmless = True
    input = OneItemInput
    message = "item stored successfully."

    def perform(self, *, item: CartItem) -> dict[str, Any]:
        rows = add_to_cart(self.access.user_id, self.access.partner_id, [item])
        return self.present(rows)[0]


class AddManyToCart(CartEndpoint):
    is_harmless = True
    input = CartItemInput
    input_is_list = True

    def raw_input(self) -> Any:
        """One client wraps its only item as `{params: {…}}`."""
        raw = super().raw_input()
        wrapped = raw.get("params") if isinstance(raw, dict) else None
        return [wrapped] if isinstance(wrapped, dict) else raw

    def perform(self, *, rows: list[CartItem]) -> Answer:
        return Answer(data={"cart_id": self._added(rows)}, message="items stored successfully.")

    def _added(self, items: list[CartItem]) -> list[int]:
        """The practice pages put their product into the cart here as well."""
        user_id, partner_id = self.access.user_id, self.access.partner_id
        try:
            return [row.id for row in add_to_cart(user_id, partner_id, items)]
        except UnknownVariant:
            return practise_cart(user_id, partner_id, items)


class QuantityInput(serializers.Serializer[Any]):
    qty = serializers.IntegerField(min_value=1, max_value=10**6)


class ChangeCartLine(CartEndpoint):
    is_harmless = True
    input = QuantityInput
    message = "item updated successfully."

    def perform(self, *, cart_id: int, qty: int) -> None:
        change_cart_line(self.access.user_id, cart_id, quantity=qty)


class LineQuantityInput(serializers.Serializer[Any]):
    id = IdField()
    qty = serializers.IntegerField(min_value=1, max_value=10**6)


class QuantitiesInput(serializers.Serializer[Any]):
    cart = serializers.ListField(child=LineQuantityInput(), allow_empty=False, max_length=IdListField.most)


class ChangeCartLines(CartEndpoint):
    """All lines or none."""

    input = QuantitiesInput
    message = "items updated successfully."

    def perform(self, *, cart: list[dict[str, int]]) -> None:
        change_cart_lines(self.access.user_id, {line["id"]: line["qty"] for line in cart})


class LinesInput(serializers.Serializer[Any]):
    cart_id = IdListField()


class RemoveFromCart(CartEndpoint):
    is_harmless = True
    input = LinesInput
    message = "items deleted successfully."

    def perform(self, *, cart_id: list[int]) -> None:
        remove_from_cart(self.access.user_id, cart_id)


class ClearCart(CartEndpoint):
    """The path names a user; only the caller's own cart is ever cleared."""

    is_harmless = True
    message = "cart cleared successfully."

    def perform(self, *, user_id: int) -> None:
        if user_id != self.access.user_id:
            raise NotFound(_("Keranjang tidak ditemukan."))
        remove_from_cart(self.access.user_id)
