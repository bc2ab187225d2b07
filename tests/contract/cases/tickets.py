"""Cases of the tickets app."""

from tests.contract.case import Bad, Call, Case
from tests.contract.world import World
from tests.factories.tickets import answer_of_courier, make_ticket
from tickets.services import close_ticket, ensure_ticket_types
from tickets.states import Author, Outcome


def tickets(world: World) -> Call:
    """One that waits for Siti with news in it, one of hers, and one that ended well."""
    partner = world.siti.partner
    answer_of_courier(make_ticket(partner, "KOM2611210001", author=Author.SYSTEM))
    make_ticket(partner, "KOM2611210002")
    done = make_ticket(partner, "KOM2611210003")
    close_ticket(done.pk, partner_id=partner.pk, outcome=Outcome.DELIVERED)
    return Call()


def types(world: World) -> Call:
    ensure_ticket_types()
    return Call()


BAD_FILTERS = (
    Bad(why="a status that is no number", query={"ticket_status": "x"}),
    Bad(why="a day that does not exist", query={"start_date": "2026-02-30"}),
)

CASES: list[Case] = [
    Case(row="tickets.partner.count", call=tickets),
    Case(row="tickets.partner.count_need_followup", call=tickets),
    Case(row="tickets.partner.total_unread", call=tickets, bad=BAD_FILTERS),
    Case(row="tickets.partner.types", call=types),
]
