"""From the lines of a file to orders, and everything that is wrong with them at once."""

import io
from datetime import date

import pytest
from openpyxl import load_workbook

from finance.states import PaymentMethod
from komship.lib.sheet_cells import Fault
from komship.lib.sheet_reading import read_lines
from orders.sheet.columns import TITLES
from orders.sheet.drafts import SheetOrder
from orders.sheet.grouping import SheetRow, grouped, keyed, keyed_by_place, rows_of_file
from orders.sheet.parsing import parse_order
from orders.sheet.writing import faulty_file, sample_file
from tests.factories.order_sheets import AYU, Row, order_csv

TODAY = date(2026, 11, 21)


def rows_of(*rows: Row) -> list[SheetRow]:
    found, faults = rows_of_file(read_lines(order_csv(*rows)))
    assert not faults
    return found


def parsed(*rows: Row) -> tuple[SheetOrder, list[Fault]]:
    (group,) = grouped(rows_of(*rows))
    return parse_order(group, today=TODAY)


def test_an_order_of_two_articles() -> None:
    order, faults = parsed(
        AYU | {"code": "A1", "ordered_on": "22/11/2026", "discount_rp": "Rp 5.000"},
        {"code": "a1", "sku": "GM-01", "variant": "Merah, M", "quantity": "1"},
    )
    assert faults == []
    assert (order.lines, order.ordered_on) == ((2, 3), date(2026, 11, 22))
    assert (order.method, order.discount_rp, order.wanted_total_rp) == (PaymentMethod.COD, 5_000, None)
    assert [(article.product, article.sku, article.quantity) for article in order.articles] == [
        ("Kerudung Bergo", "", 2),
        ("", "GM-01", 1),
    ]


def test_a_line_without_a_buyer_goes_on_with_the_order_above() -> None:
    groups = grouped(rows_of(AYU, {"product": "Gamis", "quantity": "1"}, AYU | {"name": "Bimo"}))
    assert [[row.number for row in group] for group in groups] == [[2, 3], [4]]


def test_everything_that_is_wrong_is_told_at_once() -> None:
    wrong = {
        "name": "",
        "ordered_on": "kemarin",
        "quantity": "nol",
        "method": "daun",
        "postal_code": "4011",
        "place": "",
        "discount_rp": "murah",
        "courier": "",
        "note": "x" * 201,
        "product": "",
    }
    order, faults = parsed(AYU | wrong)
    keys = set(wrong) - {"place"}
    assert {fault.column for fault in faults} == {TITLES[key] for key in keys}
    assert all(fault.line == 2 for fault in faults)
    assert (order.method, order.articles[0].quantity) == (None, 0)


@pytest.mark.parametrize("day", ["20/11/2026", "2026-11-29"])
def test_days_a_parcel_cannot_be_planned_for(day: str) -> None:
    _order, faults = parsed(AYU | {"ordered_on": day})
    assert [fault.column for fault in faults] == [TITLES["ordered_on"]]


def test_lines_of_an_order_may_not_contradict_each_other() -> None:
    _order, faults = parsed(AYU | {"code": "A1"}, AYU | {"code": "A1", "phone": "0811", "product": "Gamis"})
    assert faults == [Fault(3, TITLES["phone"], "Berbeda dengan baris 2.")]


def test_somebody_has_to_know_where_it_goes() -> None:
    _order, faults = parsed(AYU | {"place": "", "postal_code": ""})
    assert faults == [Fault(2, TITLES["place"], "Isi tujuan atau kode pos.")]


@pytest.mark.parametrize(
    ("content", "column", "told"),
    [
        (b"Nama pembeli,Umur\nAyu,3", "Umur", "Kolom ini tidak dikenal."),
        (b"Jumlah,JUMLAH\n1,2", "Jumlah", "Kolom ini ada dua kali."),
        (b"Nama pembeli\nAyu", "SKU atau Nama produk", "Kolom ini tidak ada."),
        (b"", "", "Berkas ini kosong."),
    ],
)
def test_headings_nobody_can_read(content: bytes, column: str, told: str) -> None:
    rows, faults = rows_of_file(read_lines(content))
    assert rows == []
    assert Fault(1, column, told) in faults


def keys_of(*rows: Row, today: date = TODAY) -> list[str]:
    return [order.request_key for order in keyed(grouped(rows_of(*rows)), today=today)]


def test_the_same_words_have_the_same_key_wherever_they_stand() -> None:
    (ayu,) = keys_of(AYU)
    assert keys_of(AYU | {"name": "Bimo"}, AYU)[1] == ayu
    assert keys_of(AYU, today=date(2026, 11, 22)) != [ayu]
    assert keys_of(AYU | {"quantity": "3"}) != [ayu]
    assert len(set(keys_of(AYU, AYU))) == 2


def test_orders_sent_one_by_one_are_told_apart_by_their_line() -> None:
    groups = grouped([SheetRow(1, {"name": "Ayu"}), SheetRow(5, {"name": "Ayu"})])
    first, second = keyed_by_place(groups, today=TODAY)
    assert first.request_key != second.request_key
    assert keyed_by_place(groups[1:], today=TODAY) == [second]


def test_the_sample_is_a_file_without_faults() -> None:
    rows, faults = rows_of_file(read_lines(sample_file()))
    orders = [parse_order(group, today=TODAY) for group in grouped(rows)]
    assert faults == []
    assert [(len(order.articles), found) for order, found in orders] == [(2, []), (1, [])]


def test_refused_lines_come_back_as_they_were() -> None:
    cells = {"name": "=1+1", "phone": "+62812", "note": "@x", "quantity": "-5"}
    lines = read_lines(faulty_file([(cells, ["Jumlah salah."])]))
    rows, faults = rows_of_file(lines)
    assert faults == []
    assert rows == [SheetRow(2, {**dict.fromkeys(TITLES, ""), **cells})]
    assert lines[1].cells[-1] == "Jumlah salah."


def test_no_cell_of_a_refused_line_is_a_formula() -> None:
    content = faulty_file([({"name": "=cmd|' /C calc'!A0"}, ["=1+1"])])
    sheet = load_workbook(io.BytesIO(content)).worksheets[0]
    assert {cell.data_type for cell in sheet[2] if cell.value is not None} == {"s"}
