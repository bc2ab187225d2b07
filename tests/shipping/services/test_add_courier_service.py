from datetime import time
from typing import Any

import pytest

from komship.core.audit import SYSTEM
from shipping.errors import CourierServiceExists, FeeRatesRefused
from shipping.models import Courier, CourierService
from shipping.rules.fees import FeeRates
from shipping.services import ServiceSpec, add_courier_service

pytestmark = pytest.mark.usefixtures("couriers")


def spec(**changes: Any) -> ServiceSpec:
    rates = FeeRates(cashback_from_bp=2800, cashback_to_bp=2500, cod_cost_bp=250, cod_fee_bp=280)
    values: dict[str, Any] = {
        "courier_name": "jne",
        "service_name": "oke",
        "rates": rates,
        "max_pickup_time": time(15),
        "vehicles": ("MOTOR",),
    }
    return ServiceSpec(**values | changes)


def test_a_service_of_a_known_courier_is_closed_at_first() -> None:
    service = add_courier_service(spec(), actor=SYSTEM)

    assert (service.courier.code, service.code, service.family) == ("jne", "OKE", "OKE")
    assert not service.is_active
    assert service.inactive_reason
    assert service.fee_windows.get().cashback_bp == 2500


def test_an_unknown_courier_is_hidden() -> None:
    service = add_courier_service(spec(courier_name="J&T"), actor=SYSTEM)

    assert (service.courier.name, service.courier.code) == ("J&T", "jt")
    assert not service.courier.is_listed
    assert not service.courier.is_open


@pytest.mark.parametrize("name", ["reg", "REG19", "Reg"])
def test_there_already(name: str) -> None:
    with pytest.raises(CourierServiceExists):
        add_courier_service(spec(service_name=name), actor=SYSTEM)


def test_bad_rates_leave_no_service_behind() -> None:
    rates = FeeRates(cashback_from_bp=0, cashback_to_bp=0, cod_cost_bp=0, cod_fee_bp=10_000)

    with pytest.raises(FeeRatesRefused):
        add_courier_service(spec(courier_name="POS", rates=rates), actor=SYSTEM)

    assert not Courier.objects.filter(name="POS").exists()
    assert not CourierService.objects.filter(code="OKE").exists()
