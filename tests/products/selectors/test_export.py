"""What goes out comes in again: an export, imported, changes nothing."""

import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import Partner, Warehouse
from komship.lib.sheet_reading import read_lines
from komship.lib.spreadsheet import Form, write_table
from products.models import Product
from products.rules import OptionDraft, ProductDraft, same_name
from products.selectors import export, export_rows
from products.selectors.catalogue import ProductFilter
from products.services import create_product
from products.sheet.parsing import parse_sheet
from products.sheet.writing import product_sheet
from tests.factories.products import make_product, plain_draft

# Everything that spreadsheets are tempted to take for something else.
TEMPTING = [
    "=1+1",
    "-Merah",
    "+62",
    "@a",
    "'kutip",
    "007",
    "1.50",
    "TRUE",
    'a"b',
    "a, b",
    "👗 x",
    "2026-05-01",
]
TEXTS = st.sampled_from(TEMPTING)


@st.composite
def some_draft(draw: st.DrawFn) -> ProductDraft:
    levels = draw(st.integers(0, 3))
    if not levels:
        return plain_draft(sku=draw(st.sampled_from(["", "+1", "-9", "007"])), description=draw(TEXTS))
    axes = ("Warna", "Ukuran", "Bahan")[:levels]
    options = draw(st.lists(nodes(levels), min_size=1, max_size=2, unique_by=lambda n: same_name(n.name)))
    return plain_draft(axes=axes, options=tuple(options), price_rp=0, stock=None)


def nodes(levels: int) -> st.SearchStrategy[OptionDraft]:
    if levels == 1:
        return st.builds(OptionDraft, TEXTS, st.integers(0, 999_999_999), st.integers(0, 99))
    below = st.lists(nodes(levels - 1), min_size=1, max_size=2, unique_by=lambda n: same_name(n.name))
    return st.builds(lambda name, children: OptionDraft(name, children=tuple(children)), TEXTS, below)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(draft=some_draft())
def test_a_product_survives_the_way_through_a_file(
    form: Form, siti_partner: Partner, jakarta: Warehouse, draft: ProductDraft
) -> None:
    Product.objects.for_partner(siti_partner.pk).update(deleted_at="2026-01-01T00:00Z")
    product = create_product(siti_partner.pk, draft=draft)
    out = io.BytesIO()
    write_table(out, form, product_sheet(export_rows(siti_partner.pk, ProductFilter())))

    sheet = parse_sheet(read_lines(out.getvalue()))

    assert sheet.faults == []
    [back] = sheet.products
    assert back.product_id == product.pk
    for name in ("name", "sku", "description", "weight_g", "price_rp", "stock", "axes", "options"):
        assert getattr(back.draft, name) == getattr(draft, name)


def test_three_queries_for_every_five_hundred(
    siti_partner: Partner, gamis: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export, "CHUNK", 2)
    for number in range(3):
        make_product(siti_partner, plain_draft(f"Jilbab {number}"))

    with CaptureQueriesContext(connection) as asked:
        rows = list(export_rows(siti_partner.pk, ProductFilter()))

    assert [row["name"] for row in rows] == ["Jilbab 2", "Jilbab 1", "Jilbab 0", *["Gamis Polos"] * 4]
    # Plain products have no options to ask for.
    assert len(asked) == 2 + 3 + 1


def test_only_what_is_asked_for_and_nothing_of_others(
    siti_partner: Partner, rina_partner: Partner, jilbab: Product
) -> None:
    make_product(siti_partner, plain_draft("Belum Siap", is_published=False))
    make_product(rina_partner, plain_draft("Kerudung Rina", stock=None))

    drafts = export_rows(siti_partner.pk, ProductFilter(is_published=False))

    assert [(row["name"], row["is_published"]) for row in drafts] == [("Belum Siap", "Draf")]
