"""Try the pickup form out: no courier comes."""

from accounts.models import Partner
from komship.core import audit
from komship.core.audit import Actor
from komship.lib import clock
from orders.services.request_pickup import PickupSlot
from shipping.errors import PickupSlotRefused
from shipping.rules.pickup_hours import slot_refusal


def practise_pickup(partner: Partner, slot: PickupSlot, *, actor: Actor) -> None:
    """Judge the slot as a real pickup would be. Raises PickupSlotRefused."""
    refusal = slot_refusal(slot.pickup_on, slot.pickup_time, now=clock.now())
    if refusal:
        raise PickupSlotRefused(refusal)
    audit.record("pickup.practised", partner, actor=actor)
