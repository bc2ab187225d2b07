"""Cases of what account managers look at: sellers and how they grow, sellers with stuck parcels."""

from accounts.models import Partner
from accounts.services import judge_partner
from accounts.states import PartnerStatus
from komship.core.audit import Actor
from komship.lib import clock
from orders.models import Order
from tests.contract.case import LEFT_OUT, Bad, Call, Case
from tests.contract.sending import Reply
from tests.contract.world import World
from tests.factories.tickets import make_ticket

OPS = Actor(user_id=None, label="wati", channel="test")


def a_month_of_work(world: World) -> Order:
    order = world.market.ask_pickup(world.market.order())
    make_ticket(world.siti.partner, order.number)
    return order


def growth_of_siti(world: World) -> Call:
    a_month_of_work(world)
    day = clock.today().isoformat()
    return Call(
        query={
            "start_date": f"{day}T00:00:00Z",
            "end_date": day,
            "limits": 50,
            "page": 1,
            "ordered_by": "total_order",
            "sort_by": "desc",
            "search": "siti",
        }
    )


def without_parameters(world: World) -> Call:
    return Call()


def siti_stands_there(world: World, reply: Reply) -> None:
    (row,) = reply.data["data"]
    assert (row["partner_id"], row["total_order"]) == (world.siti.partner_id, 1)
    assert row["first_pickup"] == row["last_pickup"] != "-"


def this_month(world: World) -> Call:
    a_month_of_work(world)
    return Call(query={"limits": 10, "offset": 0, "pickup_date": clock.today().strftime("%Y-%m")})


def jne_carries_all(world: World, reply: Reply) -> None:
    row = next(row for row in reply.data if row["partner_id"] == world.siti.partner_id)
    assert row["transaction"] == {
        "total": 1,
        "expeditions": {"jne": 100, "sicepat": 0, "idexpress": 0, "sap": 0},
    }
    assert 28 <= len(row["pickup_activities"]) <= 31


def a_note(world: World) -> Call:
    return Call(body={"partner_id": world.siti.partner_id, "notes": "Partner ini mantap"})


def is_noted(world: World, reply: Reply) -> None:
    assert Partner.objects.get(pk=world.siti.partner_id).ops_note == "Partner ini mantap"


def stuck_parcels(world: World) -> Call:
    order = a_month_of_work(world)
    Order.objects.filter(pk=order.pk).update(status="shipped", is_problem=True)
    return Call(query={"limits": 10, "offset": 0, "name_email": "siti"})


def held_ones(world: World) -> Call:
    call = stuck_parcels(world)
    judge_partner(world.siti.partner_id, verdict=PartnerStatus.ON_HOLD, reason="uji", actor=OPS)
    return call.but(query={"filter": 2})


def all_of_it_is_stuck(world: World, reply: Reply) -> None:
    (row,) = reply.data
    assert (row["partner_id"], row["running_orders"], row["user_status"]) == (world.siti.partner_id, 1, 0)
    assert row["problem_ratio"]["percentage"] == 100
    assert row["expedition_ratio"] == {"percentage": 100, "shipping_name": "JNE"}


def a_verdict(world: World) -> Call:
    return Call(body={"partner_id": world.siti.partner_id, "status": 2})


def she_is_held(world: World, reply: Reply) -> None:
    assert Partner.objects.get(pk=world.siti.partner_id).status == PartnerStatus.ON_HOLD


def a_period(world: World) -> Call:
    day = clock.today().isoformat()
    return Call(query={"start_date": day, "end_date": day})


def two_sellers_came(world: World, reply: Reply) -> None:
    assert (reply.data["Registrasi"], reply.data["verifikasi"], reply.data["potensial"]) == (2, 2, 2)
    assert (reply.data["aktif"], reply.data["user_aktif"]) == (0, 0)


NOBODY = [Bad(why="unknown seller", body={"partner_id": 999_999_999}, http=400)]
BAD_WINDOW = [
    Bad(why="limit in words", query={"limits": "lima"}),
    Bad(why="negative offset", query={"offset": -1}),
]

CASES = [
    Case(
        row="accounts.partner_growth.list",
        call=growth_of_siti,
        also=[without_parameters],
        bad=[
            Bad(why="no such column", query={"ordered_by": "password"}),
            Bad(why="no date", query={"start_date": "kemarin"}),
            Bad(why="page zero", query={"page": 0}),
        ],
        after=siti_stands_there,
    ),
    Case(
        row="accounts.partner_growth_juragan.list",
        call=this_month,
        also=[without_parameters],
        bad=[*BAD_WINDOW, Bad(why="no month", query={"pickup_date": "2026-13"})],
        after=jne_carries_all,
    ),
    Case(
        row="accounts.partner_growth_juragan.add_notes",
        call=a_note,
        bad=[*NOBODY, Bad(why="no note", body={"notes": " "})],
        after=is_noted,
    ),
    Case(
        row="accounts.problem_users.list",
        call=stuck_parcels,
        also=[held_ones],
        bad=[*BAD_WINDOW, Bad(why="no such verdict", query={"filter": 4})],
        after=all_of_it_is_stuck,
    ),
    Case(
        row="accounts.problem_users.set_status",
        call=a_verdict,
        bad=[
            *NOBODY,
            Bad(why="no such verdict", body={"status": 4}),
            Bad(why="no verdict", body={"status": LEFT_OUT}),
        ],
        after=she_is_held,
    ),
    Case(
        row="accounts.admin_dashboard.users_growth",
        call=a_period,
        bad=[
            Bad(why="no beginning", query={"start_date": LEFT_OUT}),
            Bad(why="no date", query={"end_date": "besok"}),
        ],
        after=two_sellers_came,
    ),
]
