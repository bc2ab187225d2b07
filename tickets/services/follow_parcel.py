from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from komship.lib import clock
from orders.models import Order
from orders.states import OF_SHIPMENT, OrderStatus
from shipping.models import Shipment
from shipping.states import ShipmentStatus
from tickets.errors import TicketAlreadyOpen
from tickets.models import Ticket, TicketType
from tickets.services.close_ticket import close_ticket
from tickets.services.open_ticket import NewTicket, open_ticket
from tickets.states import PROBLEM_TYPE, Author, Outcome

# Couriers keep a parcel they could not deliver for about a day before it goes back.
ANSWER_WITHIN = timedelta(hours=24)

_OUTCOMES = {
    OrderStatus.DELIVERED: Outcome.DELIVERED,
    OrderStatus.RETURNED: Outcome.RETURNED,
    OrderStatus.LOST: Outcome.LOST,
    OrderStatus.DAMAGED: Outcome.DAMAGED,
}


def follow_parcel(reference: str) -> None:
    """Bring the tickets of an order in line with its parcel as it stands now.

    A parcel with a problem gets a ticket, one that has ended has its ticket ended. The present is
    read, not the news that called: news may come late, twice or out of order.
    """
    order = Order.objects.filter(number=reference).select_related("shipment").first()
    if order is None or order.shipment is None:
        return
    stands = OF_SHIPMENT.get(ShipmentStatus(order.shipment.status))
    if stands is not None and (stands in _OUTCOMES or stands == OrderStatus.CANCELLED):
        _end_tickets(reference, stands)
    elif order.shipment.is_problem:
        _open_problem(order, order.shipment)


def _open_problem(order: Order, shipment: Shipment) -> None:
    if Ticket.objects.open().filter(reference=order.number).exists():
        return
    ticket = NewTicket(
        reference=order.number,
        type_id=_problem_type().pk,
        text=_("Kurir melaporkan kendala pengiriman. Hubungi pembeli, lalu tuliskan jawabannya di sini."),
        airway_bill=shipment.awb or "",
        deadline_at=clock.now() + ANSWER_WITHIN,
        author=Author.SYSTEM,
    )
    try:
        open_ticket(ticket, partner_id=order.partner_id)
    except TicketAlreadyOpen:
        # The seller opened one in the same moment; hers is as good.
        return


def _problem_type() -> TicketType:
    """Operators may have removed it; a parcel's problem must not wait for them."""
    kind, _is_new = TicketType.objects.get_or_create(name=PROBLEM_TYPE, defaults={"open_to_sellers": True})
    return kind


def _end_tickets(reference: str, stands: OrderStatus) -> None:
    with transaction.atomic():
        for ticket in Ticket.objects.open().select_for_update().filter(reference=reference):
            close_ticket(
                ticket.pk,
                partner_id=ticket.partner_id,
                outcome=_OUTCOMES.get(stands, Outcome.UNKNOWN),
                is_cancelled=stands == OrderStatus.CANCELLED,
            )
