"""The same lines stored by many hands at once. The control shows the race without the guards."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import pytest

from komship.demo.checks import all_checks
from komship.lib.errors import DomainError
from orders.models import Order, OrderImport, OrderImportRow
from orders.services import _import_rows as import_rows
from orders.services import _sheet_plans as planning
from orders.services import store_import_rows as storing
from orders.services import submit_sheet as submitting
from orders.services._import_rows import Rows
from orders.services._sheet_plans import SheetPlan, SheetSeller
from orders.services.start_order_import import start_order_import
from orders.sheet.grouping import OrderRows, SheetRow
from tests.concurrency.at_once import at_once
from tests.factories.order_sheets import ayu_buys, checked_file, client_cells, seller
from tests.factories.orders import Market
from tests.factories.orders import market as market
from tests.factories.orders import siti_goods as siti_goods
from tests.factories.sandbox import sandbox as sandbox
from tests.factories.shipping import couriers as couriers
from tests.factories.shipping import jne as jne
from tests.factories.shipping import jne_answers as jne_answers

pytestmark = pytest.mark.django_db(transaction=True)

HANDS = 5


def store(market: Market, work: OrderImport) -> str:
    return str(storing.store_import_rows(Rows(work.pk, 1, work.total), actor=market.actor))


def assert_adds_up() -> None:
    assert not [check for check in all_checks() if not check.holds]


def forget_keys(monkeypatch: pytest.MonkeyPatch, module: Any) -> None:
    """Work orders out as if their lines had no key, so that nothing knows them again."""

    def keyless(who: SheetSeller, sources: Sequence[OrderRows]) -> list[SheetPlan]:
        plans = planning.work_out(who, sources)
        for plan in plans:
            plan.known = None
            plan.new = replace(plan.new, request_key=None) if plan.new else None
        return plans

    monkeypatch.setattr(module, "work_out", keyless)


def test_a_row_is_stored_once_by_many_workers(market: Market) -> None:
    work = checked_file(market, ayu_buys(market, quantity="1"), ayu_buys(market, quantity="1", name="Bimo"))
    ended = at_once([lambda: store(market, work)] * HANDS)
    assert sum(int(count) * times for count, times in ended.items()) == Order.objects.count() == 2
    assert set(OrderImportRow.objects.values_list("state", flat=True)) == {"stored"}
    assert market.stock.reserved == 2
    assert_adds_up()


def test_control_without_claim_and_key_orders_multiply(
    market: Market, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = checked_file(market, ayu_buys(market, quantity="1"))
    forget_keys(monkeypatch, import_rows)
    monkeypatch.setattr(storing, "_claim", lambda row: True)
    at_once([lambda: store(market, work)] * HANDS)
    assert Order.objects.count() > 1


def test_two_files_with_the_same_lines_make_one_order(market: Market) -> None:
    works = [checked_file(market, ayu_buys(market, quantity="1")) for _ in range(HANDS)]
    at_once([partial(store, market, work) for work in works])
    assert Order.objects.count() == 1
    assert market.stock.reserved == 1
    assert_adds_up()


def test_starting_at_once_is_one_job(market: Market) -> None:
    work = checked_file(market, ayu_buys(market))
    partner = seller(market)

    def start() -> str:
        try:
            start_order_import(partner, work.pk, actor=market.actor)
        except DomainError as refused:
            return refused.code
        return "started"

    assert at_once([start] * HANDS) == {"started": 1, "import_busy": HANDS - 1}


def submit(market: Market, rows: list[SheetRow]) -> str:
    who = SheetSeller(seller(market), market.partner.owner_id, market.actor, trusts_zips=True)
    return str(submitting.submit_sheet(who, rows).stored)


def test_a_row_of_a_sheet_is_one_order(market: Market) -> None:
    rows = [SheetRow(1, client_cells(market, quantity="1"))]
    assert at_once([lambda: submit(market, rows)] * HANDS) == {"1": HANDS}
    assert Order.objects.count() == 1
    assert market.stock.reserved == 1
    assert_adds_up()


def test_control_without_the_key_a_row_becomes_many(market: Market, monkeypatch: pytest.MonkeyPatch) -> None:
    forget_keys(monkeypatch, submitting)
    rows = [SheetRow(1, client_cells(market, quantity="1"))]
    at_once([lambda: submit(market, rows)] * HANDS)
    assert Order.objects.count() > 1
