import io

from openpyxl import load_workbook

from accounts.models import Partner
from komship.lib.spreadsheet import Form
from products.models import Product
from products.selectors.catalogue import ProductFilter
from products.services import export_products
from tests.factories.products import make_product, plain_draft


def written(partner: Partner, form: Form, wanted: ProductFilter) -> tuple[bytes, list[int], str]:
    out, told = io.BytesIO(), list[int]()
    name = export_products(partner.pk, wanted, form=form, out=out, tell=told.append)
    return out.getvalue(), told, name


def test_a_spreadsheet_with_one_line_per_variant(siti_partner: Partner, gamis: Product) -> None:
    content, told, name = written(siti_partner, "xlsx", ProductFilter())

    sheet = load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[1][:3] == (gamis.pk, "Gamis Polos", None)
    assert rows[1][8:10] == (60_000, 5)
    assert (len(rows), told) == (5, [4])
    assert name.startswith("produk-")


def test_text_with_commas_in_csv(siti_partner: Partner, jilbab: Product) -> None:
    make_product(siti_partner, plain_draft("Gamis, Hijau", is_published=False))

    content, _told, _name = written(siti_partner, "csv", ProductFilter(is_published=False))

    text = content.decode("utf-8-sig")
    assert [line.count("Gamis") for line in text.splitlines()] == [0, 1]
    assert '"Gamis, Hijau"' in text
