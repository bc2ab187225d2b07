import csv
import io

import pytest
from openpyxl import load_workbook

from komship.lib import clock
from komship.lib.spreadsheet import Form
from orders.selectors.filters import OrderFilters
from orders.services.export_orders import OrderExport, TooManyOrders, export_orders
from tests.factories.orders import Market, recipient


def wanted(market: Market, form: Form, **filters: object) -> OrderExport:
    return OrderExport(partner_id=market.partner.pk, filters=OrderFilters(**filters), form=form)  # type: ignore[arg-type]


def test_every_amount_of_an_order(market: Market) -> None:
    order = market.packed()
    out, told = io.BytesIO(), list[tuple[int, int]]()
    name = export_orders(wanted(market, "xlsx"), out, tell=lambda done, total: told.append((done, total)))

    sheet = load_workbook(io.BytesIO(out.getvalue())).active
    assert sheet is not None
    head, row = sheet.iter_rows(values_only=True)
    found = dict(zip(head, row, strict=True))
    assert order.shipment is not None
    assert found["Nomor pesanan"] == order.number
    assert found["Tanggal"].date() == order.ordered_on  # type: ignore[union-attr]
    assert (found["Status"], found["Resi"]) == ("Siap dijemput", order.shipment.awb)
    assert (found["Penerima"], found["Telepon"]) == ("Ayu Lestari", "089876543210")
    assert found["Produk"] == f"2 x {market.product.name}"
    amounts = ("Harga barang", "Ongkir", "Total", "Biaya COD", "Cashback", "Pendapatan bersih")
    assert [found[name] for name in amounts] == [
        order.goods_rp,
        order.shipping_rp,
        order.total_rp,
        order.cod_fee_rp,
        order.cashback_rp,
        order.net_rp,
    ]
    assert told == [(0, 1), (1, 1)]
    assert name == f"pesanan-{clock.today():%Y%m%d}.xlsx"


def test_only_what_the_filters_leave(market: Market) -> None:
    market.order(quantity=1)
    market.order(quantity=1, recipient=recipient(name="=Budi"))
    out = io.BytesIO()
    export_orders(wanted(market, "csv", recipient_name="budi"), out)
    rows = list(csv.DictReader(io.StringIO(out.getvalue().decode("utf-8-sig"))))
    assert [row["Penerima"] for row in rows] == ["'=Budi"]


def test_more_than_there_is_time_for_is_refused_before_anything_is_written(market: Market) -> None:
    market.order(quantity=1)
    out = io.BytesIO()
    few = OrderExport(partner_id=market.partner.pk, filters=OrderFilters(), form="csv", most=0)
    with pytest.raises(TooManyOrders, match="Persempit tanggal"):
        export_orders(few, out)
    assert out.getvalue() == b""
