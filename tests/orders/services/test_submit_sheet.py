"""From the rows of a client's sheet to orders; the others stay with what is wrong."""

import pytest

from finance.states import PaymentMethod
from komship.lib.errors import InvalidInput
from orders.errors import MassOrdersOff
from orders.models import Order, OrderSheet
from orders.services._sheet_plans import SheetSeller
from orders.services.save_sheet import save_sheet
from orders.services.submit_sheet import Submitted, submit_sheet
from orders.sheet.faults import Sort
from orders.sheet.grouping import SheetRow
from shipping.models import Destination
from tests.factories.finance import fund
from tests.factories.order_sheets import client_cells, seller
from tests.factories.orders import Market


def who(market: Market, **switches: bool) -> SheetSeller:
    return SheetSeller(seller(market, **switches), market.partner.owner_id, market.actor, trusts_zips=True)


def submit(market: Market, *rows: dict[str, str], first: int = 1) -> Submitted:
    numbered = [
        SheetRow(number, {**cells, "code": cells.get("code", str(number))})
        for number, cells in enumerate(rows, first)
    ]
    return submit_sheet(who(market), numbered)


def test_right_rows_become_orders_and_wrong_ones_are_told_at_once(market: Market) -> None:
    submitted = submit(
        market,
        client_cells(market),
        client_cells(market, phone="12", quantity="0"),
        client_cells(market, product="Sarung"),
        client_cells(market, name="Bimo Sakti"),
    )
    assert submitted.stored == Order.objects.count() == 2
    assert [(fault.line, fault.column) for fault in submitted.faults] == [
        (2, "Jumlah"),
        (2, "Nomor HP"),
        (3, "Nama produk"),
    ]


def test_the_same_row_again_is_the_same_order(market: Market) -> None:
    assert submit(market, client_cells(market)).stored == 1
    assert submit(market, client_cells(market)).stored == 1
    assert Order.objects.count() == 1
    # The next row says the same, which is another order.
    assert submit(market, client_cells(market), first=2).stored == 1
    assert Order.objects.count() == 2


def test_stored_rows_leave_the_sheet_and_wrong_ones_stay_with_their_faults(market: Market) -> None:
    good, bad = client_cells(market), client_cells(market, phone="12")
    save_sheet(seller(market), [bad, good], user_id=market.partner.owner_id)
    submit(market, bad)
    submit(market, good, first=2)
    (row,) = OrderSheet.objects.get().rows
    assert row["cells"] == bad
    assert row["faults"] == ["Nomor telepon harus 9 sampai 13 angka, misalnya 081234567890."]


def test_a_zip_of_two_districts_is_taken_because_clients_know_no_more(market: Market) -> None:
    Destination.objects.create(
        village="Baru", district="Cibeunying", city="Bandung", postal_code="40114", tariff_code="BDO10000"
    )
    assert submit(market, client_cells(market)).stored == 1


def test_limits_that_are_the_clients_own(market: Market) -> None:
    submitted = submit(
        market,
        client_cells(market, ordered_on=""),
        client_cells(market, address="Jl. Apel 1"),
        client_cells(market, phone="021555444"),
        client_cells(market, postal_code="10000"),
    )
    assert (submitted.stored, [fault.line for fault in submitted.faults]) == (0, [1, 2, 3, 4, 4])
    assert {fault.sort for fault in submitted.faults if fault.line == 4} == {Sort.PLACE}


def test_transfer_orders_that_nobody_pays_for(market: Market) -> None:
    fund(market.partner, 9_000)
    transfer = client_cells(market, method="BANK TRANSFER")
    submitted = submit(market, transfer, transfer | {"name": "Bimo Sakti"})
    assert (submitted.stored, submitted.needed_rp) == (1, 24_000)
    assert [fault.sort for fault in submitted.faults] == [Sort.MONEY]
    assert Order.objects.get().payment_method == PaymentMethod.BANK_TRANSFER


def test_the_last_pieces_go_to_the_first_row(market: Market) -> None:
    many = client_cells(market, quantity="6")
    submitted = submit(market, many, many | {"name": "Bimo Sakti"})
    assert (submitted.stored, [fault.sort for fault in submitted.faults]) == (1, [Sort.STATE])


def test_quick_input_sets_what_is_collected(market: Market) -> None:
    cells = client_cells(market, wanted_total_rp="150000")
    submitted = submit_sheet(who(market, allows_total_edit=True), [SheetRow(1, cells)])
    assert submitted.stored == 1
    order = Order.objects.get()
    assert (order.total_rp, order.computed_total_rp) == (150_000, 112_000)


def test_nothing_and_too_much_are_refused(market: Market) -> None:
    with pytest.raises(InvalidInput):
        submit(market)
    with pytest.raises(InvalidInput):
        submit(market, *([client_cells(market)] * 101))


def test_only_for_sellers_who_switched_it_on(market: Market) -> None:
    with pytest.raises(MassOrdersOff):
        submit_sheet(who(market, mass_order=False), [])
