"""Rows of the sheet become an import, and leave the sheet."""

import pytest

from accounts.models import PartnerSettings
from komship.core.drain import drain
from komship.core.models import AuditEntry
from komship.lib.errors import InvalidInput
from orders.errors import MassOrdersOff
from orders.models import Order, OrderImport, OrderSheet
from orders.services.check_sheet import TypedSheet, check_sheet
from orders.services.save_sheet import save_sheet
from orders.services.start_order_import import start_order_import
from orders.sheet.grouping import SheetRow
from tests.factories.order_sheets import Row, ayu_buys, seller
from tests.factories.orders import Market


def checked(market: Market, *rows: Row) -> OrderImport:
    numbered = [SheetRow(number, row) for number, row in enumerate(rows, 1)]
    seen = OrderSheet.objects.values_list("saved_at", flat=True).first()
    sheet = TypedSheet("Lembar", numbered, seen)
    work = check_sheet(seller(market), sheet, user_id=market.partner.owner_id, actor=market.actor)
    drain(with_sweeps=False)
    return work


def test_rows_become_orders_once_however_often_they_are_sent(market: Market) -> None:
    rows = ayu_buys(market), ayu_buys(market, name="Bimo", phone="12")
    save_sheet(seller(market), rows, user_id=market.partner.owner_id)
    for _twice in range(2):
        work = checked(market, *rows)
        states = dict(work.rows.values_list("line", "state"))
        start = states[1] == "ready"
        if start:
            start_order_import(market.partner, work.pk, actor=market.actor)
            drain(with_sweeps=False)
    assert OrderSheet.objects.get().rows == []
    assert states == {1: "known", 2: "faulty"}
    assert Order.objects.count() == 1
    assert AuditEntry.objects.filter(action="orders.import_sent").count() == 2


def test_no_rows_and_no_switch_change_nothing(market: Market) -> None:
    save_sheet(seller(market), [{"name": "Ayu"}], user_id=market.partner.owner_id)
    with pytest.raises(InvalidInput) as refused:
        checked(market)
    assert refused.value.fields == {"rows": ["Isi paling tidak satu baris."]}
    PartnerSettings.objects.update(mass_order=False)
    partner = market.partner
    partner.refresh_from_db()
    sheet = TypedSheet("x", [SheetRow(1, {})], None)
    with pytest.raises(MassOrdersOff):
        check_sheet(partner, sheet, user_id=partner.owner_id, actor=market.actor)
    assert len(OrderSheet.objects.get().rows) == 1
    assert not OrderImport.objects.exists()


def test_a_sheet_that_somebody_else_saved_meanwhile_stays(market: Market) -> None:
    partner = seller(market)
    old = save_sheet(partner, [{"name": "Ayu"}], user_id=partner.owner_id).saved_at
    save_sheet(partner, [{"name": "Citra"}], user_id=partner.owner_id)
    typed = TypedSheet("Lembar", [SheetRow(1, ayu_buys(market))], old)
    assert check_sheet(partner, typed, user_id=partner.owner_id, actor=market.actor).total == 1
    assert [row["cells"] for row in OrderSheet.objects.get().rows] == [{"name": "Citra"}]
