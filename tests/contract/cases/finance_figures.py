"""Cases of the operators' figures: what was earned, sold and spent, added up by day."""

from accounts.models import Partner
from komship.core.audit import SYSTEM
from komship.dashboard.services import set_ads_cost
from komship.lib import clock
from komship.lib.money import share_bp
from orders.models import Order
from shipping.models import FeeWindow
from tests.contract.case import LEFT_OUT, Bad, Call, Case
from tests.contract.sending import Reply
from tests.contract.world import World
from tests.factories.finance import fund
from tests.factories.orders import move_parcel

NO_SUCH_COURIER = Bad(why="no such courier", query={"expedition_option": "MERPATI"}, http=400)
NO_COURIER = Bad(why="no courier", query={"expedition_option": LEFT_OUT}, http=400)
BAD_DATES = [
    Bad(why="no beginning", query={"start_date": LEFT_OUT}, http=400),
    Bad(why="no date", query={"end_date": "besok"}, http=400),
    Bad(why="ends before it begins", query={"end_date": "2020-01-01T00:00:00Z"}, http=400),
]
BAD_DAYS = [*BAD_DATES, Bad(why="years", query={"start_date": "2020-01-01T00:00:00Z"}, http=400)]
BAD_MONTHS = [
    Bad(why="no month", query={"month": LEFT_OUT}, http=400),
    Bad(why="a thirteenth month", query={"month": "13"}, http=400),
    Bad(why="a month in words", query={"month": "Juli"}, http=400),
]


def two_deliveries(world: World) -> Call:
    """One parcel paid at the door and one by transfer, delivered; the courier gives three points more."""
    market = world.market
    fund(world.siti.partner, 100_000)
    FeeWindow.objects.filter(service__courier__code="jne").update(cashback_from_bp=2_800)
    for order in (market.packed(), market.packed(market.transfer_order())):
        move_parcel(market, order, "delivered")
    return Call()


def month_by_courier(world: World) -> Call:
    two_deliveries(world)
    return Call(query={"month": f"0{clock.today().month}", "shipper": "Jne"})


def month_of_all(world: World) -> Call:
    two_deliveries(world)
    return Call(query={"month": f"{clock.today().month:02d}"})


def this_period(world: World) -> Call:
    two_deliveries(world)
    first = clock.today().replace(day=1)
    query = {"start_date": f"{first}T00:00:00Z", "end_date": f"{clock.today()}T23:59:59Z"}
    return Call(query=query)


def both_methods(world: World) -> Call:
    return this_period(world).but(query={"payment_option": 3})


def all_couriers(world: World) -> Call:
    return this_period(world).but(query={"expedition_option": "JNE,SICEPAT,IDEXPRESS,SAP"})


def one_courier(world: World) -> Call:
    return this_period(world).but(query={"expedition_option": "JNE"})


def incomes(world: World) -> Call:
    today = clock.today()
    return two_deliveries(world).but(
        query={"start_date": f"{today}", "end_date": f"{today}", "shipping": "JNE", "sort": "DESC"}
    )


def incomes_before_anything_is_chosen(world: World) -> Call:
    return two_deliveries(world).but(query={"page": 1, "payment_method": "", "sort": ""})


def an_advertised_day(world: World) -> Call:
    two_deliveries(world)
    set_ads_cost(clock.today(), 90_000, actor=SYSTEM)
    return Call(query={"start_date": f"{clock.today()}", "end_date": f"{clock.today()}"})


def this_month(world: World) -> Call:
    return an_advertised_day(world).but(query={"start_date": LEFT_OUT, "end_date": LEFT_OUT})


def earned(method: str) -> tuple[int, int]:
    """What is ours of postage and of the COD fee, parcel by parcel."""
    postal = cod = 0
    for order in Order.objects.filter(status="delivered", payment_method=method):
        postal += share_bp(order.shipping_rp, 2_800) - order.cashback_rp
        cod += order.cod_fee_rp - share_bp(order.total_rp, 250) if order.is_cod else 0
    return postal, cod


def total(column: str, **narrowed: str) -> int:
    return sum(Order.objects.filter(**narrowed).values_list(column, flat=True))


def is_our_margin(world: World, reply: Reply) -> None:
    assert reply.data["categories"] == [clock.today().isoformat()]
    assert reply.data["cod"] == [sum(earned("cod"))] != [0]
    assert reply.data["non_cod"] == [sum(earned("bank_transfer"))] != [0]


def rank_our_margins(world: World, reply: Reply) -> None:
    assert [row["profit"] for row in reply.data["cod"]] == [sum(earned("cod"))]
    assert [row["profit"] for row in reply.data["non_cod"]] == [sum(earned("bank_transfer"))]


def adds_up(world: World, reply: Reply) -> None:
    (row,) = reply.data["incomes"]
    (postal, cod), (others, nothing) = earned("cod"), earned("bank_transfer")
    assert nothing == 0
    assert (row["shipping_cost"], row["grandtotal"]) == (total("shipping_rp"), total("total_rp"))
    assert (row["shipping_profit"], row["net_profit"]) == (postal + others, cod)
    assert reply.data["profit"]["total_shipping_profit"] == postal + others
    assert reply.data["income"]["total"] == 1


def sold_today(world: World, reply: Reply) -> None:
    last = reply.data["total"][-1]
    assert (last["total"], last["total_order"], last["total_partner"]) == (total("total_rp"), 2, 1)
    assert len(reply.data["cod"]) == len(reply.data["non_cod"]) == clock.today().day


def sent_today(world: World, reply: Reply) -> None:
    assert reply.data["total"][-1]["total"] == total("shipping_rp")
    assert reply.data["cod"][-1]["total_cod"] == total("shipping_rp", payment_method="cod")


def cost_by_result(world: World, reply: Reply) -> None:
    (day,) = reply.data["data_days"]
    registered = Partner.objects.count()
    assert (day["cost"], day["register"], day["order"], day["pickup"]) == (90_000, registered, 1, 1)
    assert reply.data["cost_per_result"]["cpr_order"] == 90_000


def is_the_business(world: World, reply: Reply) -> None:
    assert reply.data["total_transaction_cod"] == total("total_rp", payment_method="cod")
    assert reply.data["total_shipping"] == total("shipping_rp")
    assert reply.data["total_transacting_user"] == 1
    assert reply.data["net_ltv_user"] == sum(earned("cod")) + sum(earned("bank_transfer"))
    assert reply.data["churn_period"] == "2 Bulan - 7 Hari"


CASES = (
    Case(
        row="finance.admin_performance.shipping",
        call=month_by_courier,
        bad=[*BAD_MONTHS, Bad(why="no such courier", query={"shipper": "MERPATI"}, http=400)],
        after=is_our_margin,
    ),
    Case(row="finance.admin_performance.partner", call=month_of_all, bad=BAD_MONTHS, after=is_our_margin),
    Case(row="finance.admin_top.shipping", call=two_deliveries, after=rank_our_margins),
    Case(row="finance.admin_top.partner", call=two_deliveries, after=rank_our_margins),
    Case(
        row="finance.admin_incomes.list",
        call=incomes,
        also=[incomes_before_anything_is_chosen],
        bad=[
            Bad(why="no such courier", query={"shipping": "MERPATI"}, http=400),
            Bad(why="no such sorting", query={"sort": "terbesar"}, http=400),
            Bad(why="ends before it begins", query={"end_date": "2020-01-01"}, http=400),
        ],
        after=adds_up,
    ),
    Case(
        row="finance.ads_cost.report",
        call=an_advertised_day,
        also=[this_month],
        bad=[
            Bad(why="no date", query={"end_date": "besok"}, http=400),
            Bad(why="ends before it begins", query={"end_date": "2020-01-01"}, http=400),
            Bad(why="years", query={"start_date": "2020-01-01"}, http=400),
        ],
        after=cost_by_result,
    ),
    Case(
        row="finance.business_metrics",
        call=two_deliveries,
        also=[this_period],
        bad=[Bad(why="no date", query={"start_date": "besok"}, http=400)],
        after=is_the_business,
    ),
    Case(
        row="finance.admin_dashboard.top_partners",
        call=both_methods,
        bad=[*BAD_DATES, Bad(why="no such option", query={"payment_option": 4}, http=400)],
    ),
    Case(
        row="finance.admin_dashboard.top_shippings",
        call=both_methods,
        bad=[*BAD_DATES, Bad(why="no option", query={"payment_option": LEFT_OUT}, http=400)],
    ),
    Case(
        row="finance.admin_dashboard.partner_performance",
        call=all_couriers,
        bad=[*BAD_DAYS, NO_SUCH_COURIER, NO_COURIER],
        after=sold_today,
    ),
    Case(
        row="finance.admin_dashboard.shipping_performance",
        call=one_courier,
        bad=[
            *BAD_DAYS,
            NO_SUCH_COURIER,
            Bad(why="two couriers", query={"expedition_option": "JNE,SAP"}, http=400),
        ],
        after=sent_today,
    ),
)
