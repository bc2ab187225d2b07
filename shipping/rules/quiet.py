"""How long couriers are usually silent about a parcel, by where it is."""

from collections.abc import Mapping
from datetime import timedelta

from shipping.states import ShipmentStatus

# Longer than this and somebody should ask: parcels nobody asks about are the ones that get lost.
USUAL_QUIET: Mapping[ShipmentStatus, timedelta] = {
    ShipmentStatus.READY_TO_SHIP: timedelta(days=2),
    ShipmentStatus.PICKED_UP: timedelta(days=2),
    ShipmentStatus.IN_TRANSIT: timedelta(days=3),
    ShipmentStatus.OUT_FOR_DELIVERY: timedelta(days=1),
    ShipmentStatus.DELIVERY_FAILED: timedelta(days=1),
    ShipmentStatus.RETURN_IN_TRANSIT: timedelta(days=7),
}
