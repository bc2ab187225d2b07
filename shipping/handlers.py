"""What shipping does when news arrives. Outside handlers talk to couriers, so they open no transaction."""

from komship.core.subscriptions import handles, handles_outside
from shipping.events import AirwayBillsDue, BookingOpened, BookingUnresolved, PushReceived, TrackingDue
from shipping.services import book_parcel, complete_bookings, poll_batch, resolve_booking, take_push
from shipping.services.claim_due_polls import HANDLER, QUEUE
from shipping.services.resume_carrier import BOOKING_HANDLERS

BOOK, RESOLVE = BOOKING_HANDLERS


@handles_outside(BookingOpened, name=BOOK, queue="carriers")
def book(event: BookingOpened, *, event_id: int) -> None:
    book_parcel(event.shipment_id)


@handles_outside(BookingUnresolved, name=RESOLVE, queue="carriers")
def resolve(event: BookingUnresolved, *, event_id: int) -> None:
    resolve_booking(event.shipment_id)


@handles_outside(AirwayBillsDue, name="shipping.complete_bookings", queue="carriers")
def complete(event: AirwayBillsDue, *, event_id: int) -> None:
    complete_bookings(event)


@handles_outside(TrackingDue, name=HANDLER, queue=QUEUE)
def poll(event: TrackingDue, *, event_id: int) -> None:
    poll_batch(event)


@handles(PushReceived, name="shipping.take_push")
def take(event: PushReceived) -> None:
    take_push(event.push_id)
