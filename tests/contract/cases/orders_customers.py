"""Cases of buyers, of what is known about numbers and places, and of the dashboards' order numbers."""

from accounts.models import PartnerSettings
from accounts.services.save_sales_admin import save_sales_admin
from orders.models import Order, OrderLine
from tests.contract.case import LEFT_OUT, Bad, Call, Case
from tests.contract.world import World
from tests.factories.orders import move_parcel
from tests.factories.shipping import place

UNKNOWN = 999_999_999
BUYER_PHONE = "0898 7654 3210"


def an_order(world: World) -> Call:
    world.market.order()
    return Call()


def searched_buyers(world: World) -> Call:
    return an_order(world).but(query={"search": "lest"})


def all_buyers(world: World) -> Call:
    return an_order(world).but(query={"search": ""})


def a_page_of_buyers(world: World) -> Call:
    """As the web client asks: blanks for filters that are not set."""
    query = {"search": "", "province_name": "", "total_per_page": 50, "page": 1}
    return an_order(world).but(query=query)


def sorted_buyers(world: World) -> Call:
    return an_order(world).but(query={"sort_spent": "DESC", "spentFrom": 1, "spentTo": 10**9, "orderTo": ""})


def buyers_of_an_article(world: World) -> Call:
    return an_order(world).but(query={"product_name": world.scarf.name, "total_order": 1, "area": "bandung"})


def with_a_picture(world: World) -> Order:
    order = world.market.order()
    OrderLine.objects.filter(order=order).update(image_url="/media/products/scarf.jpg")
    return order


def a_buyer(world: World) -> Call:
    return Call(path={"customer_id": with_a_picture(world).customer_id})


def an_order_of_a_buyer(world: World) -> Call:
    return Call(path={"order_id": with_a_picture(world).pk})


def this_month(world: World) -> Call:
    return an_order(world).but(query={"is_lifetime": 0})


def this_year(world: World) -> Call:
    return an_order(world).but(query={"filter": "2026"})


def the_usual_year(world: World) -> Call:
    return an_order(world).but(query={"filter": ""})


def switch(world: World, **switches: bool) -> None:
    PartnerSettings.objects.filter(partner=world.siti.partner).update(**switches)


def a_known_number(world: World) -> Call:
    switch(world, customer_reputation=True)
    move_parcel(world.market, world.market.packed(), "picked_up")
    return Call(query={"customer_phone": BUYER_PHONE})


def a_new_number(world: World) -> Call:
    return a_known_number(world).but(query={"customer_phone": "81299998888"})


def no_reputation(world: World) -> None:
    switch(world, customer_reputation=False)


def a_place(world: World) -> Call:
    switch(world, return_insight=True)
    return Call(query={"destination_id": place("Cihapit").pk})


def a_city(world: World) -> Call:
    switch(world, return_insight=True)
    return Call(query={"city_name": place("Cihapit").city})


def no_insight(world: World) -> None:
    switch(world, return_insight=False)


def a_number(world: World) -> Call:
    return Call(query={"phone_no": "81234567890"})


def own_dashboard(world: World) -> Call:
    return an_order(world).but(query={"partner_id": world.siti.partner_id})


def three_of_the_dashboard(world: World) -> Call:
    return own_dashboard(world).but(query={"limit": 3})


def all_of_the_dashboard(world: World) -> Call:
    return own_dashboard(world).but(query={"limit": 0, "filter": ""})


def a_day(world: World) -> Call:
    today = world.market.order().ordered_on.isoformat()
    return Call(query={"partner_id": world.siti.partner_id, "start_date": today, "end_date": today})


def a_week(world: World) -> Call:
    return Call(query={"start_date": "2026-11-01", "end_date": "2026-11-07"})


def a_ranking(world: World) -> Call:
    from_list = save_sales_admin("Melati Sales", partner_id=world.siti.partner_id)
    switch(world, tracking_sales=True, tracking_sales_dashboard=True)
    world.market.order(sales_admin_id=from_list.pk)
    return Call(query={"filter": "1"})


def a_ranking_of_all_times(world: World) -> Call:
    return a_ranking(world).but(query={"filter": ""})


def a_month_of_orders(world: World) -> Call:
    query = {"start_date": "2026-11-01", "end_date": "2026-11-30"}
    return an_order(world).but(path={"partner_id": world.siti.partner_id}, query=query)


def returns(world: World) -> Call:
    empty = {"start_date": "", "end_date": ""}
    return Call(path={"partner_id": world.siti.partner_id}, query=empty)


BAD_LIST = [
    Bad(why="amount in words", query={"spentFrom": "banyak"}),
    Bad(why="endless amount", query={"spentTo": 10**30}),
    Bad(why="unknown direction", query={"sort_pcs": "NAIK"}),
    Bad(why="orders in words", query={"total_order": "dua"}),
    Bad(why="page zero", query={"page": 0}),
    Bad(why="endless name", query={"search": "a" * 500}),
]
BAD_PARTNER = Bad(why="unknown partner", query={"partner_id": UNKNOWN}, http=400)
BAD_PERIOD = Bad(why="unknown period", query={"filter": "9"})
BAD_DATES = [
    Bad(why="no start", query={"start_date": LEFT_OUT}),
    Bad(why="end in words", query={"end_date": "besok"}),
]
BAD_PLACE = [
    Bad(why="no destination", query={"destination_id": LEFT_OUT}),
    Bad(why="unknown destination", query={"destination_id": UNKNOWN}),
    Bad(why="in words", query={"destination_id": "Cihapit"}),
    Bad(why="switched off", arrange=no_insight, http=400),
]

CUSTOMER_CASES = (
    Case(
        row="orders.customers.search.v1",
        call=searched_buyers,
        also=[all_buyers, an_order],
        bad=[Bad(why="endless name", query={"search": "a" * 500})],
    ),
    Case(row="orders.customers.list.v1", call=an_order, also=[sorted_buyers], bad=BAD_LIST),
    Case(
        row="orders.customers.list.v2",
        call=a_page_of_buyers,
        also=[sorted_buyers, buyers_of_an_article],
        bad=BAD_LIST,
    ),
    Case(
        row="orders.customers.detail",
        call=a_buyer,
        bad=[
            Bad(why="unknown buyer", path={"customer_id": UNKNOWN}, http=400),
            Bad(why="huge id", path={"customer_id": 10**25}),
        ],
    ),
    Case(
        row="orders.customer_order_detail.v1",
        call=an_order_of_a_buyer,
        bad=[
            Bad(why="unknown order", path={"order_id": UNKNOWN}, http=400),
            Bad(why="huge id", path={"order_id": 10**25}),
        ],
    ),
    Case(
        row="orders.customers.ranking",
        call=this_month,
        bad=[
            Bad(why="not said", query={"is_lifetime": LEFT_OUT}),
            Bad(why="in words", query={"is_lifetime": "selamanya"}),
        ],
    ),
    Case(
        row="orders.customers.contact_growth",
        call=this_year,
        also=[the_usual_year],
        bad=[Bad(why="year in words", query={"filter": "lalu"}), Bad(why="no year", query={"filter": 1})],
    ),
    Case(row="orders.customers.export", call=an_order),
    Case(
        row="orders.customer_reputation.v1",
        call=a_known_number,
        also=[a_new_number],
        bad=[
            Bad(why="no number", query={"customer_phone": LEFT_OUT}),
            Bad(why="short number", query={"customer_phone": "812"}),
            Bad(why="switched off", arrange=no_reputation, http=400),
        ],
    ),
    Case(
        row="orders.return_insight.v1",
        call=a_city,
        bad=[
            Bad(why="no city", query={"city_name": LEFT_OUT}),
            Bad(why="switched off", arrange=no_insight, http=400),
        ],
    ),
    Case(row="orders.return_insight.v2", call=a_place, bad=BAD_PLACE),
    Case(row="orders.return_insight.v3", call=a_place, bad=BAD_PLACE),
    Case(
        row="orders.check_whatsapp",
        call=a_number,
        bad=[
            Bad(why="too short", query={"phone_no": "812"}, http=400, code=1001),
            Bad(why="a landline", query={"phone_no": "2112345678"}, http=400, code=1001),
            Bad(why="no number", query={"phone_no": LEFT_OUT}, http=400, code=400),
        ],
    ),
    Case(row="orders.dashboard.order_summary", call=own_dashboard, bad=[BAD_PARTNER]),
    Case(
        row="orders.dashboard.top_admins",
        call=three_of_the_dashboard,
        also=[all_of_the_dashboard, own_dashboard],
        bad=[BAD_PARTNER, BAD_PERIOD, Bad(why="limit in words", query={"limit": "tiga"})],
    ),
    Case(
        row="orders.dashboard.loyal_customers",
        call=three_of_the_dashboard,
        also=[own_dashboard],
        bad=[BAD_PARTNER, Bad(why="limit below zero", query={"limit": -1})],
    ),
    Case(
        row="orders.dashboard.customer_service_chart",
        call=a_day,
        also=[a_week],
        bad=[
            BAD_PARTNER,
            *BAD_DATES,
            Bad(why="backwards", query={"end_date": "2020-01-01"}),
            Bad(why="longer than a year", query={"start_date": "2020-01-01"}),
        ],
    ),
    Case(
        row="orders.dashboard.sales_ranking",
        call=a_ranking,
        also=[a_ranking_of_all_times, own_dashboard],
        bad=[BAD_PARTNER, BAD_PERIOD],
    ),
    Case(row="orders.revenue.summary", call=an_order),
    Case(
        row="orders.retur.metric.v1",
        call=a_month_of_orders,
        bad=[Bad(why="unknown partner", path={"partner_id": UNKNOWN}, http=400), *BAD_DATES],
    ),
    Case(
        row="orders.retur.on_process.v1",
        call=returns,
        bad=[
            Bad(why="unknown partner", path={"partner_id": UNKNOWN}, http=400),
            Bad(why="date in words", query={"start_date": "kemarin"}),
            Bad(why="unknown status", query={"order_status": "Hilang Akal"}),
        ],
    ),
)
