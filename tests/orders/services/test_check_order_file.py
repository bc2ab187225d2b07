import pytest

from komship.core.jobs import Job
from komship.core.models import AuditEntry
from komship.lib.errors import InvalidInput
from orders.errors import MassOrdersOff
from orders.models import Order, OrderImport, SheetHeading
from orders.selectors.headings import known_meanings
from orders.services.check_order_file import MOST_HEADINGS, OrderFile, check_order_file
from orders.sheet.grouping import IGNORED
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
        check_order_file(seller(market), OrderFile("x.csv", content), user_id=1, actor=market.actor)
    assert told in refused.value.fields["file"][0]
    assert not OrderImport.objects.exists()


def test_only_for_sellers_who_switched_it_on(market: Market) -> None:
    partner = seller(market)
    partner.settings.mass_order = False
    with pytest.raises(MassOrdersOff):
        check_order_file(partner, OrderFile("x.csv", b""), user_id=1, actor=market.actor)


def in_her_words(market: Market, name: str) -> bytes:
    """A file of another tool: its own word for the buyer, and a column we have no use for."""
    ours = order_csv(ayu_buys(market, name=name))
    return ours.replace(b"Nama pembeli", b"Nama Penerima").replace(b"Kode pesanan", b"Umur")


def send(market: Market, content: bytes, **meanings: str) -> OrderImport:
    file = OrderFile("x.csv", content, {title.replace("_", " "): key for title, key in meanings.items()})
    user_id = market.partner.owner_id
    return check_order_file(seller(market), file, user_id=user_id, actor=market.actor)


def test_what_headings_mean_is_said_once(market: Market) -> None:
    with pytest.raises(InvalidInput) as refused:
        send(market, in_her_words(market, "Ayu"))
    headings = refused.value.details["headings"]
    assert isinstance(headings, list)
    assert headings[:3] == ["Umur", "Tanggal", "Nama Penerima"]
    assert not SheetHeading.objects.exists()
    assert (
        send(market, in_her_words(market, "Ayu"), Nama_Penerima="name", Umur=IGNORED).rows.get().name == "Ayu"
    )
    assert send(market, in_her_words(market, "Bimo")).rows.get().name == "Bimo"
    assert known_meanings(market.partner.pk) == {"namapenerima": "name", "umur": IGNORED}
    assert known_meanings(market.partner.pk + 1) == {}


def test_the_last_word_counts_and_a_refused_file_teaches_nothing(market: Market) -> None:
    send(market, in_her_words(market, "Ayu"), Nama_Penerima="name", Umur=IGNORED)
    send(market, in_her_words(market, "Ayu"), Umur="code")
    assert known_meanings(market.partner.pk)["umur"] == "code"
    with pytest.raises(InvalidInput, match="ada dua kali"):
        send(market, in_her_words(market, "Ayu"), Umur="name")
    assert known_meanings(market.partner.pk)["umur"] == "code"


def test_not_more_is_remembered_than_anybody_needs(market: Market) -> None:
    SheetHeading.objects.bulk_create(
        SheetHeading(partner=market.partner, heading=f"h{n}", column="note") for n in range(MOST_HEADINGS - 1)
    )
    assert send(market, in_her_words(market, "Ayu"), Nama_Penerima="name", Umur=IGNORED).total == 1
    assert SheetHeading.objects.count() == MOST_HEADINGS - 1
