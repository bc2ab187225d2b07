"""Orders from a file, as a seller sees them: send, look, store, watch."""

import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from accounts.models import PartnerSettings
from accounts.states import Right
from komship.core.drain import drain
from orders.models import Order, OrderImport
from tests.factories.finance import fund
from tests.factories.order_sheets import Row, ayu_buys, checked_file, order_csv, seller, stored_file
from tests.factories.orders import Market
from tests.orders.web.conftest import StaffWith
from tests.query_counts import QueryBudget

NEW = "/pesanan/massal/"
Page = Callable[[str], str]
PART = {"HX-Request": "true"}


@pytest.fixture
def switched_on(market: Market) -> Market:
    seller(market)
    return market


def url(work: OrderImport) -> str:
    return f"{NEW}{work.pk}/"


def upload(client: Client, *rows: Row) -> str:
    """Send the rows as a file; returns the address of the import's page."""
    answer = client.post(NEW, {"file": SimpleUploadedFile("pesanan.csv", order_csv(*rows))})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def test_send_look_store_and_watch(switched_on: Market, siti_web: Client, siti_page: Page) -> None:
    good = ayu_buys(switched_on)
    page = upload(siti_web, good, good | {"name": "Bimo Sakti", "phone": "12"})
    running = siti_page(page)
    assert "Memeriksa tujuan, produk, dan ongkir." in running
    assert 'hx-trigger="every 1500ms"' in running
    assert "mulai/" not in running

    drain(with_sweeps=False)
    checked = siti_page(page)
    for words in ("1 pesanan siap disimpan", "Rp 112.000", "1 pesanan perlu diperbaiki", "Nomor HP:"):
        assert words in checked
    assert not Order.objects.exists()

    siti_web.post(f"{page}mulai/")
    assert "Sedang menyimpan pesanan." in siti_page(page)
    drain(with_sweeps=False)
    done = siti_page(page)
    number = Order.objects.get().number
    assert f'href="/pesanan/{number}/"' in done
    assert "Selesai." in done
    assert "mulai/" not in done
    assert "pesanan.csv" in siti_page(NEW)


def test_news_for_an_open_page(switched_on: Market, siti_web: Client) -> None:
    page = upload(siti_web, ayu_buys(switched_on))
    news = f"{page}kabar/"
    assert siti_web.get(news)["Location"] == page
    assert "list-massal" not in siti_web.get(news, headers=PART).content.decode()
    drain(with_sweeps=False)
    text = siti_web.get(news, headers=PART).content.decode()
    assert 'hx-target="#list-massal"' in text
    assert "every 1500ms" not in text


def test_lines_with_faults_as_a_file_to_put_right_and_send(switched_on: Market, siti_web: Client) -> None:
    wrong = ayu_buys(switched_on, phone="12", name="=1+1 Ayu")
    work = checked_file(switched_on, ayu_buys(switched_on), wrong)
    answer = siti_web.get(f"{url(work)}perbaikan/")
    assert "attachment" in answer["Content-Disposition"]
    book = load_workbook(io.BytesIO(answer.content))
    sheet = book.worksheets[0]
    assert [cell.value for cell in sheet[2]][2:4] == ["=1+1 Ayu", "12"]
    assert {cell.data_type for cell in sheet[2] if cell.value is not None} == {"s"}
    assert "Nomor HP: " in str(sheet[2][-1].value)

    sheet["D2"] = "081234567890"
    out = io.BytesIO()
    book.save(out)
    siti_web.post(NEW, {"file": SimpleUploadedFile("lagi.xlsx", out.getvalue())})
    drain(with_sweeps=False)
    row = OrderImport.objects.latest("pk").rows.get()
    assert (row.name, row.state) == ("=1+1 Ayu", "ready")


def test_headings_of_another_tool_are_asked_about_once(switched_on: Market, siti_web: Client) -> None:
    content = order_csv(ayu_buys(switched_on)).replace(b"Nama pembeli", b"Penerima").replace(b"SKU", b"Umur")

    def send(name: str, **answers: list[str]) -> Any:
        return siti_web.post(NEW, {"file": SimpleUploadedFile(name, content), **answers}, headers=PART)

    asked = send("a.csv")
    page = asked.content.decode()
    assert asked.status_code == 422
    assert "Penerima: Kolom ini tidak dikenal." in page
    assert re.search(r'name="judul" value="Penerima">.*?value="name" selected', page, re.DOTALL)
    assert "<html" not in page
    assert 'value="Nomor HP"' not in page, "our own headings mean what they say"

    half = send("b.csv", judul=["Penerima", "Umur"], kolom=["name", "nonsense"])
    assert "Penerima: " not in half.content.decode()
    assert re.search(
        r'name="judul" value="Penerima">.*?value="name" selected', half.content.decode(), re.DOTALL
    )
    done = send("c.csv", judul=["Penerima", "Umur"], kolom=["name", "-"])
    assert done["HX-Redirect"] == url(OrderImport.objects.get())
    assert "HX-Redirect" in send("d.csv")


def test_without_scripts_the_page_asks(switched_on: Market, siti_web: Client) -> None:
    content = order_csv(ayu_buys(switched_on)).replace(b"Nama pembeli", b"Penerima")
    page = siti_web.post(NEW, {"file": SimpleUploadedFile("a.csv", content)}).content.decode()
    assert page.count("Penerima: Kolom ini tidak dikenal.") == 1
    assert "Cocokkan kolom berkasmu" in page


def test_what_was_sent_before_is_told(switched_on: Market, siti_web: Client, siti_page: Page) -> None:
    stored_file(switched_on, ayu_buys(switched_on))
    page = upload(siti_web, ayu_buys(switched_on))
    drain(with_sweeps=False)
    assert "1 baris sudah jadi pesanan sebelumnya" in siti_page(page)
    assert "Sudah ada" in siti_page(f"{page}?tab=known")


def test_money_that_will_be_missing_and_villages_that_were_guessed(
    switched_on: Market, siti_page: Page
) -> None:
    fund(switched_on.partner, 4_000)
    work = checked_file(switched_on, ayu_buys(switched_on, method="Transfer", place="Bandung Wetan, Bandung"))
    text = siti_page(url(work))
    assert "Saldo kurang Rp 5.000 untuk ongkir pesanan transfer" in text
    assert "Kelurahan dipilihkan" in text


def test_looking_again(switched_on: Market, siti_web: Client, siti_page: Page) -> None:
    work = checked_file(switched_on, ayu_buys(switched_on, quantity="0"))
    siti_web.post(f"{url(work)}periksa/")
    assert "Memeriksa" in siti_page(url(work))
    again = siti_web.post(f"{url(work)}periksa/", follow=True).content.decode()
    assert "sedang dikerjakan" in again


@pytest.mark.parametrize(
    ("content", "told"),
    [(None, "Pilih berkas dulu."), (b"", "Berkas ini kosong."), (b"PK\x03", "XLSX"), (b"Umur\n3", "Umur")],
)
def test_files_nobody_can_read(
    switched_on: Market, siti_web: Client, content: bytes | None, told: str
) -> None:
    files = {} if content is None else {"file": SimpleUploadedFile("x.xlsx", content)}
    answer = siti_web.post(NEW, files)
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert not OrderImport.objects.exists()


def test_only_where_it_is_switched_on(market: Market, siti_web: Client, siti_page: Page) -> None:
    assert "Order massal belum dinyalakan" in siti_page(NEW)
    assert NEW not in siti_page("/pesanan/")
    file = SimpleUploadedFile("pesanan.csv", order_csv(ayu_buys(market)))
    answer = siti_web.post(NEW, {"file": file})
    assert answer.status_code == 422
    PartnerSettings.objects.update(mass_order=True)
    assert NEW in siti_page("/pesanan/")


def test_a_started_file_stops_where_it_is_switched_off(switched_on: Market, siti_web: Client) -> None:
    work = checked_file(switched_on, ayu_buys(switched_on))
    PartnerSettings.objects.update(mass_order=False)
    text = siti_web.post(f"{url(work)}mulai/", follow=True).content.decode()
    assert "Nyalakan Order massal di pengaturan fitur dulu." in text
    assert not Order.objects.exists()


def test_rights_and_strangers(switched_on: Market, staff_with: StaffWith, rina_web: Client) -> None:
    work = checked_file(switched_on, ayu_buys(switched_on))
    viewer = staff_with(Right.ORDER_VIEW)
    for path in (NEW, f"{NEW}contoh/", url(work), f"{url(work)}perbaikan/"):
        assert viewer.get(path).status_code == 403
    assert viewer.post(f"{url(work)}mulai/").status_code == 403
    for path in (url(work), f"{url(work)}kabar/", f"{url(work)}perbaikan/"):
        assert rina_web.get(path).status_code == 404
    PartnerSettings.objects.update(mass_order=True)
    assert rina_web.post(f"{url(work)}mulai/").status_code == 404
    assert rina_web.post(f"{url(work)}periksa/").status_code == 404


def test_the_sample(switched_on: Market, siti_web: Client) -> None:
    book = load_workbook(io.BytesIO(siti_web.get(f"{NEW}contoh/").content))
    assert book.sheetnames == ["Pesanan", "Petunjuk"]


def test_queries(switched_on: Market, siti_web: Client, query_budget: QueryBudget) -> None:
    work = stored_file(switched_on, *(ayu_buys(switched_on, name=f"Ayu {n}", quantity="1") for n in range(3)))
    siti_web.get(url(work))
    with query_budget("orders.web.mass_import"):
        siti_web.get(url(work))
