import pytest
from django.db import IntegrityError, transaction

from accounts.errors import WarehouseNotFound
from accounts.models import Partner, Warehouse
from komship.core.models import AuditEntry
from komship.lib.errors import InvalidInput
from products.errors import VariantNotFound
from products.models import Product, Stock, StockMovement
from products.services import StockLine, adjust_stock, reserve_stock
from tests.factories.products import only_variant


def test_sets_what_can_be_ordered_and_journals_the_difference(jilbab: Product, jakarta: Warehouse) -> None:
    variant = only_variant(jilbab)
    reserve_stock([StockLine(variant.pk, jakarta.pk, 4)], reference="KOM1")

    stock = adjust_stock(jilbab.partner_id, variant_id=variant.pk, warehouse_id=jakarta.pk, available=2)

    stock.refresh_from_db()
    assert (stock.on_hand, stock.reserved, stock.available) == (6, 4, 2)
    assert StockMovement.objects.filter(stock=stock, kind="adjust").latest("pk").quantity == -4
    entry = AuditEntry.objects.get(action="products.stock_adjusted")
    assert (entry.before, entry.after) == ({"available": 6}, {"available": 2})


def test_the_same_number_leaves_no_trace(jilbab: Product, jakarta: Warehouse) -> None:
    adjust_stock(jilbab.partner_id, variant_id=only_variant(jilbab).pk, warehouse_id=jakarta.pk, available=10)

    assert StockMovement.objects.count() == 1
    assert not AuditEntry.objects.filter(action="products.stock_adjusted").exists()


def test_makes_the_place_in_a_new_warehouse(jilbab: Product, bandung: Warehouse) -> None:
    variant = only_variant(jilbab)

    adjust_stock(jilbab.partner_id, variant_id=variant.pk, warehouse_id=bandung.pk, available=3)

    assert Stock.objects.get(variant=variant, warehouse=bandung).on_hand == 3


@pytest.mark.parametrize("available", [-1, 10**9, 2**63])
def test_impossible_numbers(jilbab: Product, jakarta: Warehouse, available: int) -> None:
    with pytest.raises(InvalidInput):
        adjust_stock(
            jilbab.partner_id,
            variant_id=only_variant(jilbab).pk,
            warehouse_id=jakarta.pk,
            available=available,
        )


def test_foreign_variants_and_warehouses_are_not_found(
    jilbab: Product, siti_partner: Partner, rina_partner: Partner, jakarta: Warehouse, foreign: Warehouse
) -> None:
    variant_id = only_variant(jilbab).pk

    with pytest.raises(VariantNotFound):
        adjust_stock(rina_partner.pk, variant_id=variant_id, warehouse_id=foreign.pk, available=1)
    with pytest.raises(WarehouseNotFound):
        adjust_stock(siti_partner.pk, variant_id=variant_id, warehouse_id=foreign.pk, available=1)

    assert Stock.objects.count() == 1


def test_the_journal_cannot_be_rewritten(jilbab: Product) -> None:
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        StockMovement.objects.update(quantity=1)
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        StockMovement.objects.all().delete()
