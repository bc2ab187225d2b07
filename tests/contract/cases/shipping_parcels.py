"""Cases of the rows that find an order by its airway bill."""

from orders.models import Order
from tests.contract.case import Bad, Call, Case
from tests.contract.sending import Reply
from tests.contract.world import World
from tests.factories.orders import move_parcel

UNKNOWN = 999_999_999


def a_parcel(world: World) -> Order:
    market = world.market
    return move_parcel(market, market.packed(), "picked_up")


def awb_of(order: Order) -> str:
    assert order.shipment is not None
    return str(order.shipment.awb)


def by_airway_bill(world: World) -> Call:
    return Call(query={"search": awb_of(a_parcel(world))})


def by_name(world: World) -> Call:
    return by_airway_bill(world).but(query={"search": "ayu"})


def by_the_last_digits(world: World) -> Call:
    return Call(query={"search": awb_of(a_parcel(world))[-6:]})


def finds_one(world: World, reply: Reply) -> None:
    order = Order.objects.get(partner=world.siti.partner)
    (found,) = reply.json["data"]
    assert (found["airway_bill"], found["customer_name"]) == (awb_of(order), order.recipient_name)


def an_airway_bill_and_its_order(world: World) -> Call:
    order = a_parcel(world)
    return Call(path={"no_resi": awb_of(order), "order_id": order.pk})


def of_another_order(world: World, call: Call) -> Call:
    return call.but(path={"order_id": world.market.order(quantity=1).pk})


PARCEL_CASES = (
    Case(
        row="shipping.awb.track",
        call=by_airway_bill,
        also=[by_name, by_the_last_digits, lambda world: Call()],
        bad=[Bad(why="endless", query={"search": "a" * 101}, http=400)],
        after=finds_one,
    ),
    Case(
        row="shipping.awb.check.v1",
        call=an_airway_bill_and_its_order,
        bad=[
            Bad(why="unknown airway bill", path={"no_resi": "000"}, http=400),
            Bad(why="unknown order", path={"order_id": UNKNOWN}, http=400),
            Bad(why="another order's", change=of_another_order, http=400),
            Bad(why="endless", path={"no_resi": "1" * 400}, http=400),
        ],
    ),
)
