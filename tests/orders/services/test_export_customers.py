import csv
import io

import pytest
from openpyxl import load_workbook

from komship.lib import clock
from komship.lib.spreadsheet import Form
from orders.selectors.customer_filters import CustomerFilters
from orders.services.delete_order import delete_order
from orders.services.export_customers import CustomerExport, TooManyCustomers, export_customers
from tests.factories.orders import Market, recipient


def wanted(market: Market, form: Form, **changes: object) -> CustomerExport:
    filters = changes.pop("filters", CustomerFilters())
    return CustomerExport(partner_id=market.partner.pk, filters=filters, form=form, **changes)  # type: ignore[arg-type]


def test_what_is_told_of_a_buyer(market: Market) -> None:
    order = market.order()
    out, told = io.BytesIO(), list[tuple[int, int]]()
    name = export_customers(wanted(market, "xlsx"), out, tell=lambda done, total: told.append((done, total)))

    sheet = load_workbook(io.BytesIO(out.getvalue())).active
    assert sheet is not None
    head, row = sheet.iter_rows(values_only=True)
    found = dict(zip(head, row, strict=True))
    assert (found["Nama"], found["Nomor HP"]) == ("Ayu Lestari", "089876543210")
    assert found["Daerah"] == "Cihapit, Bandung Wetan, Bandung, Jawa Barat"
    assert (found["Pesanan"], found["Barang"], found["Total belanja"]) == (1, 2, order.total_rp)
    assert found["Terakhir pesan"].date() == clock.today()  # type: ignore[union-attr]
    assert told == [(0, 1), (1, 1)]
    assert name == f"pembeli-{clock.today():%Y%m%d}.xlsx"


def test_only_who_matches_and_no_formulas(market: Market) -> None:
    market.order()
    gone = market.order(recipient=recipient(name="=Budi", phone="0813 1111 6222"))
    delete_order(market.partner.pk, gone.pk, actor=market.actor)
    out = io.BytesIO()
    export_customers(wanted(market, "csv", filters=CustomerFilters(search="budi")), out)
    (row,) = csv.DictReader(io.StringIO(out.getvalue().decode("utf-8-sig")))
    assert (row["Nama"], row["Pesanan"], row["Terakhir pesan"]) == ("'=Budi", "0", "")


def test_more_than_there_is_time_for_is_refused_before_anything_is_written(market: Market) -> None:
    market.order()
    out = io.BytesIO()
    with pytest.raises(TooManyCustomers, match="Saring per provinsi"):
        export_customers(wanted(market, "csv", most=0), out)
    assert out.getvalue() == b""
