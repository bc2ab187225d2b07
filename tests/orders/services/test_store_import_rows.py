"""From checked rows to orders: every one once, whatever is repeated or dies on the way."""

from importlib import import_module

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from komship.core.drain import drain
from komship.core.jobs import Job, cancel_job
from orders.models import Order, OrderImport
from orders.services._import_rows import Rows
from orders.services.place_order import store_planned
from orders.services.start_order_import import start_order_import
from orders.services.store_import_rows import store_import_rows
from orders.states import ImportRowState
from products.models import Stock
from shipping.models import FeeWindow
from tests.factories.finance import fund, purse
from tests.factories.order_sheets import ayu_buys, checked_file, rows_of_import, seller, stored_file
from tests.factories.orders import Market

S = ImportRowState


def states(work: OrderImport) -> list[str]:
    return [row.state for row in rows_of_import(work)]


def store(market: Market, work: OrderImport) -> int:
    return store_import_rows(Rows(work.pk, 1, work.total), actor=market.actor)


def test_an_order_with_all_its_lines(market: Market) -> None:
    work = stored_file(
        market,
        ayu_buys(market, code="A1", note="Hati-hati", ordered_on=""),
        ayu_buys(market, code="A1", quantity="1"),
    )
    order = Order.objects.get()
    assert (rows_of_import(work)[0].order, states(work)) == (order, [S.STORED])
    assert (order.total_rp, order.note, order.is_from_sheet) == (162_000, "Hati-hati", True)
    assert order.lines.get().quantity == 3
    assert market.stock.reserved == 3
    assert order.history.get().actor_label == market.partner.owner.username


def test_repeating_it_makes_no_second_order(market: Market) -> None:
    work = stored_file(market, ayu_buys(market), ayu_buys(market))
    assert Order.objects.count() == 2
    assert store(market, work) == 0
    again = checked_file(market, ayu_buys(market), ayu_buys(market))
    assert states(again) == [S.KNOWN, S.KNOWN]
    assert Order.objects.count() == 2


def test_lines_of_another_file_that_were_stored_meanwhile(market: Market) -> None:
    first, second = checked_file(market, ayu_buys(market)), checked_file(market, ayu_buys(market))
    assert (store(market, first), store(market, second)) == (1, 0)
    assert states(second) == [S.KNOWN]
    assert Order.objects.count() == 1


def test_a_worker_that_dies_leaves_whole_orders(market: Market, monkeypatch: pytest.MonkeyPatch) -> None:
    work = checked_file(market, *(ayu_buys(market, name=f"Ayu {n}", quantity="1") for n in range(3)))
    calls = []

    def dying(*args: object) -> Order:
        calls.append(args)
        if len(calls) == 2:
            raise RuntimeError
        return store_planned(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(import_module("orders.services.store_import_rows"), "store_planned", dying)
    with pytest.raises(RuntimeError):
        store(market, work)
    assert states(work) == [S.STORED, S.READY, S.READY]

    assert store(market, work) == 2
    assert Order.objects.count() == 3
    assert market.stock.reserved == 3


def test_a_job_that_was_stopped_is_gone_on_with(market: Market) -> None:
    work = checked_file(market, ayu_buys(market))
    job = start_order_import(seller(market), work.pk, actor=market.actor)
    cancel_job(market.partner.pk, job.pk)
    drain(with_sweeps=False)
    assert states(work) == [S.READY]

    start_order_import(seller(market), work.pk, actor=market.actor)
    drain(with_sweeps=False)
    assert states(work) == [S.STORED]
    assert Job.objects.filter(kind="orders.store_import").count() == 2


def test_what_cannot_be_stored_any_more_is_told_and_stops_nothing(market: Market) -> None:
    fund(market.partner, 9_000)
    work = checked_file(
        market,
        ayu_buys(market, quantity="6"),
        ayu_buys(market, quantity="6", name="Bimo"),
        ayu_buys(market, quantity="1", method="Transfer"),
        ayu_buys(market, quantity="1", method="Transfer", name="Bimo"),
    )
    assert states(work) == [S.READY] * 4
    assert store(market, work) == 2
    assert states(work) == [S.STORED, S.FAULTY, S.STORED, S.FAULTY]
    texts = [row.faults[0]["text"] for row in rows_of_import(work) if row.faults]
    assert "tersisa 4" in texts[0]
    assert texts[1] == "Saldo kamu tidak cukup."
    assert purse(market.partner) == (0, 9_000, 0)


def test_another_price_than_was_shown_has_to_be_agreed_to(market: Market) -> None:
    work = checked_file(market, ayu_buys(market))
    market.variant.__class__.objects.update(price_rp=60_000)
    assert store(market, work) == 0
    assert rows_of_import(work)[0].faults[0]["text"] == (
        "Total sekarang Rp 132.000, tadi Rp 112.000. Periksa ulang."
    )


def test_what_the_courier_keeps_is_taken_from_today(market: Market) -> None:
    work = checked_file(market, ayu_buys(market))
    FeeWindow.objects.update(cod_fee_bp=300)
    assert store(market, work) == 1
    assert Order.objects.get().cod_fee_rp == 3_360


def test_looking_up_costs_the_same_for_any_number(market: Market) -> None:
    Stock.objects.update(on_hand=1_000)

    def queries(count: int, name: str) -> int:
        rows = (ayu_buys(market, name=f"{name} {n}", phone=f"08987654{n:04d}") for n in range(count))
        work = checked_file(market, *rows)
        with CaptureQueriesContext(connection) as captured:
            assert store(market, work) == count
        return len(captured)

    one, three, nine = queries(1, "Ayu"), queries(3, "Bimo"), queries(9, "Citra")
    assert nine - three == 3 * (three - one)
