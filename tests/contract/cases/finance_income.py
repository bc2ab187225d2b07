"""Cases of what a seller earns and tops up."""

import base64
import io
from datetime import timedelta

from openpyxl import load_workbook

from finance.models import TopUp
from finance.selectors.balances import available_balance
from komship.lib import clock
from tests.contract.case import LEFT_OUT, Bad, Call, Case
from tests.contract.sending import Reply
from tests.contract.world import World
from tests.factories.finance import fund
from tests.factories.orders import move_parcel

UNKNOWN = 999_999_999


def this_week(world: World) -> Call:
    """A COD and a transfer parcel that arrived today."""
    market = world.market
    fund(world.siti.partner, 100_000)
    move_parcel(market, market.packed(), "delivered")
    move_parcel(market, market.packed(market.transfer_order()), "delivered")
    today = clock.today()
    return Call(
        query={
            "partner_id": world.siti.partner_id,
            "start_date": (today - timedelta(days=6)).isoformat(),
            "end_date": today.isoformat(),
        }
    )


def totals(world: World) -> Call:
    return this_week(world).but(query={"start_date": LEFT_OUT, "end_date": LEFT_OUT})


def of_cod(world: World) -> Call:
    return this_week(world).but(query={"payment_method": "COD", "is_komship": 1})


def turnover(world: World) -> Call:
    return this_week(world).but(query={"payment_method": "bank transfer"})


def turnover_of_all(world: World) -> Call:
    return this_week(world).but(query={"payment_method": "semua"})


def is_all_of_it(world: World, reply: Reply) -> None:
    assert reply.data["total_order"] == 1
    assert reply.data["total_profit"] == sum(day["total_profit"] for day in reply.data["data_days"])
    assert len(reply.data["data_days"]) == 7


def adds_up(world: World, reply: Reply) -> None:
    data = reply.data
    left = data["total_gross_income"] - data["total_net_shipping_cost"] - data["total_cod_service_fee"]
    assert data["total_net_income"] == left > 0
    assert data["total_net_shipping_cost"] == data["total_shipping_cost"] - data["shipping_cashback"]
    assert (data["total_cod_percentage"], data["total_cod_completed_percentage"]) == (50, 100)


def a_top_up(world: World) -> Call:
    return Call(body={"user_id": world.siti.user.pk, "amount": 100_000})


def waits_for_payment(world: World, reply: Reply) -> None:
    top_up = TopUp.objects.get(pk=reply.data["id"])
    assert (top_up.partner_id, top_up.status, top_up.amount_rp) == (world.siti.partner_id, "waiting", 100_000)


def a_sheet(world: World, reply: Reply) -> None:
    book = load_workbook(io.BytesIO(base64.b64decode(reply.json["data"])))
    rows = list(book.worksheets[0].iter_rows(min_row=2, values_only=True))
    assert [row[2] for row in rows] == ["Isi saldo", "COD diterima", "Ongkir non-COD"]
    assert rows[-1][9] == available_balance(world.siti.partner_id)


FOREIGN_PARTNER = [Bad(why="a partner she does not serve", query={"partner_id": UNKNOWN}, http=400)]
BAD_PERIOD = [
    *FOREIGN_PARTNER,
    Bad(why="date in words", query={"start_date": "kemarin"}),
    Bad(why="no date", query={"end_date": LEFT_OUT}),
    Bad(why="backwards", query={"end_date": "2001-01-01"}),
    Bad(why="longer than ever", query={"start_date": "0001-01-01", "end_date": "9999-12-31"}),
]
BAD_METHOD = [*BAD_PERIOD, Bad(why="an unknown method", query={"payment_method": "QRIS"})]

CASES = (
    Case(row="finance.income.summary", call=totals, bad=FOREIGN_PARTNER),
    Case(row="finance.income.cod", call=of_cod, bad=BAD_PERIOD, after=adds_up),
    Case(row="finance.income.bank_transfer", call=this_week, bad=BAD_PERIOD),
    Case(row="finance.income.graph", call=of_cod, bad=BAD_METHOD),
    Case(
        row="finance.dashboard.revenue_order_performance",
        call=turnover,
        also=[this_week, turnover_of_all],
        bad=BAD_METHOD,
        after=is_all_of_it,
    ),
    Case(row="finance.transactions.export", call=this_week, bad=BAD_PERIOD, after=a_sheet),
    Case(
        row="finance.topup.create",
        call=a_top_up,
        bad=[
            Bad(why="below the least", body={"amount": 9_999}, http=200),
            Bad(why="nothing", body={"amount": LEFT_OUT}),
            Bad(why="in words", body={"amount": "seratus"}),
            Bad(why="more than anybody pays", body={"amount": 10**11}),
            Bad(why="another user", body={"user_id": UNKNOWN}),
        ],
        after=waits_for_payment,
    ),
)
