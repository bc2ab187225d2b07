import pytest

from accounts.models import Partner, Warehouse
from komship.core.models import AuditEntry
from shipping.errors import CourierClosed, CourierNotFound, NoPickupAddress
from shipping.models import Courier, PartnerCourier
from shipping.selectors.couriers import active_courier_names
from shipping.services import switch_courier
from tests.factories.shipping import close


def test_on_and_off(siti_warehouse: Warehouse, jne: Courier) -> None:
    partner_id = siti_warehouse.partner_id

    switch_courier(jne.pk, partner_id=partner_id, is_active=True)
    assert active_courier_names(partner_id) == ["JNE"]

    switch_courier(jne.pk, partner_id=partner_id, is_active=False)
    assert active_courier_names(partner_id) == []
    assert PartnerCourier.objects.count() == 1
    assert AuditEntry.objects.filter(action="courier.switched").count() == 2


def test_address_without_a_region_is_not_enough(siti_warehouse: Warehouse, jne: Courier) -> None:
    Warehouse.objects.update(origin_code="")

    with pytest.raises(NoPickupAddress):
        switch_courier(jne.pk, partner_id=siti_warehouse.partner_id, is_active=True)


def test_switching_off_needs_nothing(siti_partner: Partner, jne: Courier) -> None:
    assert not switch_courier(jne.pk, partner_id=siti_partner.pk, is_active=False).is_active


def test_closed_and_unknown_couriers(siti_warehouse: Warehouse, couriers: dict[str, Courier]) -> None:
    with pytest.raises(CourierClosed):
        switch_courier(close("sap").pk, partner_id=siti_warehouse.partner_id, is_active=True)
    with pytest.raises(CourierNotFound):
        switch_courier(0, partner_id=siti_warehouse.partner_id, is_active=True)


def test_courier_that_closes_is_no_longer_active(siti_warehouse: Warehouse, jne: Courier) -> None:
    switch_courier(jne.pk, partner_id=siti_warehouse.partner_id, is_active=True)
    Courier.objects.filter(pk=jne.pk).update(is_open=False)

    assert active_courier_names(siti_warehouse.partner_id) == []
