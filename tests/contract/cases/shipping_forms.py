"""Calls and refusals that several operations on parcels share."""

from datetime import timedelta
from typing import Any

from accounts.models import Warehouse
from komship.lib import clock
from tests.contract.world import World

INCOMPLETE = "Please Complete Your Address."


def a_pickup_form(world: World, **changes: Any) -> dict[str, Any]:
    body = {
        "partner_name": "Sari",
        "pickup_date": f"{clock.today() + timedelta(days=1):%Y-%m-%d}",
        "pickup_time": "10:00",
        "pic": "Sari",
        "pic_phone": "081200001111",
        "vehicle": "MOTOR",
        "address_id": world.jakarta.pk,
        "address_detail": "Jl. Mawar",
        "token": "abcdefghijklmno",
    }
    return body | changes


def without_a_region(world: World) -> None:
    Warehouse.objects.filter(pk=world.jakarta.pk).update(destination_ref=0, origin_code="")
