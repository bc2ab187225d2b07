import io

from django.test import Client
from openpyxl import load_workbook

from accounts.models import Partner
from products.models import Product
from tests.factories.products import make_product, plain_draft

FILE = "/produk/ekspor/berkas/"


def test_the_page_leads_to_the_file(siti_web: Client, jilbab: Product) -> None:
    text = siti_web.get("/produk/ekspor/").content.decode()

    assert f'action="{FILE}"' in text
    assert "1 dijual, 0 draf" in text


def test_a_spreadsheet(siti_web: Client, gamis: Product) -> None:
    answer = siti_web.get(FILE, {"format": "xlsx", "isi": "semua"})

    sheet = load_workbook(io.BytesIO(answer.content)).active
    assert sheet is not None
    rows = list(sheet.iter_rows(values_only=True))
    assert len(rows) == 5
    assert rows[1][:3] == (gamis.pk, "Gamis Polos", None)
    assert rows[1][8:10] == (60_000, 5)
    assert "attachment" in answer["Content-Disposition"]


def test_text_with_commas_in_csv(siti_web: Client, siti_partner: Partner, jilbab: Product) -> None:
    make_product(siti_partner, plain_draft("Gamis, Hijau", is_published=False))

    text = siti_web.get(FILE, {"format": "csv", "isi": "draf"}).content.decode("utf-8-sig")

    assert [line.count("Gamis") for line in text.splitlines()] == [0, 1]
    assert '"Gamis, Hijau"' in text


def test_odd_choices_and_strangers(siti_web: Client, rina_web: Client, jilbab: Product) -> None:
    assert siti_web.get(FILE, {"format": "exe", "isi": "semua"}).status_code == 422
    assert siti_web.get(FILE).status_code == 422
    assert b"Jilbab" not in rina_web.get(FILE, {"format": "csv", "isi": "semua"}).content
