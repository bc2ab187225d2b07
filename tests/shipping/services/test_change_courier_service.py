from datetime import time

import pytest

from komship.core.audit import SYSTEM
from komship.core.models import AuditEntry
from shipping.errors import CourierServiceNotFound, FeeRatesRefused
from shipping.models import FeeWindow
from shipping.rules.fees import FeeRates
from shipping.services import change_courier_service
from tests.factories.shipping import service_of
from tests.shipping.services.test_add_courier_service import spec

pytestmark = pytest.mark.usefixtures("couriers")

CHEAPER = FeeRates(cashback_from_bp=2800, cashback_to_bp=2000, cod_cost_bp=250, cod_fee_bp=280)


def test_facts_and_rates_change_and_names_stay() -> None:
    service = service_of("REG19")

    change_courier_service(service.pk, spec(service_name="reg", rates=CHEAPER), actor=SYSTEM)

    service.refresh_from_db()
    assert (service.code, service.max_pickup_time, service.vehicles) == ("REG19", time(15), ["MOTOR"])
    assert service.fee_windows.count() == 2
    assert AuditEntry.objects.filter(action="courierservice.changed").count() == 1


def test_doing_it_twice_changes_nothing_more() -> None:
    service = service_of("REG19")

    for _ in range(2):
        change_courier_service(service.pk, spec(service_name="REG19", rates=CHEAPER), actor=SYSTEM)

    assert service.fee_windows.count() == 2
    assert AuditEntry.objects.filter(action="courierservice.changed").count() == 1


def test_names_of_others_are_refused() -> None:
    service, before = service_of("REG19"), FeeWindow.objects.count()

    with pytest.raises(FeeRatesRefused) as courier:
        change_courier_service(service.pk, spec(courier_name="SAP"), actor=SYSTEM)
    with pytest.raises(FeeRatesRefused) as name:
        change_courier_service(service.pk, spec(service_name="OKE"), actor=SYSTEM)
    with pytest.raises(CourierServiceNotFound):
        change_courier_service(0, spec(), actor=SYSTEM)

    assert list(courier.value.fields) == ["shipping_name"]
    assert list(name.value.fields) == ["service_name"]
    assert FeeWindow.objects.count() == before
