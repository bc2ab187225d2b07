import pytest
from django.db import transaction
from pytest_django import DjangoAssertNumQueries

from accounts.models import Warehouse
from komship.lib.db import NotInTransaction
from komship.lib.errors import InvalidInput
from products.errors import OutOfStock, StockReferenceSpent
from products.models import Product, Stock, StockMovement, Variant
from products.services import StockLine, delete_product, release_stock, reserve_stock
from tests.factories.products import only_variant, put_stock, variant_named


def line(variant: Variant, warehouse: Warehouse, quantity: int) -> StockLine:
    return StockLine(variant.pk, warehouse.pk, quantity)


def numbers(variant: Variant, warehouse: Warehouse) -> tuple[int, int]:
    stock = Stock.objects.get(variant=variant, warehouse=warehouse)
    return stock.on_hand, stock.reserved


def test_promises_pieces_and_keeps_them_on_hand(jilbab: Product, jakarta: Warehouse) -> None:
    variant = only_variant(jilbab)

    assert reserve_stock([line(variant, jakarta, 3)], reference="KOM1") == 1

    assert numbers(variant, jakarta) == (10, 3)
    movement = StockMovement.objects.get(reference="KOM1")
    assert (movement.kind, movement.quantity) == ("reserve", 3)


def test_lines_of_one_variant_are_added_up(jilbab: Product, jakarta: Warehouse) -> None:
    variant = only_variant(jilbab)

    reserve_stock([line(variant, jakarta, 2), line(variant, jakarta, 3)], reference="KOM1")

    assert numbers(variant, jakarta) == (10, 5)


def test_all_lines_or_none(gamis: Product, jakarta: Warehouse) -> None:
    enough, short = variant_named(gamis, "Merah, S"), variant_named(gamis, "Biru, M")

    with pytest.raises(OutOfStock) as refused:
        reserve_stock([line(enough, jakarta, 5), line(short, jakarta, 3)], reference="KOM1")

    assert numbers(enough, jakarta) == (5, 0)
    assert refused.value.details["short"] == [
        {
            "variant_id": short.pk,
            "warehouse_id": jakarta.pk,
            "wanted": 3,
            "available": 2,
            "label": "Gamis Polos (Biru, M)",
        }
    ]
    assert "Gamis Polos (Biru, M)" in refused.value.message
    assert not StockMovement.objects.filter(reference="KOM1").exists()


def test_pieces_of_another_warehouse_do_not_count(
    jilbab: Product, jakarta: Warehouse, bandung: Warehouse
) -> None:
    variant = only_variant(jilbab)
    put_stock(variant, bandung, 1)

    with pytest.raises(OutOfStock):
        reserve_stock([line(variant, bandung, 2)], reference="KOM1")


def test_a_variant_without_a_place_in_the_warehouse_is_out_of_stock(
    jilbab: Product, bandung: Warehouse
) -> None:
    with pytest.raises(OutOfStock, match="tersisa 0"):
        reserve_stock([line(only_variant(jilbab), bandung, 1)], reference="KOM1")


def test_an_unknown_variant_is_out_of_stock(jakarta: Warehouse) -> None:
    with pytest.raises(OutOfStock):
        reserve_stock([StockLine(987_654, jakarta.pk, 1)], reference="KOM1")


def test_a_deleted_product_is_out_of_stock(jilbab: Product, jakarta: Warehouse) -> None:
    variant = only_variant(jilbab)
    delete_product(jilbab.partner_id, product_id=jilbab.pk)

    with pytest.raises(OutOfStock):
        reserve_stock([line(variant, jakarta, 1)], reference="KOM1")


def test_a_repeated_call_changes_nothing(jilbab: Product, jakarta: Warehouse) -> None:
    variant = only_variant(jilbab)
    reserve_stock([line(variant, jakarta, 3)], reference="KOM1")

    assert reserve_stock([line(variant, jakarta, 3)], reference="KOM1") == 0

    assert numbers(variant, jakarta) == (10, 3)


def test_a_repeated_call_for_the_last_pieces_is_no_refusal(jilbab: Product, jakarta: Warehouse) -> None:
    variant = only_variant(jilbab)
    reserve_stock([line(variant, jakarta, 10)], reference="KOM1")

    assert reserve_stock([line(variant, jakarta, 10)], reference="KOM1") == 0


@pytest.mark.parametrize("quantity", [2, 4])
def test_a_reference_cannot_reserve_other_lines(jilbab: Product, jakarta: Warehouse, quantity: int) -> None:
    variant = only_variant(jilbab)
    reserve_stock([line(variant, jakarta, 3)], reference="KOM1")

    with pytest.raises(StockReferenceSpent), transaction.atomic():
        reserve_stock([line(variant, jakarta, quantity)], reference="KOM1")

    assert numbers(variant, jakarta) == (10, 3)


def test_a_reference_cannot_grow_by_a_line(gamis: Product, jakarta: Warehouse) -> None:
    red, blue = variant_named(gamis, "Merah, S"), variant_named(gamis, "Biru, M")
    reserve_stock([line(red, jakarta, 1)], reference="KOM1")

    with pytest.raises(StockReferenceSpent), transaction.atomic():
        reserve_stock([line(red, jakarta, 1), line(blue, jakarta, 1)], reference="KOM1")

    assert numbers(blue, jakarta) == (2, 0)


def test_a_released_reference_cannot_reserve_again(jilbab: Product, jakarta: Warehouse) -> None:
    variant = only_variant(jilbab)
    reserve_stock([line(variant, jakarta, 3)], reference="KOM1")
    release_stock("KOM1")

    with pytest.raises(StockReferenceSpent), transaction.atomic():
        reserve_stock([line(variant, jakarta, 3)], reference="KOM1")

    assert numbers(variant, jakarta) == (10, 0)


@pytest.mark.parametrize("quantity", [0, -1, 1_000_000_000, 2**40])
def test_impossible_quantities(jilbab: Product, jakarta: Warehouse, quantity: int) -> None:
    with pytest.raises(InvalidInput):
        reserve_stock([line(only_variant(jilbab), jakarta, quantity)], reference="KOM1")


def test_nothing_to_reserve(db: None) -> None:
    assert reserve_stock([], reference="KOM1") == 0


def test_costs_two_queries_however_many_lines(
    gamis: Product, jakarta: Warehouse, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    lines = [line(variant, jakarta, 1) for variant in gamis.variants.all()]

    with django_assert_num_queries(2):
        assert reserve_stock(lines, reference="KOM1") == 4


@pytest.mark.django_db(transaction=True)
def test_refuses_to_run_outside_a_transaction() -> None:
    with pytest.raises(NotInTransaction):
        reserve_stock([StockLine(1, 1, 1)], reference="KOM1")
