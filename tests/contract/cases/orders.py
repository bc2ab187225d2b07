"""Cases of the orders app."""

from accounts.services.save_sales_admin import save_sales_admin
from orders.models import CartLine, Order
from products.models import Stock
from shipping.models import Destination, NoCodArea
from tests.contract.case import LEFT_OUT, Bad, Call, Case
from tests.contract.cases.orders_customers import CUSTOMER_CASES
from tests.contract.cases.orders_entry import CASES as ENTRY_CASES
from tests.contract.cases.orders_export import CASES as EXPORT_CASES
from tests.contract.cases.orders_forms import (
    BAD_ORDER_ID,
    BAD_PARTNER,
    NO_COD,
    NO_STOCK,
    OWES,
    TOO_LOW,
    UNKNOWN,
    an_order,
    an_order_form,
    pack_it,
)
from tests.contract.cases.orders_ops import CASES as OPS_CASES
from tests.contract.cases.orders_sheet import CASES as SHEET_CASES
from tests.contract.sending import Reply
from tests.contract.world import World
from tests.factories.finance import fund
from tests.factories.orders import move_parcel


def nothing(world: World) -> Call:
    return Call()


def a_sales_admin(world: World) -> int:
    return save_sales_admin("Melati Sales", partner_id=world.siti.partner_id).pk


def melati_sells(world: World) -> None:
    a_sales_admin(world)


def with_a_sales_admin(world: World) -> Call:
    a_sales_admin(world)
    return Call()


def a_filled_cart(world: World) -> Call:
    world.market.fill_cart()
    return Call()


def an_item(world: World) -> dict[str, object]:
    return {
        "product_id": world.gown.pk,
        "product_name": world.gown.name,
        "variant_id": world.gown_leaf.option_id,
        "variant_name": "Merah, S",
        "product_price": 60_000,
        "qty": 2,
        "subtotal": 120_000,
    }


def one_item(world: World) -> Call:
    return Call(body=an_item(world))


def a_list_of_items(world: World) -> Call:
    return Call(body=[{"id": 0, **an_item(world)}])


def a_cart_line(world: World) -> Call:
    return Call(body={"cart_id": list(world.market.fill_cart())})


def a_cart_line_in_the_query(world: World) -> Call:
    return Call(query={"cart_id[]": world.market.fill_cart()})


def own_cart(world: World) -> Call:
    world.market.fill_cart()
    return Call(path={"user_id": world.siti.user.pk})


def a_changed_quantity(world: World) -> Call:
    (line,) = world.market.fill_cart()
    return Call(path={"cart_id": line}, query={"qty": 3})


def orders_of_all_kinds(world: World) -> Call:
    """One typed a moment ago, one paid by transfer, one on its way with a scan."""
    market = world.market
    market.order()
    fund(world.siti.partner, 100_000)
    market.transfer_order()
    move_parcel(market, market.packed(), "picked_up")
    return Call(path={"partner_id": world.siti.partner_id})


def a_page_of_orders(world: World) -> Call:
    return orders_of_all_kinds(world).but(query={"page": 1, "total_per_page": 50, "order_status": "Dikirim"})


def a_window_of_orders(world: World) -> Call:
    empty = {"search": "", "product_name": "", "start_date": ""}
    return orders_of_all_kinds(world).but(query={"limit": 50, "offset": 0, **empty})


def a_packed_order(world: World) -> Call:
    order = world.market.packed()
    return Call(path={"partner_id": world.siti.partner_id, "order_id": order.pk})


def keeps_the_goods_for_it(world: World, reply: Reply) -> None:
    assert Stock.objects.get(variant=world.scarf_variant, warehouse=world.jakarta).reserved == 2
    assert not CartLine.objects.filter(user=world.siti.user).exists()


def is_cancelled(world: World, reply: Reply) -> None:
    assert Order.objects.get(partner=world.siti.partner).status == "cancelled"


def gives_the_goods_back(world: World, reply: Reply) -> None:
    assert Stock.objects.get(variant=world.scarf_variant, warehouse=world.jakarta).reserved == 0


def ship_it(world: World) -> None:
    market = world.market
    move_parcel(market, Order.objects.get(partner=world.siti.partner), "picked_up")


def sell_out(world: World) -> None:
    Stock.objects.filter(variant__product__partner=world.siti.partner).update(on_hand=1)


def after_an_unpaid_return(world: World, call: Call) -> Call:
    """A return that came back cost more than she has, so her balance is below zero."""
    move_parcel(world.market, world.market.packed(), "returned")
    return an_order_form(world)


def where_nobody_collects_cash(world: World, call: Call) -> Call:
    code = NoCodArea.objects.filter(courier__code="jne").values("tariff_code")[:1]
    place = Destination.objects.filter(tariff_code__in=code).order_by("pk")[0]
    return call.but(body={"customer_destination_id": place.pk})


def with_emoji(world: World) -> Call:
    """Courier-safe forms are computed; what she typed is kept."""
    body = {"customer_name": "Ayu 🌸 Lestari", "detail_address": "Jl. Kenanga № 12 – blok «C» 🏠"}
    return an_order_form(world).but(body=body)


def paid_by_transfer(world: World) -> Call:
    fund(world.siti.partner, 100_000)
    return an_order_form(world).but(body={"payment_method": "BANK TRANSFER"})


BAD_ITEM = [
    Bad(why="unknown product", body={"product_id": UNKNOWN}),
    Bad(why="unknown variant", body={"variant_id": UNKNOWN}),
    Bad(why="no quantity", body={"qty": 0}),
    Bad(why="quantity over stock", body={"qty": 5000}),
    Bad(why="product in words", body={"product_id": "gamis"}),
]
BAD_ROWS = [
    Bad(why="unknown product", body=[{"product_id": UNKNOWN, "variant_id": 0, "qty": 1}]),
    Bad(why="a row that is no object", body=["gamis"]),
    Bad(why="an object for a list", body={"gamis": 1}),
]
BAD_FILTER = [
    *BAD_PARTNER,
    Bad(why="date in words", query={"start_date": "kemarin"}),
    Bad(why="unknown status", query={"order_status": "Hilang Akal"}),
    Bad(why="unknown method", query={"payment_method": "DAUN"}),
    Bad(why="ids in words", query={"order_id": "satu,dua"}),
]
BAD_FORM = [
    *BAD_PARTNER,
    Bad(why="no name", body={"customer_name": LEFT_OUT}),
    Bad(why="short phone", body={"customer_phone": "812"}),
    Bad(why="phone in words", body={"customer_phone": "nol delapan"}),
    Bad(why="unknown destination", body={"customer_destination_id": UNKNOWN}),
    Bad(why="unknown service", body={"shipping_type": "KILAT"}),
    Bad(why="courier switched off", body={"shipping": "SICEPAT", "shipping_type": "SIUNT"}),
    Bad(why="unknown method", body={"payment_method": "DAUN"}),
    Bad(why="empty cart", body={"cart": []}),
    Bad(why="unknown cart line", body={"cart": [UNKNOWN]}),
    Bad(why="unknown warehouse", body={"partner_address_id": UNKNOWN}),
    Bad(why="negative discount", body={"discount": -5}),
    Bad(why="discount over the goods", body={"discount": 900_000}),
    Bad(why="another total", body={"grandtotal": 1}),
    Bad(why="zero byte", body={"detail_address": "Jl. \x00"}),
    Bad(why="out of stock", arrange=sell_out, http=400, message=NO_STOCK),
    Bad(why="endless name", body={"customer_name": "a" * 5000}),
    Bad(why="endless address", body={"detail_address": "a" * 5000}),
    Bad(why="balance below zero", change=after_an_unpaid_return, http=400, message=OWES),
    Bad(why="no cash collected there", change=where_nobody_collects_cash, http=400, message=NO_COD),
    Bad(why="balance too low", body={"payment_method": "BANK TRANSFER"}, http=400, message=TOO_LOW),
]
OTHER_FORMS = [with_emoji, paid_by_transfer]

CASES = [
    *OPS_CASES,
    Case(row="orders.cart.list", call=a_filled_cart),
    Case(row="orders.cart.store", call=one_item, bad=BAD_ITEM),
    Case(row="orders.cart.bulk_store", call=a_list_of_items, bad=BAD_ROWS),
    Case(row="orders.cart.bulk_store_web.v2", call=a_list_of_items, bad=BAD_ROWS),
    Case(
        row="orders.cart.delete",
        call=a_cart_line,
        also=[a_cart_line_in_the_query],
        bad=[Bad(why="in words", body={"cart_id": ["dua"]})],
    ),
    Case(
        row="orders.cart.clear",
        call=own_cart,
        bad=[
            Bad(why="another user", path={"user_id": UNKNOWN}),
            Bad(why="undefined", path={"user_id": "undefined"}),
        ],
    ),
    Case(
        row="orders.cart.update",
        call=a_changed_quantity,
        bad=[
            Bad(why="unknown line", path={"cart_id": UNKNOWN}),
            Bad(why="over stock", query={"qty": 5000}),
            Bad(why="in words", query={"qty": "dua"}),
        ],
    ),
    Case(row="orders.list.v1", call=a_page_of_orders, bad=BAD_FILTER),
    Case(row="orders.list.v2", call=a_window_of_orders, bad=BAD_FILTER),
    Case(row="orders.list.v3", call=a_window_of_orders, bad=BAD_FILTER),
    Case(row="orders.count_by_status", call=orders_of_all_kinds, bad=BAD_PARTNER),
    Case(row="orders.detail.v1", call=an_order, bad=BAD_ORDER_ID),
    Case(
        row="orders.create.v3",
        call=an_order_form,
        also=OTHER_FORMS,
        bad=BAD_FORM,
        after=keeps_the_goods_for_it,
    ),
    Case(
        row="orders.store.v1",
        call=an_order_form,
        also=OTHER_FORMS,
        bad=BAD_FORM,
        after=keeps_the_goods_for_it,
    ),
    Case(
        row="orders.store.v2",
        call=an_order_form,
        also=OTHER_FORMS,
        bad=BAD_FORM,
        after=keeps_the_goods_for_it,
    ),
    Case(
        row="orders.cancel.v1",
        call=a_packed_order,
        bad=[*BAD_ORDER_ID, Bad(why="already scanned", arrange=ship_it, http=400)],
        after=is_cancelled,
    ),
    Case(
        row="orders.cancel.v2",
        call=a_packed_order,
        bad=[*BAD_ORDER_ID, Bad(why="already scanned", arrange=ship_it, http=400)],
        after=is_cancelled,
    ),
    Case(
        row="orders.delete",
        call=an_order,
        bad=[*BAD_ORDER_ID, Bad(why="already packed", arrange=pack_it, http=400)],
        after=gives_the_goods_back,
    ),
    Case(
        row="orders.tracking_sales.create",
        call=lambda world: Call(body={"name": "Melati Sales"}),
        bad=[
            Bad(why="no name", body={"name": ""}),
            Bad(why="long name", body={"name": "a" * 61}),
            Bad(why="name in use", arrange=melati_sells),
        ],
    ),
    Case(
        row="orders.tracking_sales.update",
        call=lambda world: Call(path={"tracking_sales_id": a_sales_admin(world)}, body={"name": "Kenanga"}),
        bad=[
            Bad(why="unknown id", path={"tracking_sales_id": UNKNOWN}),
            Bad(why="no name", body={"name": " "}),
        ],
    ),
    Case(row="orders.tracking_sales.list", call=with_a_sales_admin),
    *EXPORT_CASES,
    *ENTRY_CASES,
    *SHEET_CASES,
    *CUSTOMER_CASES,
]
