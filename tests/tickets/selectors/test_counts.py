from datetime import timedelta

from pytest_django import DjangoAssertNumQueries as Queries

from accounts.models import Partner
from komship.lib import clock
from tests.factories.tickets import answer_of_courier, make_ticket, ticket_type
from tickets.models import Ticket
from tickets.selectors.counts import (
    TicketCounts,
    TicketFilter,
    needs_followup_count,
    ticket_counts,
    ticket_types,
    unread_count,
)
from tickets.services import close_ticket, ensure_ticket_types
from tickets.states import Author, Outcome


def test_counts_by_status_in_one_query(
    siti_partner: Partner, rina_partner: Partner, django_assert_num_queries: Queries
) -> None:
    make_ticket(siti_partner, "KOM1")
    make_ticket(siti_partner, "KOM2", author=Author.SYSTEM)
    for reference, outcome in (("KOM3", Outcome.DELIVERED), ("KOM4", Outcome.RETURNED)):
        ticket = make_ticket(siti_partner, reference)
        close_ticket(ticket.pk, partner_id=siti_partner.pk, outcome=outcome)
    make_ticket(rina_partner, "KOM5", author=Author.SYSTEM)
    with django_assert_num_queries(1):
        counts = ticket_counts(siti_partner.pk)
    assert counts == TicketCounts(
        needs_followup=1, unprocessed=1, in_process=0, finished=2, finished_delivered=1
    )
    assert needs_followup_count(siti_partner.pk) == 1


def test_unread_counts_tickets_not_messages(siti_partner: Partner, rina_partner: Partner) -> None:
    first, second = make_ticket(siti_partner, "KOM1"), make_ticket(siti_partner, "KOM2")
    answer_of_courier(make_ticket(rina_partner, "KOM3"))
    assert unread_count(siti_partner.pk, TicketFilter()) == 0, "her own words are not news to her"
    answer_of_courier(first)
    answer_of_courier(first)
    assert unread_count(siti_partner.pk, TicketFilter()) == 1
    answer_of_courier(second).ticket.messages.update(read_at=clock.now())
    assert unread_count(siti_partner.pk, TicketFilter()) == 1


def test_filters(siti_partner: Partner) -> None:
    ticket = make_ticket(siti_partner, "KOM1", airway_bill="JX777")
    other = make_ticket(siti_partner, "KOM2", author=Author.SYSTEM, type_id=ticket_type(2).pk)
    for row in (ticket, other):
        answer_of_courier(row)
    yesterday = clock.today() - timedelta(days=1)
    Ticket.objects.filter(pk=other.pk).update(
        created_at=clock.now() - timedelta(days=1), updated_at=clock.now() - timedelta(days=1)
    )
    wanted = {
        1: [
            TicketFilter(statuses=(ticket.status,)),
            TicketFilter(type_ids=(other.type_id,)),
            TicketFilter(number=ticket.number[3:].lower()),
            TicketFilter(airway_bill="jx77"),
            TicketFilter(created=(clock.today(), None)),
            TicketFilter(created=(None, yesterday)),
            TicketFilter(updated=(yesterday, yesterday)),
        ],
        2: [TicketFilter(created=(yesterday, clock.today()))],
        0: [TicketFilter(statuses=(3, 4)), TicketFilter(number="%"), TicketFilter(type_ids=(10**12,))],
    }
    for count, filters in wanted.items():
        assert [unread_count(siti_partner.pk, narrow) for narrow in filters] == [count] * len(filters)


def test_types_in_their_order(db: None) -> None:
    ensure_ticket_types()
    assert [row.position for row in ticket_types()] == [1, 2, 3, 4, 5]
    assert [row.position for row in ticket_types(open_to_sellers=True)] == [1, 2]
