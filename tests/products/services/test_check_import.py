import pytest

from accounts.models import Partner, Warehouse
from komship.lib.errors import InvalidInput
from products.errors import ImportNotReady
from products.models import Product, ProductImport
from products.services import check_import, create_product, start_import
from products.states import ImportStage
from tests.factories.products import plain_draft
from tests.factories.sheets import PLAIN, Row, csv_file


def checked(partner: Partner, *rows: Row, keys: list[str] | None = None) -> ProductImport:
    content = csv_file(*rows, keys=keys)
    return check_import(partner.pk, user_id=partner.owner_id, file_name="x" * 200, content=content)


def faults(work: ProductImport) -> list[tuple[int, str]]:
    return [(fault["line"], fault["column"]) for fault in work.faults]


@pytest.fixture
def hijab(siti_partner: Partner, jakarta: Warehouse) -> Product:
    return create_product(siti_partner.pk, draft=plain_draft("Hijab Lain", sku="HL-1"))


def test_conflicts_with_what_is_stored(siti_partner: Partner, jilbab: Product, hijab: Product) -> None:
    work = checked(
        siti_partner,
        PLAIN | {"sku": "hl-1"},
        PLAIN | {"id": 10**9, "name": "Produk Hilang", "sku": ""},
        PLAIN | {"id": hijab.pk, "name": "jilbab SEGI empat", "sku": ""},
    )

    assert work.stage == ImportStage.FAULTY
    assert faults(work) == [(2, "SKU"), (3, "ID"), (4, "Nama produk")]
    assert work.rows == []


def test_conflicts_within_the_file(siti_partner: Partner, hijab: Product) -> None:
    work = checked(
        siti_partner,
        PLAIN,
        PLAIN | {"name": "Mukena Bali"},
        PLAIN | {"id": hijab.pk, "name": "Hijab Lain", "sku": ""},
        PLAIN | {"name": "HIJAB lain", "sku": "A"},
    )

    assert faults(work) == [(3, "SKU"), (5, "ID"), (5, "Nama produk")]


def test_a_products_own_name_and_sku_are_no_conflict(siti_partner: Partner, hijab: Product) -> None:
    work = checked(siti_partner, PLAIN | {"name": "hijab LAIN", "sku": "hl-1"})

    assert (work.stage, work.changed) == (ImportStage.READY, 1)


def test_somebody_elses_product_is_not_there(rina_partner: Partner, hijab: Product) -> None:
    assert faults(checked(rina_partner, PLAIN | {"id": hijab.pk})) == [(2, "ID")]
    assert checked(rina_partner, PLAIN | {"name": "Hijab Lain", "sku": "HL-1"}).added == 1


def test_a_stored_product_needs_all_columns(siti_partner: Partner, hijab: Product) -> None:
    """Else the columns left out would empty what it has there."""
    keys = ["name", "weight_g", "price_rp"]
    new, known = PLAIN, PLAIN | {"name": "Hijab Lain"}

    assert checked(siti_partner, new, keys=keys).stage == ImportStage.READY
    work = checked(siti_partner, new, known, keys=keys)
    assert faults(work) == [(3, "")]
    assert "SKU" in work.faults[0]["text"]


def test_a_faulty_one_cannot_start(siti_partner: Partner) -> None:
    work = checked(siti_partner, PLAIN | {"name": "ab"})

    with pytest.raises(ImportNotReady):
        start_import(siti_partner.pk, import_id=work.pk)


def test_a_file_nobody_can_read_leaves_no_trace(siti_partner: Partner) -> None:
    with pytest.raises(InvalidInput):
        check_import(siti_partner.pk, user_id=siti_partner.owner_id, file_name="x", content=b"PK\x03")

    assert not ProductImport.objects.exists()
