"""A practice product can be looked at and nothing else."""

import pytest

from accounts.models import Partner, Warehouse
from komship.lib.errors import InvalidInput
from products.errors import OutOfStock, ProductNotFound
from products.models import Product, Stock, Variant
from products.selectors import (
    name_taken,
    orderable_products,
    practice_products,
    product_detail,
    products_of,
    sellable_variants,
)
from products.selectors.catalogue import ProductFilter
from products.services import StockLine, create_product, practise_product, reserve_stock
from tests.factories.products import colour_and_size_draft, plain_draft


@pytest.fixture
def practice(siti_partner: Partner, jakarta: Warehouse) -> Product:
    return practise_product(siti_partner.pk, draft=colour_and_size_draft())


def test_it_is_in_no_list_but_its_own(siti_partner: Partner, practice: Product) -> None:
    partner_id = siti_partner.pk
    variants = list(Variant.objects.filter(product=practice).values_list("pk", flat=True))

    assert [row.product_id for row in practice_products(partner_id)] == [practice.pk]
    assert not products_of(partner_id, ProductFilter()).exists()
    assert not orderable_products(partner_id)
    assert not sellable_variants(partner_id, variant_ids=variants)
    assert not name_taken(partner_id, practice.name)
    with pytest.raises(ProductNotFound):
        product_detail(partner_id, practice.pk)


def test_it_cannot_be_ordered(practice: Product) -> None:
    stock = Stock.objects.filter(variant__product=practice)[0]

    with pytest.raises(OutOfStock):
        reserve_stock([StockLine(stock.variant_id, stock.warehouse_id, 1)], reference="KOM1")


def test_it_blocks_no_name_and_comes_before_the_real_ones(siti_partner: Partner, practice: Product) -> None:
    real = create_product(siti_partner.pk, draft=colour_and_size_draft())

    rows = practice_products(siti_partner.pk)

    assert [row.product_id for row in rows] == [practice.pk, real.pk]
    assert sum(variant.stock for variant in rows[0].variants) == 14


def test_the_next_one_takes_its_place(siti_partner: Partner, practice: Product) -> None:
    second = practise_product(siti_partner.pk, draft=plain_draft())

    assert [row.product_id for row in practice_products(siti_partner.pk)] == [second.pk]


def test_without_a_warehouse_it_has_no_pieces(siti_partner: Partner) -> None:
    practise_product(siti_partner.pk, draft=plain_draft())

    assert [row.stock for row in practice_products(siti_partner.pk)] == [0]


def test_the_rules_hold(siti_partner: Partner) -> None:
    with pytest.raises(InvalidInput):
        practise_product(siti_partner.pk, draft=plain_draft("ab"))
