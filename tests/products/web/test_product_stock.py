import pytest
from django.test import Client

from accounts.models import Partner, Warehouse
from products.models import Product, Stock, StockMovement
from products.services import StockLine, reserve_stock
from tests.factories.products import make_product, only_variant, plain_draft


def url(product: Product) -> str:
    return f"/produk/{product.pk}/stok/"


def cell(product: Product, warehouse: Warehouse, seen: int, stock: object) -> dict[str, str]:
    prefix = f"stok-{only_variant(product).pk}-{warehouse.pk}"
    return {f"{prefix}-seen": str(seen), f"{prefix}-stock": str(stock)}


def test_each_warehouse_has_its_number(
    siti_web: Client, jilbab: Product, jakarta: Warehouse, bandung: Warehouse
) -> None:
    reserve_stock([StockLine(only_variant(jilbab).pk, jakarta.pk, 4)], reference="KOM1")

    text = siti_web.get(url(jilbab)).content.decode()

    assert "Gudang Bandung" in text
    assert 'value="6"' in text
    assert "+ 4 sudah dipesan" in text


def test_saving_moves_only_what_was_changed(
    siti_web: Client, jilbab: Product, jakarta: Warehouse, bandung: Warehouse
) -> None:
    data = cell(jilbab, jakarta, 10, 10) | cell(jilbab, bandung, 0, 25)
    # An order takes pieces while the page is open.
    reserve_stock([StockLine(only_variant(jilbab).pk, jakarta.pk, 4)], reference="KOM1")

    answer = siti_web.post(url(jilbab), data, follow=True)

    assert "Stok Jilbab Segi Empat tersimpan" in answer.content.decode()
    rows = dict(Stock.objects.values_list("warehouse", "on_hand"))
    assert rows == {jakarta.pk: 10, bandung.pk: 25}
    assert StockMovement.objects.filter(kind="adjust").count() == 2


def test_nothing_changed(siti_web: Client, jilbab: Product, jakarta: Warehouse) -> None:
    answer = siti_web.post(url(jilbab), cell(jilbab, jakarta, 10, 10), follow=True)

    assert "Tidak ada stok yang berubah" in answer.content.decode()


@pytest.mark.parametrize("number", ["-1", "", "banyak", "9" * 30, "1e3"])
def test_bad_numbers_are_refused_at_their_place(
    siti_web: Client, jilbab: Product, jakarta: Warehouse, number: str
) -> None:
    answer = siti_web.post(url(jilbab), cell(jilbab, jakarta, 10, number))

    assert answer.status_code == 422
    assert "form-error" in answer.content.decode()
    assert Stock.objects.get().on_hand == 10


def test_without_a_warehouse_it_says_what_to_do(siti_web: Client, siti_partner: Partner) -> None:
    product = make_product(siti_partner, plain_draft(stock=None))

    assert "Belum ada gudang" in siti_web.get(url(product)).content.decode()


def test_strangers_and_staff_are_kept_out(
    rina_web: Client, budi_web: Client, jilbab: Product, jakarta: Warehouse
) -> None:
    data = cell(jilbab, jakarta, 10, 99)

    assert rina_web.post(url(jilbab), data).status_code == 404
    assert budi_web.post(url(jilbab), data).status_code == 403
    assert Stock.objects.get().on_hand == 10
