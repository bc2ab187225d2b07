"""Courier services with their rates, for operators. `shipping_id` is the number of a service."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from accounts.api.ops_endpoint import OpsEndpoint
from accounts.states import Vehicle
from komship.lib.money import BASIS_POINTS, percent_number
from shipping.api.vocabulary import VEHICLE_WORDS, vehicle_of
from shipping.models import FeeWindow
from shipping.rules.criteria import ISLANDS, Criterion, criteria_of
from shipping.rules.fees import FeeRates
from shipping.selectors.courier_services import RatedService, rated_service, rated_services
from shipping.selectors.couriers import listed_couriers
from shipping.services import ServiceSpec, add_courier_service, change_courier_service

MOST_CRITERIA = 50
MOST_LISTED = 50


class IslandList(OpsEndpoint):
    def perform(self) -> list[dict[str, Any]]:
        return [{"value": number, "label": name.upper()} for number, name in ISLANDS.items()]


class ShippingNames(OpsEndpoint):
    def perform(self) -> list[str]:
        return [row.name for row in listed_couriers()]


class ShipmentList(OpsEndpoint):
    """One element per service; a service without rates for today shows zeros."""

    def perform(self) -> list[dict[str, Any]]:
        return [_record(row) for row in rated_services()]


def _record(row: RatedService) -> dict[str, Any]:
    window = row.window or _nothing()
    return {
        "shipping_id": row.service.pk,
        "shipping_name": row.service.courier.name,
        "service_name": row.service.code,
        "cashback_from": percent_number(window.cashback_from_bp),
        "service_fee_from": percent_number(window.cod_cost_bp),
        "cashback_to": percent_number(window.cashback_bp),
        "service_fee_to": percent_number(window.cod_fee_bp),
        "is_active": int(row.service.is_active and row.service.courier.is_open),
    }


def _nothing() -> FeeWindow:
    return FeeWindow(cod_fee_bp=0, cod_cost_bp=0)


class ShipmentDetail(OpsEndpoint):
    """Fees are texts here and numbers in the list; clients count on both."""

    def perform(self, *, shipping_id: int) -> dict[str, Any]:
        row = rated_service(shipping_id)
        service, window = row.service, row.window or _nothing()
        hour = service.max_pickup_time
        return _record(row) | {
            "service_name": service.family,
            "service_fee_from": str(percent_number(window.cod_cost_bp)),
            "service_fee_to": str(percent_number(window.cod_fee_bp)),
            "max_pickup_time": f"{hour:%H:%M}" if hour else "",
            "vehicles": [VEHICLE_WORDS[Vehicle(name)] for name in service.vehicles],
            "criterias": _criteria(window),
        }


def _criteria(window: FeeWindow) -> list[dict[str, Any]]:
    """A window without criteria holds everywhere: shown as one that names all islands."""
    everywhere = Criterion(return_bp=BASIS_POINTS - window.return_discount_bp)
    criteria = criteria_of(window.criteria) or [everywhere]
    return [
        {
            "criteria_id": (window.pk or 0) * 100 + number,
            "origin": _labels(one.origins),
            "origin_value": list(one.origins or ISLANDS),
            "destination": _labels(one.destinations),
            "destination_value": list(one.destinations or ISLANDS),
            "type": "exclude" if one.excludes else "include",
            "delivery": percent_number(one.delivery_bp),
            "retur": percent_number(one.return_bp),
        }
        for number, one in enumerate(criteria, start=1)
    ]


def _labels(numbers: tuple[int, ...]) -> list[str]:
    return [ISLANDS[number].upper() for number in numbers or ISLANDS]


class PercentField(serializers.Field[int, Any, str, Any]):
    """`2.8`, `"2.8"` or `25`, as basis points."""

    default_error_messages = {"invalid": _("Kirim persen antara 0 dan 100, paling banyak dua desimal.")}

    def to_internal_value(self, data: Any) -> int:
        try:
            hundredths = Decimal(str(data).strip()) * 100
        except ArithmeticError:
            self.fail("invalid")
        if not hundredths.is_finite() or not 0 <= hundredths <= BASIS_POINTS or hundredths % 1:
            self.fail("invalid")
        return int(hundredths)

    def to_representation(self, value: int) -> str:
        raise NotImplementedError("only read")


class IslandsField(serializers.Field[tuple[int, ...], Any, str, Any]):
    """Numbers, or `{label, value}` as the detail shows them. Words in between are a client's slip."""

    default_error_messages = {"invalid": _("Pilih pulau dari daftar.")}

    def to_internal_value(self, data: Any) -> tuple[int, ...]:
        if not isinstance(data, list) or len(data) > MOST_LISTED:
            self.fail("invalid")
        values = [item.get("value") if isinstance(item, Mapping) else item for item in data]
        numbers = [int(text) for text in map(str, values) if text.isascii() and text.isdigit()]
        if any(number not in ISLANDS for number in numbers):
            self.fail("invalid")
        return tuple(dict.fromkeys(numbers))

    def to_representation(self, value: tuple[int, ...]) -> str:
        raise NotImplementedError("only read")


class KindField(serializers.ChoiceField):
    def __init__(self, **options: Any) -> None:
        super().__init__(choices=["include", "exclude"], **options)

    def to_internal_value(self, data: Any) -> Any:
        return super().to_internal_value(str(data).strip().lower())


class CriterionInput(serializers.Serializer[Any]):
    origin = IslandsField()
    destination = IslandsField()
    delivery = PercentField()
    retur = PercentField()
    type = KindField()


class ShipmentInput(serializers.Serializer[Any]):
    shipping_name = serializers.CharField(max_length=30)
    service_name = serializers.CharField(max_length=20)
    cashback_from = PercentField()
    cashback_to = PercentField()
    service_fee_from = PercentField()
    service_fee_to = PercentField()
    max_pickup_time = serializers.TimeField()
    vehicles = serializers.ListField(child=serializers.CharField(max_length=10), min_length=1, max_length=10)
    criterias = serializers.ListField(child=CriterionInput(), min_length=1, max_length=MOST_CRITERIA)

    def validate_vehicles(self, words: list[str]) -> tuple[str, ...]:
        names = [vehicle_of(word) for word in words]
        if None in names:
            raise serializers.ValidationError(_("Kendaraan harus MOTOR, MOBIL, atau TRUK."))
        return tuple(dict.fromkeys(name for name in names if name))

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        rates = FeeRates(
            cashback_from_bp=attrs["cashback_from"],
            cashback_to_bp=attrs["cashback_to"],
            cod_cost_bp=attrs["service_fee_from"],
            cod_fee_bp=attrs["service_fee_to"],
            criteria=_simplified([_criterion(row) for row in attrs["criterias"]]),
        )
        spec = ServiceSpec(
            courier_name=attrs["shipping_name"],
            service_name=attrs["service_name"],
            rates=rates,
            max_pickup_time=attrs["max_pickup_time"],
            vehicles=attrs["vehicles"],
        )
        return {"spec": spec}


def _criterion(row: dict[str, Any]) -> Criterion:
    return Criterion(
        excludes=row["type"] == "exclude",
        origins=_some(row["origin"]),
        destinations=_some(row["destination"]),
        delivery_bp=row["delivery"],
        return_bp=row["retur"],
    )


def _some(numbers: tuple[int, ...]) -> tuple[int, ...]:
    """All islands are the same as none named: places of islands still to come are then meant, too."""
    return () if set(numbers) == set(ISLANDS) else tuple(sorted(numbers))


def _simplified(criteria: list[Criterion]) -> tuple[Criterion, ...]:
    return tuple(dict.fromkeys(criteria))


class AddShipment(OpsEndpoint):
    input = ShipmentInput
    permission = "shipping.add_courierservice"
    message = "Shipment stored successfully"

    def perform(self, *, spec: ServiceSpec) -> None:
        add_courier_service(spec, actor=self.actor)


class ChangeShipment(OpsEndpoint):
    """Clients are told that the rates hold, so only who may set them alone comes in here (ADR 0033)."""

    input = ShipmentInput
    permission = "shipping.set_rates_alone"
    message = "Shipment updated successfully"

    def perform(self, *, shipping_id: int, spec: ServiceSpec) -> None:
        change_courier_service(shipping_id, spec, actor=self.actor)
