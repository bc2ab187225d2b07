"""News from parcels, each turned into one service call."""

from komship.core.subscriptions import handles
from shipping.events import ParcelMoved
from tickets.services import follow_parcel


@handles(ParcelMoved, name="tickets.parcel_moved")
def on_parcel_moved(event: ParcelMoved) -> None:
    follow_parcel(event.reference)
