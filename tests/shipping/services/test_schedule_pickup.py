from datetime import date, datetime, time
from typing import Any

import pytest
import time_machine
from django.db import transaction

from accounts.errors import WarehouseNotFound
from accounts.models import Warehouse
from komship.lib.clock import JAKARTA
from komship.lib.errors import InvalidInput
from shipping.errors import PickupSlotRefused, PickupTokenTaken, ShipmentNotFound
from shipping.models import Pickup
from shipping.sandbox.server import SandboxServer
from shipping.selectors.pickups import warehouse_has_open_pickup
from shipping.services import PickupRequest, attach_to_pickup, schedule_pickup
from tests.factories.shipping import open_parcel

MORNING = datetime(2026, 11, 23, 8, 0, tzinfo=JAKARTA)


@pytest.fixture(autouse=True)
def _it_is_monday_morning() -> Any:
    with time_machine.travel(MORNING):
        yield


def request_for(warehouse: Warehouse, **changes: Any) -> PickupRequest:
    values: dict[str, Any] = {
        "partner_id": warehouse.partner_id,
        "warehouse_id": warehouse.pk,
        "token": "abcdefghijklmno",
        "pickup_on": date(2026, 11, 23),
        "pickup_time": time(14, 0),
        "vehicle": "MOBIL",
    }
    return PickupRequest(**values | changes)


def scheduled(request: PickupRequest) -> Pickup:
    with transaction.atomic():
        return schedule_pickup(request)


def test_keeps_the_address_as_it_was(siti_warehouse: Warehouse) -> None:
    pickup = scheduled(request_for(siti_warehouse))

    assert (pickup.warehouse_name, pickup.address_line) == (
        siti_warehouse.name,
        siti_warehouse.address_line,
    )
    assert (pickup.contact_name, pickup.contact_phone) == (
        siti_warehouse.contact_name,
        siti_warehouse.contact_phone,
    )
    assert (pickup.vehicle, pickup.status) == ("MOBIL", "scheduled")
    assert warehouse_has_open_pickup(siti_warehouse.pk)


def test_contact_of_the_day(siti_warehouse: Warehouse) -> None:
    pickup = scheduled(
        request_for(siti_warehouse, contact_name="  Budi   Santoso ", contact_phone="0812-3333-4444")
    )

    assert (pickup.contact_name, pickup.contact_phone) == ("Budi Santoso", "6281233334444")


def test_same_token_is_the_same_pickup(siti_warehouse: Warehouse) -> None:
    first = scheduled(request_for(siti_warehouse))
    with time_machine.travel(datetime(2026, 11, 23, 13, 30, tzinfo=JAKARTA)):
        second = scheduled(request_for(siti_warehouse))

    assert first == second
    assert Pickup.objects.count() == 1


def test_token_of_another_plan(siti_warehouse: Warehouse) -> None:
    scheduled(request_for(siti_warehouse))

    with pytest.raises(PickupTokenTaken):
        scheduled(request_for(siti_warehouse, pickup_time=time(15, 0)))


def test_tokens_of_two_sellers_never_meet(siti_warehouse: Warehouse, rina_warehouse: Warehouse) -> None:
    assert scheduled(request_for(siti_warehouse)) != scheduled(request_for(rina_warehouse))


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"pickup_time": time(8, 59)}, "pickup_time"),
        ({"pickup_time": time(9, 0)}, "pickup_time"),
        ({"pickup_time": time(21, 1)}, "pickup_time"),
        ({"pickup_on": date(2026, 11, 22)}, "pickup_time"),
        ({"pickup_on": date(2027, 1, 1)}, "pickup_time"),
        ({"vehicle": "TRUK"}, "vehicle"),
        ({"token": " "}, "token"),
        ({"token": "x" * 65}, "token"),
    ],
)
def test_slots_nobody_can_have(siti_warehouse: Warehouse, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(PickupSlotRefused) as refusal:
        scheduled(request_for(siti_warehouse, **changes))

    assert list(refusal.value.fields) == [field]
    assert not Pickup.objects.exists()


def test_foreign_address(siti_warehouse: Warehouse, rina_warehouse: Warehouse) -> None:
    with pytest.raises(WarehouseNotFound):
        scheduled(request_for(siti_warehouse, warehouse_id=rina_warehouse.pk))


def test_phone_that_is_none(siti_warehouse: Warehouse) -> None:
    with pytest.raises(InvalidInput):
        scheduled(request_for(siti_warehouse, contact_phone="satu dua"))


def test_parcels_are_put_on_it(
    siti_warehouse: Warehouse, couriers: object, jne_answers: SandboxServer
) -> None:
    shipment = open_parcel(siti_warehouse.partner)
    pickup = scheduled(request_for(siti_warehouse))

    with transaction.atomic():
        attach_to_pickup(pickup, shipment.reference)

    assert list(pickup.shipments.all()) == [shipment]


def test_foreign_parcels_are_not(
    siti_warehouse: Warehouse, rina_warehouse: Warehouse, couriers: object, jne_answers: SandboxServer
) -> None:
    foreign = open_parcel(rina_warehouse.partner)
    pickup = scheduled(request_for(siti_warehouse))

    with pytest.raises(ShipmentNotFound), transaction.atomic():
        attach_to_pickup(pickup, foreign.reference)
