import pytest

from komship.core.jobs import Job
from komship.core.models import AuditEntry
from komship.lib.errors import InvalidInput
from orders.errors import MassOrdersOff
from orders.models import Order, OrderImport
from orders.services.check_order_file import check_order_file
from orders.states import ImportRowState
from tests.factories.order_sheets import ayu_buys, order_csv, rows_of_import, seller, sent_file
from tests.factories.orders import Market


def test_a_file_is_kept_and_nothing_is_ordered(market: Market) -> None:
    work = sent_file(
        market,
        ayu_buys(market, code="A1"),
        ayu_buys(market, code="A1", quantity="1", name="", phone="", address=""),
        ayu_buys(market),
    )
    rows = rows_of_import(work)
    assert (work.total, [row.line for row in rows], [len(row.lines) for row in rows]) == (2, [2, 4], [2, 1])
    assert {row.state for row in rows} == {ImportRowState.WAITING}
    assert rows[0].name == "Ayu Lestari"
    assert not Order.objects.exists()
    assert Job.objects.get().title == "pesanan.csv"
    assert AuditEntry.objects.get(action="orders.import_sent").after == {"orders": 2}


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"Nama pembeli,Umur\nAyu,30", "Umur: Kolom ini tidak dikenal."),
        (b"", "Berkas ini kosong."),
        (b"PK\x03\x04", "XLSX"),
        (order_csv(*([{"name": "Ayu"}] * 2_001)), "Maksimal 2000 baris"),
    ],
    ids=["headings", "empty", "broken", "long"],
)
def test_files_nobody_can_read(market: Market, content: bytes, told: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        check_order_file(seller(market), user_id=1, file_name="x.csv", content=content, actor=market.actor)
    assert told in refused.value.fields["file"][0]
    assert not OrderImport.objects.exists()


def test_only_for_sellers_who_switched_it_on(market: Market) -> None:
    partner = seller(market)
    partner.settings.mass_order = False
    with pytest.raises(MassOrdersOff):
        check_order_file(partner, user_id=1, file_name="x.csv", content=b"", actor=market.actor)
