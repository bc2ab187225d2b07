from datetime import timedelta

import pytest

from accounts.models import Partner
from komship.core.models import OutboxEvent
from komship.lib import clock
from shipping.events import AirwayBillsDue
from shipping.models import Pickup, Shipment
from shipping.sandbox.server import SandboxServer
from shipping.services import claim_accepted
from tests.factories.shipping import open_cod_parcel, taken_parcel

pytestmark = pytest.mark.usefixtures("couriers", "jne_answers")


def batches() -> list[list[int]]:
    rows = OutboxEvent.objects.filter(topic=AirwayBillsDue.topic).order_by("id")
    return [payload["shipment_ids"] for payload in rows.values_list("payload", flat=True)]


def copies(shipment: Shipment, count: int, **columns: object) -> list[int]:
    """More orders the courier has taken, as rows."""
    fields = {field.attname for field in Shipment._meta.concrete_fields} - {"id"}
    values = {name: getattr(shipment, name) for name in fields} | columns
    rows = Shipment.objects.bulk_create(
        Shipment(**values | {"reference": f"KOMX{n}", "carrier_order": f"ORDER{n}"}) for n in range(count)
    )
    return [row.pk for row in rows]


def test_an_order_without_airway_bill_is_handed_out_once(siti_partner: Partner) -> None:
    shipment = taken_parcel(siti_partner)

    assert (claim_accepted(), claim_accepted()) == (1, 0)

    assert batches() == [[shipment.pk]]
    shipment.refresh_from_db()
    assert shipment.resolve_after_at is not None
    assert shipment.resolve_after_at > clock.now() + timedelta(minutes=4)


def test_orders_of_a_pickup_come_together_thirty_at_a_time(
    siti_partner: Partner, siti_warehouse: object
) -> None:
    pickup = Pickup.objects.create(
        partner=siti_partner,
        warehouse_id=siti_warehouse.pk,  # type: ignore[attr-defined]
        token="t",
        pickup_on=clock.today(),
        pickup_time="10:00",
    )
    shipment = taken_parcel(siti_partner)
    copies(shipment, 40, pickup_id=pickup.pk)

    assert claim_accepted() == 41

    assert sorted(map(len, batches())) == [1, 10, 30]


def test_waiting_and_booked_ones_are_left_alone(siti_partner: Partner, jne_answers: SandboxServer) -> None:
    open_cod_parcel(siti_partner)

    assert claim_accepted() == 0
    assert batches() == []
