"""Ask couriers to come for many orders, in the background."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, time
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.utils.translation import ngettext

from komship.core.audit import Actor
from komship.core.jobs import Job, NewJob, start_job
from orders.selectors.rows import OrderRow
from orders.services._order_items import order_items
from orders.services.request_pickup import PickupSlot
from shipping.services.schedule_pickup import require_free_slot

PICKUP = "orders.pickup"


def start_pickup(partner_id: int, rows: Sequence[OrderRow], slot: PickupSlot, *, actor: Actor) -> Job:
    """Start the job that puts each of these orders on the pickup of the slot's token.

    The same orders and slot again are the same job. What refuses every order alike is refused here:
    raises PickupSlotRefused, PickupTokenTaken; also TooManyItems, TooManyJobs.
    """
    for warehouse_id in {row.warehouse_id for row in rows}:
        require_free_slot(slot.request(partner_id, warehouse_id))
    params = _params(slot)
    title = ngettext("Pickup %(n)d pesanan", "Pickup %(n)d pesanan", len(rows)) % {"n": len(rows)}
    with transaction.atomic():
        return start_job(
            NewJob(
                kind=PICKUP,
                title=title,
                partner_id=partner_id,
                actor=actor,
                params=params,
                items=order_items(rows),
                request_key=_key(params, rows),
            )
        )


def slot_of(params: dict[str, Any]) -> PickupSlot:
    """The slot a stored job is about."""
    moment = {
        "pickup_on": date.fromisoformat(params["pickup_on"]),
        "pickup_time": time.fromisoformat(params["pickup_time"]),
    }
    return PickupSlot(**{**params, **moment})


def _params(slot: PickupSlot) -> dict[str, Any]:
    moment = {"pickup_on": slot.pickup_on.isoformat(), "pickup_time": slot.pickup_time.isoformat()}
    return {**asdict(slot), **moment}


def _key(params: dict[str, Any], rows: Sequence[OrderRow]) -> str:
    """Going back to the form and choosing otherwise is another job, under the same token of the pickup."""
    chosen = [*sorted(row.id for row in rows), *sorted(params.items())]
    return sha256(repr(chosen).encode()).hexdigest()
