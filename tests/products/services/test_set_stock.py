import pytest

from accounts.models import Partner, Warehouse
from komship.core.models import AuditEntry
from komship.lib.errors import DomainError, InvalidInput
from products.errors import NoWarehouse, ProductNotFound, VariantNotFound
from products.models import Product, Stock, StockMovement, Variant
from products.selectors import available_pieces
from products.services import StockCount, StockLine, delete_product, reserve_stock, set_stock
from tests.factories.products import make_product, only_variant, plain_draft, put_stock, variant_named


def leaf(product: Product, name: str = "Merah, S") -> Variant:
    return variant_named(product, name)


def pieces(variant: Variant) -> int:
    return available_pieces(variant.product.partner_id, [variant.pk])[variant.pk]


def test_counts_of_several_products_and_sellers(
    jilbab: Product, gamis: Product, foreign: Warehouse, rina_partner: Partner
) -> None:
    theirs = make_product(rina_partner, plain_draft("Kerudung Rina"))
    counts = [
        StockCount(gamis.pk, leaf(gamis).option_id, 1),
        StockCount(theirs.pk, None, 2),
        StockCount(jilbab.pk, None, 3),
    ]

    assert set_stock(counts) == 3

    assert [pieces(leaf(gamis)), pieces(only_variant(theirs)), pieces(only_variant(jilbab))] == [1, 2, 3]
    assert AuditEntry.objects.filter(action="products.stock_counted").count() == 2


def test_doing_it_again_leaves_no_trace(jilbab: Product) -> None:
    counts = [StockCount(jilbab.pk, None, 3)]
    set_stock(counts)
    before = StockMovement.objects.count()

    assert set_stock(counts) == 0
    assert StockMovement.objects.count() == before


def test_promised_pieces_stand_beside_the_count(jilbab: Product, jakarta: Warehouse) -> None:
    reserve_stock([StockLine(only_variant(jilbab).pk, jakarta.pk, 4)], reference="KOM1")

    set_stock([StockCount(jilbab.pk, None, 0)])

    stock = Stock.objects.get()
    assert (stock.on_hand, stock.reserved) == (4, 4)


def test_a_count_is_the_sum_of_all_own_warehouses(jilbab: Product, bandung: Warehouse) -> None:
    put_stock(only_variant(jilbab), bandung, 5)

    set_stock([StockCount(jilbab.pk, None, 7)])

    assert pieces(only_variant(jilbab)) == 7


def wrong(jilbab: Product, gamis: Product, case: str) -> list[StockCount]:
    good = StockCount(jilbab.pk, None, 1)
    return {
        "nothing": [],
        "twice": [good, good],
        "negative": [good, StockCount(gamis.pk, leaf(gamis).option_id, -1)],
        "unknown product": [good, StockCount(10**9, None, 1)],
        "unknown option": [good, StockCount(gamis.pk, 10**9, 1)],
        "plain although it has variants": [good, StockCount(gamis.pk, None, 1)],
        "variant although it is plain": [StockCount(jilbab.pk, leaf(gamis).option_id, 1)],
    }[case]


@pytest.mark.parametrize(
    ("case", "error"),
    [
        ("nothing", InvalidInput),
        ("twice", InvalidInput),
        ("negative", InvalidInput),
        ("unknown product", ProductNotFound),
        ("unknown option", VariantNotFound),
        ("plain although it has variants", VariantNotFound),
        ("variant although it is plain", VariantNotFound),
    ],
)
def test_all_rows_or_none(jilbab: Product, gamis: Product, case: str, error: type[DomainError]) -> None:
    before = list(Stock.objects.values_list("pk", "on_hand"))

    with pytest.raises(error):
        set_stock(wrong(jilbab, gamis, case))

    assert list(Stock.objects.values_list("pk", "on_hand")) == before


def test_deleted_products_and_sellers_without_a_warehouse(jilbab: Product, rina_partner: Partner) -> None:
    theirs = make_product(rina_partner, plain_draft("Kerudung Rina", stock=None))
    with pytest.raises(NoWarehouse):
        set_stock([StockCount(theirs.pk, None, 1)])

    delete_product(jilbab.partner_id, product_id=jilbab.pk)
    with pytest.raises(ProductNotFound):
        set_stock([StockCount(jilbab.pk, None, 1)])
