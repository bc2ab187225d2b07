"""The postage calculator of the public site."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from komship.api.endpoint import Endpoint
from komship.api.fields import IdField
from komship.api.throttling import PerAddress
from komship.lib.money import percent_number
from shipping.api.vocabulary import CLIENT_SERVICE_CODES
from shipping.models import CourierService
from shipping.selectors.couriers import courier_image_url
from shipping.services.public_rates import PublicRate, public_rates

HEAVIEST_KG = 500


class RatesInput(serializers.Serializer[Any]):
    """Ids of two destinations, and kilograms with up to three decimals."""

    shipper_destination = IdField()
    receiver_destination = IdField()
    weight = serializers.DecimalField(
        max_digits=6, decimal_places=3, min_value=Decimal("0.001"), max_value=Decimal(HEAVIEST_KG)
    )


class PublicRatesV2(Endpoint):
    """One flat list, cargo behind regular. For anybody, without a token."""

    authentication_classes = ()
    permission_classes = ()
    throttle_classes = (PerAddress,)
    input = RatesInput

    def perform(self, *, shipper_destination: int, receiver_destination: int, weight: Decimal) -> Any:
        found = public_rates(shipper_destination, receiver_destination, weight_g=int(weight * 1000))
        known = [rate for rate in found if rate.service.code in CLIENT_SERVICE_CODES]
        cargo = CourierService.Group.CARGO
        return self.present(
            regular=[self.row(rate) for rate in known if rate.service.group != cargo],
            truck=[self.row(rate) for rate in known if rate.service.group == cargo],
        )

    def present(self, *, regular: list[dict[str, Any]], truck: list[dict[str, Any]]) -> Any:
        return [*regular, *truck]

    def row(self, rate: PublicRate) -> dict[str, Any]:
        courier = rate.service.courier
        image = courier_image_url(courier.image_path)
        return {
            "value": f"{courier.name}-{rate.service.code}-{rate.price_rp}",
            "shipment_name": courier.name,
            "shipping_type": rate.service.code,
            "image_path": self.request.build_absolute_uri(image) if image else None,
            "shipping_cost": rate.price_rp,
            "shipping_cost_komship": rate.seller_price_rp,
            "is_komship_shipment": int(rate.cashback_bp > 0),
            "cashback": percent_number(rate.cashback_bp),
            "estimasi": _days(rate.etd_from, rate.etd_thru),
        }


class PublicRatesV3(PublicRatesV2):
    """Regular and cargo apart."""

    def present(self, *, regular: list[dict[str, Any]], truck: list[dict[str, Any]]) -> Any:
        return {"data_regular": regular, "data_truck": truck}


def _days(first: int | None, last: int | None) -> str:
    if last is None:
        return "-"
    if first in (None, last):
        return _("%(n)s hari") % {"n": last}
    return _("%(first)s - %(last)s hari") % {"first": first, "last": last}
