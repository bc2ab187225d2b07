"""What an order would cost with each courier."""

from typing import Any, ClassVar

from rest_framework import serializers

from accounts.api.seller_endpoint import SellerEndpoint
from accounts.states import Right
from komship.api.envelope import failure
from komship.api.fields import IdField, IdListField, RupiahField
from komship.lib.money import percent_number
from orders.api.place_order import ADDRESS_INCOMPLETE, NO_COD_HERE
from orders.api.present import Presenter
from orders.api.vocabulary import MethodField
from orders.rules import Wishes
from orders.services._parcel_size import ParcelSize
from orders.services.calculate_order import Calculation, PricedOption, Question, calculate_order
from shipping.api.vocabulary import CLIENT_SERVICE_CODES
from shipping.rules.quoting import Missing
from shipping.selectors.couriers import collects_cash_at

REGULAR = "regular"


class CalculateInput(serializers.Serializer[Any]):
    cart = IdListField(required=False, default=list)
    receiver_destination = IdField()
    partner_address_id = IdField()
    payment_method = MethodField()
    discount = RupiahField(required=False, allow_null=True, default=0)
    additional_cost = RupiahField(required=False, allow_null=True, default=0)
    grandtotal = RupiahField(required=False, allow_null=True)
    subtotal = RupiahField(required=False, allow_null=True)
    weight = serializers.IntegerField(required=False, allow_null=True, min_value=1, max_value=10**6)

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        filled = {name: value for name, value in data.items() if value != ""}
        return dict(super().to_internal_value(filled))


class CalculateV3(SellerEndpoint):
    """Regular and cargo services apart; `data_shipping.reasons` says why others are missing."""

    input: ClassVar[type[serializers.BaseSerializer[Any]] | None] = CalculateInput
    right = Right.ORDER_CREATE
    error_texts: ClassVar[dict[str, str]] = {"warehouse_incomplete": ADDRESS_INCOMPLETE}

    def perform(self, **data: Any) -> Any:
        calculation = calculate_order(self.question(data))
        if _nobody_collects_cash(calculation):
            return failure(400, NO_COD_HERE)
        return self.present(calculation)

    def question(self, data: dict[str, Any]) -> Question:
        may_set_total = self.access.partner.settings.allows_total_edit
        return Question(
            user_id=self.access.user_id,
            partner_id=self.access.partner_id,
            cart_line_ids=tuple(data["cart"]),
            warehouse_id=data["partner_address_id"],
            destination_id=data["receiver_destination"],
            wishes=Wishes(
                method=data["payment_method"],
                discount_rp=data["discount"] or 0,
                additional_rp=data["additional_cost"] or 0,
                wanted_total_rp=data.get("grandtotal") if may_set_total else None,
            ),
            size=_typed_size(data),
        )

    def present(self, calculation: Calculation) -> Any:
        regular, truck = self.grouped(calculation)
        return {
            "data_regular": regular,
            "data_truck": truck,
            "data_shipping": {
                "coverage_cod_sap": collects_cash_at("SAP", calculation.destination_id),
                "reasons": [
                    {
                        "shipment_name": missing.courier_name,
                        "shipping_type": missing.service_code,
                        "reason": missing.reason,
                    }
                    for missing in calculation.missing
                ],
            },
        }

    def grouped(self, calculation: Calculation) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        """The rows of regular and of cargo services."""
        presenter = Presenter(self.request)
        # Clients have no words for other services and would show an unnamed row.
        known = [row for row in calculation.options if row.option.service_code in CLIENT_SERVICE_CODES]
        rows = [(priced.option.group == REGULAR, _row(priced, calculation, presenter)) for priced in known]
        return [row for is_regular, row in rows if is_regular], [
            row for is_regular, row in rows if not is_regular
        ]


def _typed_size(data: dict[str, Any]) -> ParcelSize | None:
    """Goods value and grams as typed, for clients that have no cart yet."""
    if data["cart"] or data.get("weight") is None:
        return None
    return ParcelSize(weight_g=data["weight"], volume_cm3=0, pieces=1, goods_rp=data.get("subtotal") or 0)


def _nobody_collects_cash(calculation: Calculation) -> bool:
    no_cod = any(missing.code == Missing.NO_COD for missing in calculation.missing)
    return no_cod and not calculation.options


def _row(priced: PricedOption, calculation: Calculation, presenter: Presenter) -> dict[str, Any]:
    option, price = priced.option, priced.price
    return {
        "value": f"{option.courier_name}-{option.service_code}-{option.price_rp}",
        "shipment_name": option.courier_name,
        "shipping_type": option.service_code,
        "image_path": presenter.picture(option.image_path),
        "subtotal": price.goods_rp,
        "shipping_cost": price.shipping_rp,
        "weight": calculation.size.weight_g / 1000,
        "discount": price.discount_rp,
        "grandtotal": price.total_rp,
        "old_grandtotal": price.computed_total_rp,
        "service_fee": price.cod_fee_rp,
        "additional_cost": price.additional_rp,
        "service_fee_percentage": percent_number(price.cod_fee_bp),
        "cashback": price.cashback_rp,
        "cashback_percentage": percent_number(price.cashback_bp),
        "net_profit": price.net_rp,
        "etd_from": option.etd_from,
        "etd_thru": option.etd_thru,
        "is_stale": option.is_stale,
    }
