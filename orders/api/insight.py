"""How parcels ended for a phone number or at a place, over all sellers; only where it is switched on."""

from collections.abc import Collection, Mapping
from typing import Any, ClassVar

from django.utils.translation import gettext as _
from rest_framework import serializers

from accounts.api.seller_endpoint import SellerEndpoint
from accounts.features import Feature
from accounts.states import Right
from komship.api.fields import IdField
from komship.lib.money import percent_number
from komship.lib.phone import normalize_phone
from orders.errors import FeatureOff, NoSuchDestination
from orders.selectors.reputation import buyer_reputation
from orders.selectors.return_insight import CourierRecord, cash_couriers, city_records, place_insight
from shipping.models import Destination
from shipping.selectors.destinations import destination_detail

# The misspelling is the contract's.
KEYS = {
    "JNE": "percenatge_return_jne",
    "SICEPAT": "percenatge_return_sicepat",
    "IDEXPRESS": "percenatge_return_idexpress",
}
KEYS_WITH_SAP = KEYS | {"SAP": "percenatge_return_sap"}
_NOTHING = CourierRecord()


class FeatureEndpoint(SellerEndpoint):
    """Refused while the seller's switch is off."""

    feature: ClassVar[Feature]

    def prepare(self) -> None:
        super().prepare()
        if not getattr(self.access.partner.settings, self.feature.value):
            raise FeatureOff(_("Nyalakan dulu fitur %(name)s di pengaturan.") % {"name": self.feature.label})


class ReputationInput(serializers.Serializer[Any]):
    customer_phone = serializers.CharField(max_length=30)


class CustomerReputation(FeatureEndpoint):
    """`customer_rep` is left out for a number nobody has sent to."""

    input = ReputationInput
    right = Right.ORDER_CREATE
    feature = Feature.CUSTOMER_REPUTATION

    def perform(self, *, customer_phone: str) -> dict[str, Any]:
        record = buyer_reputation(normalize_phone(customer_phone))
        counts = {"total_order": record.sent, "total_retur": record.returned}
        return counts | {"customer_rep": percent_number(record.returned_bp)} if record.sent else counts


class CityInput(serializers.Serializer[Any]):
    city_name = serializers.CharField(max_length=100)


class ReturnInsightV1(FeatureEndpoint):
    """By the name of a city; it does not say who collects cash."""

    input: ClassVar[type[serializers.BaseSerializer[Any]] | None] = CityInput
    right = Right.ORDER_CREATE
    feature = Feature.RETURN_INSIGHT

    def perform(self, **asked: Any) -> dict[str, Any]:
        return _answer(city_records(asked["city_name"]), KEYS)


class PlaceInput(serializers.Serializer[Any]):
    destination_id = IdField()


class ReturnInsightV2(ReturnInsightV1):
    """At the district of a destination."""

    input = PlaceInput
    keys: ClassVar[Mapping[str, str]] = KEYS

    def perform(self, **asked: Any) -> dict[str, Any]:
        place = _place(asked["destination_id"])
        cash = cash_couriers(self.access.partner_id, place)
        return _answer(place_insight(place).in_district, self.keys, cash=cash)


class ReturnInsightV3(ReturnInsightV2):
    keys = KEYS_WITH_SAP


def _place(destination_id: int) -> Destination:
    place = destination_detail(destination_id)
    if place is None:
        raise NoSuchDestination(_("Tujuan tidak ditemukan."))
    return place


def _answer(
    records: Mapping[str, CourierRecord], keys: Mapping[str, str], *, cash: Collection[str] | None = None
) -> dict[str, Any]:
    """Too few parcels are told as none: clients show the percentage whatever it is taken from."""
    out = {}
    for courier, key in keys.items():
        found = records.get(courier, _NOTHING)
        record = found if found.is_enough else _NOTHING
        out[key] = {
            "total": record.total,
            "retur": record.returned,
            "percentage": percent_number(record.returned_bp),
        }
        if cash is not None:
            out[key]["is_cod"] = int(courier in cash)
    return out
