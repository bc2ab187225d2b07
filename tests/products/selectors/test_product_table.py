import pytest

from accounts.models import Partner, Warehouse
from products.models import Product, ProductImage, Stock, StockMovement, Variant, VariantAxis, VariantOption
from products.selectors import Place, ProductFilter, ProductTable, product_counts, products_of
from tests.factories.products import only_variant, put_stock


def test_rows_one_by_one_and_in_slices(
    siti_partner: Partner, jilbab: Product, gamis: Product, bandung: Warehouse
) -> None:
    put_stock(only_variant(jilbab), bandung, 5)
    table = ProductTable(products_of(siti_partner.pk, ProductFilter()))

    assert len(table) == 2
    assert [row.product.product_id for row in table[:5]] == [gamis.pk, jilbab.pk]
    assert table[1].places == [Place("Gudang Jakarta", 10), Place("Gudang Bandung", 5)]
    assert table[2:] == []


def test_counts_leave_out_the_products_of_others(
    siti_partner: Partner, rina_partner: Partner, jilbab: Product
) -> None:
    assert product_counts(siti_partner.pk).published == 1
    assert product_counts(rina_partner.pk).published == 0


@pytest.mark.parametrize(
    "model", [Product, ProductImage, Stock, StockMovement, Variant, VariantAxis, VariantOption]
)
def test_every_table_knows_whose_rows_are_whose(
    siti_partner: Partner, rina_partner: Partner, gamis: Product, model: type[Product]
) -> None:
    ProductImage.objects.create(product=gamis, file="products/a.png")

    assert model.objects.for_partner(siti_partner.pk).exists()
    assert not model.objects.for_partner(rina_partner.pk).exists()
