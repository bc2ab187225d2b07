"""News from parcels and products, each turned into one service call."""

from komship.core.subscriptions import handles
from orders.services.drop_retired_variants import drop_retired_variants
from orders.services.follow_parcel import follow_parcel
from orders.services.rebook_order import rebook_order
from products.events import VariantsRetired
from shipping.events import BookingRefused, BookingRetryAsked, CodPaidOut, ParcelBooked, ParcelMoved


@handles(ParcelBooked, name="orders.parcel_booked")
def on_parcel_booked(event: ParcelBooked) -> None:
    follow_parcel(event.reference)


@handles(BookingRefused, name="orders.booking_refused")
def on_booking_refused(event: BookingRefused) -> None:
    follow_parcel(event.reference)


@handles(BookingRetryAsked, name="orders.booking_retry_asked")
def on_booking_retry_asked(event: BookingRetryAsked) -> None:
    rebook_order(event.reference, actor_label=event.actor_label)


@handles(ParcelMoved, name="orders.parcel_moved")
def on_parcel_moved(event: ParcelMoved) -> None:
    follow_parcel(event.reference)


@handles(CodPaidOut, name="orders.cod_paid_out")
def on_cod_paid_out(event: CodPaidOut) -> None:
    follow_parcel(event.reference)


@handles(VariantsRetired, name="orders.variants_retired")
def on_variants_retired(event: VariantsRetired) -> None:
    drop_retired_variants(event.partner_id, event.variant_ids)
