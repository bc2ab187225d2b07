"""Cases of those who watch over orders: operators, couriers' desks, and our other servers."""

from datetime import timedelta

from accounts.models import SenderIdentity, User
from komship.lib import clock
from orders.models import Order
from shipping.models import Pickup
from tests.contract.case import LEFT_OUT, Bad, Call, Case
from tests.contract.sending import Reply
from tests.contract.world import World
from tests.factories.orders import move_parcel
from tests.factories.tickets import make_ticket


def a_late_pickup(world: World) -> Order:
    order = world.market.packed()
    yesterday = clock.today() - timedelta(days=1)
    Pickup.objects.filter(shipments__reference=order.number).update(pickup_on=yesterday)
    return order


def all_pickups(world: World) -> Call:
    a_late_pickup(world)
    return Call()


def waiting_ones_of_siti(world: World) -> Call:
    a_late_pickup(world)
    query = {"Search": world.siti.user.full_name[:4], "sort": "asc", "filter_status": "Belum Dipickup"}
    return Call(query={**query, "total_per_page": "10"})


def she_waits(world: World, reply: Reply) -> None:
    (row,) = reply.data["data"]
    assert reply.data["total"] == 1
    assert row["user_name"] == world.siti.user.full_name
    assert row["order_status"] == "Dipacking"
    (place,) = row["pickup_detail"]
    assert (place["id"], place["pickup_time"]) == (world.jakarta.pk, 10 * 3600)


def by_courier(world: World) -> Call:
    a_late_pickup(world)
    return Call(query={"limits": 10, "offset": 0, "filter_shipping": "JNE,SAP"})


def by_airway_bill(world: World) -> Call:
    order = a_late_pickup(world)
    assert order.shipment is not None
    return Call(query={"search": order.shipment.awb})


def is_late(world: World, reply: Reply) -> None:
    (row,) = reply.data
    assert row["delay_status"] == "Terlewati"
    assert row["delay"] != "0 hari 0 jam"


def her_couriers_parcels(world: World, reply: Reply) -> None:
    is_late(world, reply)
    assert "shipping" not in reply.data[0]


def an_order_with_a_ticket(world: World) -> Call:
    sender = SenderIdentity.objects.filter(partner=world.siti.partner).first()
    order = world.market.packed()
    Order.objects.filter(pk=order.pk).update(sender=sender)
    make_ticket(world.siti.partner, order.number)
    return Call(query={"q": order.number})


def the_same_by_airway_bill(world: World) -> Call:
    order = world.market.packed()
    assert order.shipment is not None
    return Call(query={"search": order.shipment.awb})


def a_day_of_work(world: World) -> Call:
    User.objects.filter(pk=world.siti.user.pk).update(email_verified_at=clock.now())
    order = move_parcel(world.market, world.market.packed(), "delivered")
    make_ticket(world.siti.partner, order.number)
    day = clock.today()
    return Call(query={"start_date": f"{day - timedelta(days=1)}", "end_date": f"{day}"})


def counted(world: World, reply: Reply) -> None:
    before, today = reply.data
    assert before["total_diterima"] == 0
    assert (today["total_dipacking"], today["total_dikirim"], today["total_ticket_jne"]) == (1, 0, 1)
    assert today["total_diterima"] == 1
    assert today["total_verification"] >= 1


BAD_WINDOW = [
    Bad(why="limit in words", query={"limits": "lima"}),
    Bad(why="negative offset", query={"offset": -1}),
]

CASES = (
    Case(
        row="orders.search.v2",
        call=an_order_with_a_ticket,
        also=[the_same_by_airway_bill],
        bad=[
            Bad(why="nobody's number", query={"q": "KOM000000000001"}, http=404),
            Bad(why="no number", query={"q": LEFT_OUT}, http=400),
            Bad(why="blank number", query={"q": " "}, http=400),
        ],
    ),
    Case(
        row="orders.pickup_monitoring.list",
        call=waiting_ones_of_siti,
        also=[all_pickups],
        bad=[
            Bad(why="no such sorting", query={"sort": "latest"}),
            Bad(why="no such status", query={"filter_status": "Hilang"}),
            Bad(why="page size in words", query={"total_per_page": "lima"}),
        ],
        after=she_waits,
    ),
    Case(
        row="orders.pickup_monitoring.list.v2",
        call=by_courier,
        also=[all_pickups, by_airway_bill],
        bad=BAD_WINDOW,
        after=is_late,
    ),
    Case(
        row="orders.pickup.monitoring_mitra",
        call=by_airway_bill,
        also=[all_pickups],
        bad=BAD_WINDOW,
        after=her_couriers_parcels,
    ),
    Case(
        row="orders.admin_metrics.reliability",
        call=a_day_of_work,
        bad=[
            Bad(why="no beginning", query={"start_date": LEFT_OUT}),
            Bad(why="no date", query={"end_date": "besok"}),
            Bad(why="ends before it begins", query={"start_date": "2026-12-31", "end_date": "2026-12-01"}),
            Bad(why="a year", query={"start_date": "2026-01-01", "end_date": "2026-12-31"}),
        ],
        after=counted,
    ),
)
