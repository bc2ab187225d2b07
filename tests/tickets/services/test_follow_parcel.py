from datetime import timedelta

import pytest

from komship.lib import clock
from notifications.models import Notification
from tests.factories.orders import Market, move_parcel
from tests.factories.tickets import make_ticket
from tickets.models import Ticket
from tickets.services import follow_parcel
from tickets.states import Author, Outcome, TicketStatus


def test_a_problem_opens_one_ticket(market: Market) -> None:
    order = move_parcel(market, market.packed(), "problem")
    ticket = Ticket.objects.get()
    assert order.shipment is not None
    assert (ticket.partner_id, ticket.reference, ticket.airway_bill) == (
        market.partner.pk,
        order.number,
        order.shipment.awb,
    )
    assert ticket.status == TicketStatus.NEEDS_FOLLOWUP
    assert ticket.deadline_at is not None
    assert abs(ticket.deadline_at - clock.now() - timedelta(hours=24)) < timedelta(minutes=1)
    assert ticket.messages.get().author == Author.SYSTEM
    follow_parcel(order.number)
    assert Ticket.objects.count() == 1


def test_the_bell_rings_for_it(market: Market) -> None:
    move_parcel(market, market.packed(), "problem")
    line = Notification.objects.for_partner(market.partner.pk).get()
    assert (line.kind, line.reference) == ("ticket", Ticket.objects.get().pk)


@pytest.mark.parametrize(
    ("end", "outcome"),
    [("delivered", Outcome.DELIVERED), ("returned", Outcome.RETURNED), ("lost", Outcome.LOST)],
)
def test_the_end_of_the_parcel_ends_it(market: Market, end: str, outcome: Outcome) -> None:
    order = move_parcel(market, market.packed(), "problem")
    move_parcel(market, order, end)
    ticket = Ticket.objects.get()
    assert (ticket.status, ticket.outcome) == (TicketStatus.FINISHED, outcome)
    follow_parcel(order.number)
    assert Ticket.objects.count() == 1


def test_a_sellers_own_ticket_is_enough(market: Market) -> None:
    order = market.packed()
    make_ticket(market.partner, order.number)
    move_parcel(market, order, "problem")
    assert Ticket.objects.get().messages.get().author == Author.PARTNER


def test_a_parcel_without_trouble_has_no_ticket(market: Market) -> None:
    move_parcel(market, market.packed(), "in_transit")
    follow_parcel(market.order().number)
    follow_parcel("KOM-UNKNOWN")
    assert not Ticket.objects.exists()
