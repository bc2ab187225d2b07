"""Cases of the shipping app's rows; orders serve some of them, because they know the cart."""

from orders.models import Order
from shipping.models import Courier, Destination, NoCodArea, Pickup
from shipping.selectors.destinations import district_page
from tests.contract.case import LEFT_OUT, Bad, Call, Case
from tests.contract.cases.shipping_entry import CASES as ENTRY_CASES
from tests.contract.cases.shipping_forms import INCOMPLETE, a_pickup_form, without_a_region
from tests.contract.cases.shipping_ops import CASES as OPS_CASES
from tests.contract.cases.shipping_parcels import PARCEL_CASES
from tests.contract.sending import Reply
from tests.contract.world import World
from tests.factories.orders import move_parcel
from tests.factories.shipping import place

UNKNOWN = 999_999_999
NO_COD = "destination address is not available for COD payment method"


def nothing(world: World) -> Call:
    return Call()


def a_search(world: World) -> Call:
    return Call(query={"search": "cihapit"})


def merges_districts(world: World, reply: Reply) -> None:
    found = district_page("bandung wetan").rows
    assert [row.district for row in found].count("Bandung Wetan") == 1


def a_quote(world: World) -> Call:
    cart = world.market.fill_cart()
    query = {
        "cart": ",".join(map(str, cart)),
        "receiver_destination": place("Cihapit").pk,
        "payment_method": "COD",
        "partner_id": world.siti.partner_id,
        "partner_address_id": world.jakarta.pk,
        "warehouse_type": "Private Warehouse",
    }
    return Call(query=query)


def a_heavy_quote(world: World) -> Call:
    """Heavy enough for a cargo service beside the regular one."""
    return a_quote(world).but(query={"cart": LEFT_OUT, "weight": 12_000, "subtotal": 100_000})


def where_nobody_collects_cash(world: World, call: Call) -> Call:
    code = NoCodArea.objects.filter(courier__code="jne").values("tariff_code")[:1]
    far = Destination.objects.filter(tariff_code__in=code).order_by("pk")[0]
    return call.but(query={"receiver_destination": far.pk})


def with_typed_amounts(world: World) -> Call:
    query = {"discount": 5_000, "additional_cost": 1_000, "grandtotal": ""}
    return a_quote(world).but(query=query)


def a_pickup_of_one(world: World) -> Call:
    order = world.market.order()
    return Call(path={"partner_id": world.siti.partner_id}, body=a_pickup_form(world, order=order.pk))


def a_pickup_of_many(world: World) -> Call:
    order = world.market.order()
    return Call(path={"partner_id": world.siti.partner_id}, body=a_pickup_form(world, orders=[order.pk]))


def a_wrapped_pickup(world: World) -> Call:
    call = a_pickup_of_many(world)
    return call.but(body={"params": call.body, **dict.fromkeys(call.body, LEFT_OUT)})


def a_pickup(world: World) -> Pickup:
    world.market.packed()
    return Pickup.objects.get(partner=world.siti.partner)


def pickups(world: World) -> Call:
    a_pickup(world)
    return Call(query={"page": 1, "limits": 50})


def one_pickup(world: World) -> Call:
    return Call(path={"pickup_id": a_pickup(world).pk})


def orders_of_a_pickup(world: World) -> Call:
    query = {"limit": 50, "offset": 0, "shipping_name": "", "is_print": 2}
    return one_pickup(world).but(query=query)


def labels(world: World) -> Call:
    order = world.market.packed()
    return Call(
        body={"order_id": str(order.pk), "page": "page_6", "print_date": 1},
        encoding="multipart",
    )


def labels_in_the_query(world: World) -> Call:
    return Call(query=labels(world).body)


def a_parcel_on_its_way(world: World) -> str:
    market = world.market
    order = move_parcel(market, market.packed(), "delivered")
    assert order.shipment is not None
    return str(order.shipment.awb)


def an_airway_bill(world: World) -> Call:
    return Call(body={"data": a_parcel_on_its_way(world)})


def an_airway_bill_in_the_query(world: World) -> Call:
    return Call(query={"data": a_parcel_on_its_way(world)})


def a_courier_switch(world: World) -> Call:
    courier = Courier.objects.get(code="jne")
    body = {
        "shipping_name": "JNE",
        "is_komship": 1,
        "partner_id": world.siti.partner_id,
        "is_active": 0,
    }
    return Call(path={"shipping_id": courier.pk}, body=body)


def another_default(world: World) -> Call:
    return Call(path={"warehouse_id": world.bandung.pk}, body={"is_default": 1})


def is_asked_for(world: World, reply: Reply) -> None:
    assert Order.objects.get(partner=world.siti.partner).status in ("booking", "packing")


BAD_QUOTE = [
    Bad(why="unknown destination", query={"receiver_destination": UNKNOWN}, http=400),
    Bad(why="no destination", query={"receiver_destination": LEFT_OUT}),
    Bad(why="unknown warehouse", query={"partner_address_id": UNKNOWN}, http=400),
    Bad(why="unknown method", query={"payment_method": "DAUN"}),
    Bad(why="unknown cart line", query={"cart": str(UNKNOWN)}),
    Bad(why="cart in words", query={"cart": "satu"}),
    Bad(why="another partner", query={"partner_id": UNKNOWN}, http=400),
    Bad(why="no cash collected there", change=where_nobody_collects_cash, http=400, message=NO_COD),
    Bad(why="address without a region", arrange=without_a_region, http=400, message=INCOMPLETE),
]
BAD_PICKUP = [
    Bad(why="unknown partner", path={"partner_id": UNKNOWN}, http=400),
    Bad(why="date in words", body={"pickup_date": "besok"}),
    Bad(why="a past day", body={"pickup_date": "2020-01-01"}),
    Bad(why="by bicycle", body={"vehicle": "SEPEDA"}),
]
BAD_ONE = [*BAD_PICKUP, Bad(why="unknown order", body={"order": UNKNOWN}, http=200, code=1002)]
BAD_PICKUP_ID = [
    Bad(why="unknown pickup", path={"pickup_id": UNKNOWN}, http=400),
    Bad(why="huge id", path={"pickup_id": 10**25}),
]
BAD_LABEL = [
    Bad(why="unknown order", body={"order_id": str(UNKNOWN)}),
    Bad(why="orders in words", body={"order_id": "semua"}),
    Bad(why="no order", body={"order_id": LEFT_OUT}),
    Bad(why="unknown page", body={"page": "page_99"}),
]
NO_PARCEL = [Bad(why="unknown airway bill", body={"data": "000"}), Bad(why="none", body={"data": LEFT_OUT})]

CASES = [
    *OPS_CASES,
    Case(row="shipping.province.list", call=nothing),
    Case(row="shipping.destinations.list.v1", call=a_search),
    Case(row="shipping.destinations.list.v2", call=a_search),
    Case(
        row="shipping.public.destinations.v2",
        call=a_search,
        also=[nothing],
        bad=[Bad(why="a page in words", query={"page": "satu"})],
    ),
    Case(
        row="shipping.public.destinations.v3",
        call=a_search,
        also=[lambda world: Call(query={"search": "cihapit", "is_no_subdist": "1"})],
        bad=[Bad(why="neither yes nor no", query={"is_no_subdist": "mungkin"})],
        after=merges_districts,
    ),
    Case(row="shipping.origins.list.v1", call=lambda world: Call(query={"search": "bandung"})),
    Case(row="shipping.couriers.v1", call=nothing),
    Case(row="shipping.partner_shipments.list", call=lambda world: Call(query={"is_komship": 1})),
    Case(row="shipping.partner_shipments.not_active", call=nothing),
    Case(
        row="shipping.partner_shipments.update",
        call=a_courier_switch,
        bad=[
            Bad(why="unknown courier", path={"shipping_id": UNKNOWN}),
            Bad(why="another partner", body={"partner_id": UNKNOWN}),
            Bad(why="half on", body={"is_active": 5}),
        ],
        stranger_may="couriers are everybody's; only her own switch moves",
    ),
    Case(row="shipping.calculate.v2", call=a_quote, also=[with_typed_amounts], bad=BAD_QUOTE),
    Case(row="shipping.calculate.v3", call=a_heavy_quote, also=[a_quote, with_typed_amounts], bad=BAD_QUOTE),
    Case(row="shipping.pickup.store.v1", call=a_pickup_of_many, bad=BAD_PICKUP, after=is_asked_for),
    Case(
        row="shipping.pickup.store.v2",
        call=a_wrapped_pickup,
        bad=[BAD_PICKUP[0], Bad(why="nothing wrapped", body={"params": {}})],
        after=is_asked_for,
    ),
    Case(row="shipping.pickup.store.v3", call=a_pickup_of_one, bad=BAD_ONE, after=is_asked_for),
    Case(row="shipping.pickup.store.v4", call=a_pickup_of_one, bad=BAD_ONE, after=is_asked_for),
    Case(row="shipping.pickup.history.v1", call=pickups),
    Case(row="shipping.pickup.history.v3", call=pickups),
    Case(row="shipping.pickup.history_detail.v1", call=one_pickup, bad=BAD_PICKUP_ID),
    Case(row="shipping.pickup.history_detail.v3", call=one_pickup, bad=BAD_PICKUP_ID),
    Case(row="shipping.pickup.history_orders.v1", call=one_pickup, bad=BAD_PICKUP_ID),
    Case(row="shipping.pickup.detail_orders.v2", call=orders_of_a_pickup, bad=BAD_PICKUP_ID),
    Case(row="shipping.label.generate.v2", call=labels, bad=BAD_LABEL),
    Case(row="shipping.label.generate.v3", call=labels, also=[labels_in_the_query], bad=BAD_LABEL),
    Case(
        row="shipping.awb.history.v2",
        call=an_airway_bill,
        also=[an_airway_bill_in_the_query],
        bad=NO_PARCEL,
    ),
    Case(row="shipping.awb.bulk_check", call=an_airway_bill, bad=NO_PARCEL),
    Case(
        row="shipping.awb.bulk_check.v1.get",
        call=an_airway_bill_in_the_query,
        bad=[Bad(why="unknown airway bill", query={"data": "000"})],
    ),
    *PARCEL_CASES,
    Case(row="shipping.warehouse.list", call=nothing),
    Case(row="shipping.warehouse.pickup_options", call=nothing),
    Case(
        row="shipping.warehouse.set_default",
        call=another_default,
        bad=[Bad(why="unknown warehouse", path={"warehouse_id": UNKNOWN})],
    ),
    *ENTRY_CASES,
]
