"""The oldest calculate: the services of one courier, for a destination named by its tariff code."""

from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from komship.api.envelope import failure
from komship.api.fields import IdField, RupiahField
from komship.lib.errors import InvalidInput
from komship.lib.money import percent_number
from orders.api.calculate import CalculateV3
from orders.api.place_order import NO_COD_HERE
from orders.api.vocabulary import MethodField
from orders.rules import Wishes
from orders.selectors.cart import cart_rows
from orders.services._parcel_size import ParcelSize, parcel_size
from orders.services.calculate_order import PricedOption, Question, calculate_order
from shipping.rules.quoting import Missing
from shipping.selectors.destinations import destination_by_tariff_code

# What a parcel weighs of which only the price of the goods is told.
USUAL_WEIGHT_G = 1000


class CalculateOneInput(serializers.Serializer[Any]):
    """`cart` is a list of lines, the value of the goods in rupiah, or left out for the whole cart."""

    tariff_code = serializers.CharField(max_length=10)
    shipping = serializers.CharField(max_length=30)
    discount = RupiahField(required=False, default=0)
    additional_cost = RupiahField(required=False, default=0)
    payment_method = MethodField(required=False, default="BANK TRANSFER")
    cart = serializers.CharField(required=False, default="", max_length=5000)
    partner_address_id = IdField(required=False, allow_null=True, default=None)

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        filled = {name: value for name, value in data.items() if value not in ("", None)}
        if isinstance(filled.get("cart"), list):
            filled["cart"] = ",".join(map(str, filled["cart"]))
        return dict(super().to_internal_value(filled))

    def validate_cart(self, value: str) -> list[int]:
        parts = [part.strip() for part in value.split(",") if part.strip()]
        if not all(part.isascii() and part.isdigit() and len(part) <= 18 for part in parts):
            raise serializers.ValidationError(_("Kirim daftar nomor, misalnya 11,12."))
        return [int(part) for part in parts]


class CalculateV1(CalculateV3):
    input = CalculateOneInput

    def perform(self, **data: Any) -> Any:
        calculation = calculate_order(self.question(data))
        courier = data["shipping"].strip().upper()
        if any(
            row.courier_name == courier and row.code == Missing.NO_COD for row in calculation.missing
        ) and not any(row.option.courier_name == courier for row in calculation.options):
            return failure(400, NO_COD_HERE)
        rows = [row for row in calculation.options if row.option.courier_name == courier]
        return [_row(row, calculation.size) for row in rows]

    def question(self, data: dict[str, Any]) -> Question:
        line_ids, size = self._cart(data["cart"])
        return Question(
            user_id=self.access.user_id,
            partner_id=self.access.partner_id,
            cart_line_ids=line_ids,
            warehouse_id=data["partner_address_id"] or None,
            destination_id=destination_by_tariff_code(data["tariff_code"]).pk,
            wishes=Wishes(
                method=data["payment_method"],
                discount_rp=data["discount"],
                additional_rp=data["additional_cost"],
            ),
            size=size,
        )

    def _cart(self, numbers: list[int]) -> tuple[tuple[int, ...], ParcelSize | None]:
        """Line ids; or a size, when a single number is no line of the caller but an amount, or when
        there is no cart and she only asks which services there are."""
        mine = cart_rows(self.access.user_id, partner_id=self.access.partner_id)
        known = {row.id for row in mine}
        if not numbers and mine:
            return tuple(known), parcel_size(mine)
        if not numbers or (len(numbers) == 1 and numbers[0] not in known):
            return (), _one_parcel(numbers[0] if numbers else 0)
        if not known.issuperset(numbers):
            raise InvalidInput(_("Ada barang yang tidak ada di keranjang."))
        return tuple(numbers), None


def _one_parcel(goods_rp: int) -> ParcelSize:
    return ParcelSize(weight_g=USUAL_WEIGHT_G, volume_cm3=0, pieces=1, goods_rp=goods_rp)


def _row(priced: PricedOption, size: ParcelSize) -> dict[str, Any]:
    """Under the contract's and the clients' names; `discount` is a text because the oldest client
    reads one."""
    option, price = priced.option, priced.price
    return {
        "shipping_type": option.service_code,
        "shipment_name": option.courier_name,
        "subtotal": price.goods_rp,
        "shipping_cost": price.shipping_rp,
        "weight": size.weight_g / 1000,
        "discount": str(price.discount_rp),
        "additional_cost": price.additional_rp,
        "grandtotal": price.total_rp,
        "service_fee": price.cod_fee_rp,
        "service_fee_percentage": percent_number(price.cod_fee_bp),
        "shipping_cashback": price.cashback_rp,
        "cashback": price.cashback_rp,
        "cashback_percentage": percent_number(price.cashback_bp),
        "net_profit": price.net_rp,
    }
