import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from accounts.models import Partner, User, Warehouse
from accounts.states import Right
from komship.core import drain
from products.models import Product, ProductImport
from products.states import ImportStage
from tests.factories.accounts import make_staff
from tests.factories.cast import WebFor
from tests.factories.sheets import LEAVES, PLAIN, Row, csv_file

NEW = "/produk/impor/"


def upload(client: Client, *rows: Row) -> str:
    """Send the rows as a file; returns the address of the import's page."""
    file = SimpleUploadedFile("produk.csv", csv_file(*rows))
    answer = client.post(NEW, {"file": file})
    assert answer.status_code == 302
    return str(answer["Location"])


def text_of(client: Client, url: str) -> str:
    return client.get(url).content.decode()


def test_check_start_and_watch(siti_web: Client, jakarta: Warehouse) -> None:
    page = upload(siti_web, PLAIN, *LEAVES)
    assert "2 produk siap diimpor: 2 baru, 0 mengganti" in text_of(siti_web, page)
    assert not Product.objects.exists()

    siti_web.post(f"{page}mulai/")
    running = text_of(siti_web, page)
    assert 'hx-trigger="every 1500ms"' in running
    assert '<progress max="2" value="0"' in running

    drain.drain(with_sweeps=False)
    news = siti_web.get(page, headers={"HX-Request": "true"}).content.decode()
    assert "Selesai: 2 produk baru, 0 diperbarui." in news
    assert "hx-trigger" not in news
    assert "<html" not in news
    assert "produk.csv" in text_of(siti_web, NEW)


def test_all_faults_are_shown(siti_web: Client, jakarta: Warehouse) -> None:
    text = text_of(siti_web, upload(siti_web, PLAIN | {"name": "<b>", "weight_g": "berat"}))

    assert "1 baris perlu diperbaiki" in text
    assert "Baris 2" in text
    assert "“berat” bukan angka bulat." in text
    assert "mulai/" not in text


@pytest.mark.parametrize(
    ("content", "told"), [(None, "Pilih berkas dulu."), (b"", "Berkas ini kosong."), (b"PK\x03", "XLSX")]
)
def test_files_nobody_can_read(
    siti_web: Client, siti_partner: Partner, content: bytes | None, told: str
) -> None:
    files = {} if content is None else {"file": SimpleUploadedFile("x.xlsx", content)}

    answer = siti_web.post(NEW, files)

    assert answer.status_code == 422
    assert told in answer.content.decode()


def test_starting_twice_says_so(siti_web: Client, jakarta: Warehouse) -> None:
    page = upload(siti_web, PLAIN)
    siti_web.post(f"{page}mulai/")

    assert "sudah dijalankan" in siti_web.post(f"{page}mulai/", follow=True).content.decode()
    assert ProductImport.objects.get().stage == ImportStage.RUNNING


def test_strangers_see_and_start_nothing(siti_web: Client, rina_web: Client, jakarta: Warehouse) -> None:
    page = upload(siti_web, PLAIN)

    assert rina_web.get(page).status_code == 404
    assert rina_web.post(f"{page}mulai/").status_code == 404
    assert "produk.csv" not in text_of(rina_web, NEW)
    assert ProductImport.objects.get().stage == ImportStage.READY


def test_both_rights_are_needed(
    web_for: WebFor, siti_partner: Partner, siti_web: Client, jakarta: Warehouse
) -> None:
    adder: User = make_staff("ayu", siti_partner, (Right.PRODUCT_VIEW, Right.PRODUCT_CREATE))
    page = upload(siti_web, PLAIN)

    assert web_for(adder).get(NEW).status_code == 403
    assert web_for(adder).post(f"{page}mulai/").status_code == 403
    assert NEW not in text_of(web_for(adder), "/produk/")


def test_the_sample_has_all_columns(siti_web: Client, siti_partner: Partner) -> None:
    answer = siti_web.get(f"{NEW}contoh/")

    book = load_workbook(io.BytesIO(answer.content))
    assert book.sheetnames == ["Produk", "Petunjuk"]
    assert [cell.value for cell in book["Produk"][1]][:3] == ["ID", "Nama produk", "SKU"]
    assert "attachment" in answer["Content-Disposition"]
