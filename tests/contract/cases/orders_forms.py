"""Calls and bad inputs that several operations on orders share."""

from orders.models import Order
from shipping.models import Destination
from tests.contract.case import Bad, Call
from tests.contract.world import World

UNKNOWN = 999_999_999
TOO_LOW = "Sorry, your balance is not enough to make a postage payment"
OWES = "Please Topup to continue your store Order."
NO_COD = "destination address is not available for COD payment method"
NO_STOCK = "Sorry, there is not enough stock to continue the order"


def bandung(world: World) -> Destination:
    return Destination.objects.filter(village="Cihapit").order_by("pk")[0]


def an_order(world: World) -> Call:
    order = world.market.order()
    return Call(path={"partner_id": world.siti.partner_id, "order_id": order.pk})


def an_order_form(world: World) -> Call:
    """As the web client posts it: amounts of the quote, zeros for no bank."""
    place = bandung(world)
    cart = world.market.fill_cart()
    body = {
        "date": "2026-11-21",
        "tariff_code": place.tariff_code,
        "subdistrict_name": place.village,
        "zip_code": place.postal_code,
        "district_name": place.district,
        "city_name": place.city,
        "is_komship": 1,
        "is_kompack": 0,
        "tracking_sales_id": None,
        "customer_id": None,
        "customer_name": "Ayu Lestari",
        "customer_phone": "81234567890",
        "customer_destination_id": place.pk,
        "detail_address": "Jl. Kenanga 12",
        "shipping": "JNE",
        "shipping_type": "REG19",
        "payment_method": "COD",
        "bank": 0,
        "bank_account_name": 0,
        "bank_account_no": 0,
        "partner_address_id": world.jakarta.pk,
        "warehouse_id": world.jakarta.pk,
        "subtotal": 100_000,
        "cart": list(cart),
        "order_notes": None,
        "is_whatsapp": 1,
    }
    return Call(path={"partner_id": world.siti.partner_id}, body=body)


def pack_it(world: World) -> None:
    world.market.packed(Order.objects.get(partner=world.siti.partner))


BAD_PARTNER = [
    Bad(why="unknown partner", path={"partner_id": UNKNOWN}, http=400),
    Bad(why="partner in the query she does not serve", query={"partner_id": UNKNOWN}, http=400),
]
BAD_ORDER_ID = [
    *BAD_PARTNER,
    Bad(why="unknown order", path={"order_id": UNKNOWN}, http=400),
    Bad(why="huge id", path={"order_id": 10**25}),
]
