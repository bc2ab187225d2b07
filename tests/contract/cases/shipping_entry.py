"""Cases of practice pickups, the oldest and the public price lists, and the oldest label."""

from datetime import timedelta

from komship.lib import clock
from orders.models import CartLine
from shipping.models import NoCodArea
from tests.contract.case import LEFT_OUT, Bad, Call, Case
from tests.contract.cases.orders_forms import BAD_PARTNER, NO_COD, UNKNOWN
from tests.contract.cases.shipping_forms import INCOMPLETE, a_pickup_form, without_a_region
from tests.contract.sending import Reply
from tests.contract.world import World
from tests.factories.shipping import place


def a_practice_pickup(world: World) -> Call:
    body = a_pickup_form(world, orders=[0])
    return Call(path={"partner_id": world.siti.partner_id}, body=body)


def a_quote_of_jne(world: World) -> Call:
    cart = world.market.fill_cart()
    query = {
        "cart": ",".join(map(str, cart)),
        "tariff_code": place("Cihapit").tariff_code,
        "shipping": "JNE",
        "discount": "0",
        "payment_method": "COD",
        "partner_id": world.siti.partner_id,
        "partner_address_id": world.jakarta.pk,
        "additional_cost": 0,
    }
    return Call(query=query)


def with_repeated_lines(world: World) -> Call:
    return a_quote_of_jne(world).but(query={"cart": LEFT_OUT, "cart[]": world.market.fill_cart()})


def of_an_amount(world: World) -> Call:
    """The practice page sends the price of the goods for a cart."""
    CartLine.objects.all().delete()
    return a_quote_of_jne(world).but(query={"cart": "150000", "partner_id": LEFT_OUT})


def of_services_only(world: World) -> Call:
    names = ("cart", "discount", "payment_method", "additional_cost", "partner_address_id")
    return a_quote_of_jne(world).but(query=dict.fromkeys(names, LEFT_OUT))


def nobody_collects_cash(world: World, call: Call) -> Call:
    code = NoCodArea.objects.filter(courier__code="jne").values_list("tariff_code", flat=True)[0]
    return call.but(query={"tariff_code": code})


def a_public_quote(world: World) -> Call:
    """Heavy enough for cargo."""
    origin = place("Cihapit")
    goal = type(origin).objects.exclude(tariff_code="").exclude(city=origin.city).order_by("pk")[0]
    query = {"shipper_destination": origin.pk, "receiver_destination": goal.pk, "weight": 12}
    return Call(query=query)


def of_a_pound(world: World) -> Call:
    return a_public_quote(world).but(query={"weight": "0.5"})


BAD_PUBLIC = [
    Bad(why="unknown origin", query={"shipper_destination": UNKNOWN}, http=400),
    Bad(why="unknown destination", query={"receiver_destination": UNKNOWN}, http=400),
    Bad(why="weight in words", query={"weight": "berat"}),
    Bad(why="no weight", query={"weight": 0}),
    Bad(why="weight without end", query={"weight": 10**9}),
]


def labels_to_open(world: World) -> Call:
    order = world.market.packed()
    return Call(query={"order_id": str(order.pk), "page": "page_4", "print_date": 1})


def is_a_pdf(world: World, reply: Reply) -> None:
    assert reply.text.startswith("data:application/pdf;base64,JVBER")


CASES = [
    Case(
        row="shipping.onboarding.pickup",
        call=a_practice_pickup,
        bad=[
            *BAD_PARTNER,
            Bad(why="date in words", body={"pickup_date": "besok"}),
            Bad(why="a past day", body={"pickup_date": f"{clock.today() - timedelta(days=1)}"}),
            Bad(why="by bicycle", body={"vehicle": "SEPEDA"}),
        ],
    ),
    Case(
        row="shipping.calculate.v1",
        call=a_quote_of_jne,
        also=[with_repeated_lines, of_an_amount, of_services_only],
        bad=[
            Bad(why="unknown tariff code", query={"tariff_code": "XXX00000"}, http=400),
            Bad(why="no tariff code", query={"tariff_code": LEFT_OUT}),
            Bad(why="unknown method", query={"payment_method": "DAUN"}),
            Bad(why="cart in words", query={"cart": "satu"}),
            Bad(why="strange lines", query={"cart": f"{UNKNOWN},{UNKNOWN + 1}"}, http=400),
            Bad(why="another partner", query={"partner_id": UNKNOWN}, http=400),
            Bad(why="unknown warehouse", query={"partner_address_id": UNKNOWN}, http=400),
            Bad(why="no cash there", change=nobody_collects_cash, http=400, message=NO_COD),
            Bad(why="address without a region", arrange=without_a_region, http=400, message=INCOMPLETE),
        ],
    ),
    Case(row="shipping.public.calculate.v2", call=a_public_quote, also=[of_a_pound], bad=BAD_PUBLIC),
    Case(row="shipping.public.calculate.v3", call=a_public_quote, also=[of_a_pound], bad=BAD_PUBLIC),
    Case(
        row="shipping.label.generate.v1",
        call=labels_to_open,
        bad=[
            Bad(why="unknown order", query={"order_id": str(UNKNOWN)}),
            Bad(why="no order", query={"order_id": LEFT_OUT}),
            Bad(why="unknown page", query={"page": "page_99"}),
        ],
        after=is_a_pdf,
    ),
]
