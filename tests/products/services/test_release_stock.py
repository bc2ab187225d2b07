import pytest
from django.db import transaction
from pytest_django import DjangoAssertNumQueries

from accounts.models import Warehouse
from products.errors import StockReferenceSpent
from products.models import Product, Stock
from products.services import StockLine, consume_stock, release_stock, reserve_stock


@pytest.fixture
def reserved(gamis: Product, jakarta: Warehouse) -> list[StockLine]:
    lines = [StockLine(variant.pk, jakarta.pk, 2) for variant in gamis.variants.all()]
    reserve_stock(lines, reference="KOM1")
    return lines


def test_frees_every_line_of_the_reference(reserved: list[StockLine]) -> None:
    assert release_stock("KOM1") == 4

    assert not Stock.objects.exclude(reserved=0).exists()
    assert sorted(Stock.objects.values_list("on_hand", flat=True)) == [2, 3, 4, 5]


def test_leaves_other_references_alone(reserved: list[StockLine]) -> None:
    reserve_stock([StockLine(reserved[0].variant_id, reserved[0].warehouse_id, 1)], reference="KOM2")

    release_stock("KOM2")

    assert set(Stock.objects.values_list("reserved", flat=True)) == {2}


def test_a_repeated_call_changes_nothing(reserved: list[StockLine]) -> None:
    release_stock("KOM1")

    assert release_stock("KOM1") == 0
    assert not Stock.objects.exclude(reserved=0).exists()


def test_an_unknown_reference_has_nothing_to_release(db: None) -> None:
    assert release_stock("KOM404") == 0


def test_shipped_goods_cannot_be_released(reserved: list[StockLine]) -> None:
    consume_stock("KOM1")

    with pytest.raises(StockReferenceSpent), transaction.atomic():
        release_stock("KOM1")

    assert sorted(Stock.objects.values_list("on_hand", "reserved")) == [(0, 0), (1, 0), (2, 0), (3, 0)]


def test_costs_two_queries(
    reserved: list[StockLine], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(2):
        release_stock("KOM1")
