"""Cases of the tickets app."""

from tests.contract.case import Bad, Call, Case
from tests.contract.sending import Reply
from tests.contract.world import World
from tests.factories.tickets import make_ticket
from tickets.states import Author


def a_ticket(world: World) -> Call:
    """One that the courier opened: it waits for the seller and has a message she has not read."""
    make_ticket(world.siti.partner, author=Author.COURIER_CS)
    return Call()


def waits_for_her(world: World, reply: Reply) -> None:
    assert next(iter(reply.data.values())) == 1


def needs_her(world: World, reply: Reply) -> None:
    assert reply.data["perlu_tindak_lanjut"] == 1


CASES = [
    Case(row="tickets.partner.count", call=a_ticket, after=needs_her),
    Case(row="tickets.partner.count_need_followup", call=a_ticket, after=waits_for_her),
    Case(
        row="tickets.partner.total_unread",
        call=a_ticket,
        bad=[
            Bad(why="status in words", query={"ticket_status": "selesai"}),
            Bad(why="date in words", query={"start_date": "kemarin"}),
        ],
        after=waits_for_her,
    ),
    Case(row="tickets.partner.types", call=a_ticket),
]
