"""What a check says of each order: what it costs, or everything that is wrong with it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Partner, PartnerSettings
from accounts.services.save_sales_admin import save_sales_admin
from accounts.states import PartnerStatus
from orders.models import Order, OrderImportRow
from orders.services._import_rows import Rows
from orders.services.check_import_rows import check_import_rows
from orders.sheet.columns import TITLES
from orders.states import ImportRowState
from shipping.models import Destination, NoCodArea
from tests.factories.finance import fund
from tests.factories.order_sheets import Row, ayu_buys, checked_file, rows_of_import, sent_file, stored_file
from tests.factories.orders import Market
from tests.factories.products import colour_and_size_draft, make_product
from tests.factories.shipping import place


def checked(market: Market, **changes: str) -> OrderImportRow:
    (row,) = rows_of_import(checked_file(market, ayu_buys(market, **changes)))
    return row


def told(row: OrderImportRow) -> dict[str, str]:
    return {fault["column"]: fault["text"] for fault in row.faults}


def test_a_good_order_with_what_it_costs(market: Market) -> None:
    row = checked(market)
    assert (row.state, row.faults, row.is_place_guess) == (ImportRowState.READY, [], False)
    assert (row.goods_rp, row.shipping_rp, row.total_rp) == (100_000, 12_000, 112_000)
    assert row.net_rp == 112_000 - 3_136 - 9_000
    assert (row.courier, row.is_cod) == ("JNE Reguler", True)
    assert row.place.startswith("Cihapit, Bandung Wetan")
    assert not Order.objects.exists()


def test_everything_that_is_wrong_is_told_at_once(market: Market) -> None:
    row = checked(
        market,
        name="Al",
        phone="12345",
        address="Jl. A",
        place="Cihapitt",
        postal_code="",
        product="Sarung",
        quantity="banyak",
        method="daun",
        courier="POS",
        warehouse="Gudang Rina",
        sender="Toko Rina",
        sales_admin="Rina",
        ordered_on="1/1/2020",
    )
    assert row.state == ImportRowState.FAULTY
    right = {"code", "postal_code", "sku", "variant", "service", "discount_rp", "additional_rp"}
    right |= {"wanted_total_rp", "note"}
    assert set(told(row)) == {title for key, title in TITLES.items() if key not in right}
    assert "Mungkin: Cihapit" in told(row)["Tujuan"]


def test_a_place_of_several_districts_names_three_of_them(market: Market) -> None:
    for number in range(4):
        Destination.objects.create(
            village="Sukamaju", district=f"Kecamatan {number}", city="Bandung", province="Jawa Barat"
        )
    text = told(checked(market, place="Sukamaju"))["Tujuan"]
    assert text.count("Sukamaju") == 3


def test_a_district_is_enough_and_is_marked(market: Market) -> None:
    row = checked(market, place="Bandung Wetan, Bandung")
    assert (row.state, row.is_place_guess) == (ImportRowState.READY, True)


@pytest.mark.parametrize(
    ("changes", "column", "text"),
    [
        ({"courier": "POS"}, "Ekspedisi", "Ekspedisi tidak dikenal. Yang ada: JNE"),
        ({"courier": "JNE KILAT"}, "Layanan", "tidak tersedia"),
        ({"courier": "JNE", "service": "Cargo"}, "Ekspedisi", "mulai 5,001 kg"),
        ({"courier": "SICEPAT"}, "Ekspedisi", "SICEPAT"),
        ({"wanted_total_rp": "150000"}, "Nilai ditagih", "Seharusnya Rp 112.000."),
        ({"discount_rp": "900000"}, "Nilai ditagih", "ongkir"),
        ({"quantity": "11"}, "Jumlah", "tinggal 10"),
        ({"variant": "Merah"}, "Varian", "tidak punya varian"),
        ({"sku": "X-1"}, "SKU", "Tidak ada di produk yang kamu jual."),
    ],
)
def test_what_the_world_does_not_allow(
    market: Market, changes: dict[str, str], column: str, text: str
) -> None:
    assert text in told(checked(market, **changes))[column]


def test_where_no_cash_is_collected(market: Market) -> None:
    jne = market.partner.courier_switches.get().courier
    NoCodArea.objects.create(courier=jne, tariff_code=place("Cihapit").tariff_code)
    assert "COD" in told(checked(market))["Ekspedisi"]
    assert checked(market, method="Transfer").state == ImportRowState.READY


def test_quick_input_decides_what_is_collected(market: Market) -> None:
    work = checked_file(market, ayu_buys(market, wanted_total_rp="150.000"), allows_total_edit=True)
    assert rows_of_import(work)[0].total_rp == 150_000


def test_variants_by_name_and_by_sku(market: Market) -> None:
    make_product(market.partner, colour_and_size_draft("Gamis Katun", sku="GK-01"))
    gown = {"product": "gamis katun", "sku": ""}
    rows = rows_of_import(
        checked_file(
            market,
            ayu_buys(market, **gown, variant="merah - s", quantity="1"),
            ayu_buys(market, product="", sku="gk-01", variant="Merah, S", quantity="1"),
            ayu_buys(market, **gown, variant="Ungu", quantity="1"),
            ayu_buys(market, **gown, quantity="1"),
        )
    )
    assert [row.goods_rp for row in rows] == [60_000, 60_000, 0, 0]
    assert told(rows[2])["Varian"].startswith("Pilih salah satu varian: Merah, S; ")


def test_who_sold_it_has_to_be_named_when_that_is_followed(market: Market) -> None:
    save_sales_admin("Melati", partner_id=market.partner.pk)
    work = checked_file(market, ayu_buys(market), ayu_buys(market, sales_admin="melati"), tracking_sales=True)
    assert [row.state for row in rows_of_import(work)] == [ImportRowState.FAULTY, ImportRowState.READY]


def test_lines_that_are_an_order_already(market: Market) -> None:
    stored_file(market, ayu_buys(market))
    row = checked(market)
    assert (row.state, row.order) == (ImportRowState.KNOWN, Order.objects.get())


def test_a_deleted_order_may_be_sent_again(market: Market) -> None:
    stored_file(market, ayu_buys(market))
    Order.objects.update(deleted_at="2026-11-21T00:00:00Z")
    assert checked(market).state == ImportRowState.READY
    stored_file(market, ayu_buys(market))
    assert Order.objects.count() == 2
    assert checked(market).state == ImportRowState.KNOWN


def test_a_blocked_seller_is_told_so_in_every_row(market: Market) -> None:
    work = sent_file(market, ayu_buys(market))
    Partner.objects.update(status=PartnerStatus.FRAUDULENT)
    check_import_rows(Rows(work.pk, 1, 1), actor=market.actor)
    assert "ditahan" in told(rows_of_import(work)[0])[""]


def test_a_held_seller_is_told_at_her_cod_orders(market: Market) -> None:
    fund(market.partner, 100_000)
    work = sent_file(market, ayu_buys(market), ayu_buys(market, phone="081277788899", method="Transfer"))
    Partner.objects.update(status=PartnerStatus.ON_HOLD)
    check_import_rows(Rows(work.pk, 1, 2), actor=market.actor)
    cod, transfer = rows_of_import(work)
    assert "ditahan" in told(cod)[TITLES["method"]]
    assert transfer.state == ImportRowState.READY


def test_checking_again_writes_only_rows_that_wait(market: Market) -> None:
    work = stored_file(market, ayu_buys(market))
    assert check_import_rows(Rows(work.pk, 1, 1), actor=market.actor) == 0
    assert rows_of_import(work)[0].state == ImportRowState.STORED


def test_twenty_orders_cost_the_queries_of_one(market: Market) -> None:
    PartnerSettings.objects.filter(partner=market.partner).update(mass_order=True)

    def queries(*rows: Row) -> int:
        work = sent_file(market, *rows)
        with CaptureQueriesContext(connection) as captured:
            check_import_rows(Rows(work.pk, 1, len(rows)), actor=market.actor)
        assert {row.state for row in rows_of_import(work)} == {ImportRowState.READY}
        return len(captured)

    many = [
        ayu_buys(market, name=f"Ayu {n}", phone=f"08987654{n:04d}", place=name, quantity=str(1 + n % 3))
        for n, name in enumerate(["Cihapit", "Citarum", "Gambir", "Bandung Wetan"] * 5)
    ]
    assert queries(*many) == queries(many[0])
