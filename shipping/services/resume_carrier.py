from django.db import transaction

from komship.core.audit import Actor, record
from komship.core.outbox import bring_forward
from shipping.services._breaker import close_lines

# Of shipping.handlers: what a paused line puts off for as long as the pause was to last.
BOOKING_HANDLERS = ("shipping.book_parcel", "shipping.resolve_booking")


def resume_carrier(carrier: str, *, actor: Actor | None) -> None:
    """Call a carrier again at once on every line, e.g. after the right login was put in.

    Sellers wait for airway bills, so bookings that were put off go out now; those of carriers that are
    still left alone are put off again. Tracking and unclear bookings come when their own time comes. A
    carrier that is still down is left alone again soon.
    """
    with transaction.atomic():
        record("carrier.resumed", f"carrier:{carrier}", actor=actor)
        bring_forward(BOOKING_HANDLERS)
        # Before the commit, which wakes the workers.
        close_lines(carrier)
