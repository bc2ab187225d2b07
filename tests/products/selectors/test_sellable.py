from pytest_django import DjangoAssertNumQueries

from accounts.models import Partner, Warehouse
from products.models import Product, ProductImage, Variant
from products.selectors import sellable_variants
from products.services import delete_product, update_product
from tests.factories.products import colour_and_size_draft, only_variant, plain_draft, variant_named


def test_all_a_cart_needs_of_a_leaf(siti_partner: Partner, gamis: Product) -> None:
    ProductImage.objects.create(product=gamis, file="products/a.png")
    leaf = variant_named(gamis, "Merah, M")

    (row,) = sellable_variants(siti_partner.pk, option_ids=[leaf.option_id or 0])

    assert (row.variant_id, row.product_id, row.option_id) == (leaf.pk, gamis.pk, leaf.option_id)
    assert (row.product_name, row.variant_name, row.price_rp) == ("Gamis Polos", "Merah, M", 65_000)
    assert (row.weight_g, row.image_url) == (250, "/media/products/a.png")


def test_a_plain_product_by_its_own_id(siti_partner: Partner, jilbab: Product, gamis: Product) -> None:
    rows = sellable_variants(siti_partner.pk, plain_product_ids=[jilbab.pk, gamis.pk])

    assert [(row.product_id, row.option_id) for row in rows] == [(jilbab.pk, None)]


def test_a_variant_sku_comes_before_the_products(siti_partner: Partner, jilbab: Product) -> None:
    variant = only_variant(jilbab)
    Product.objects.filter(pk=jilbab.pk).update(sku="P-1")
    assert sellable_variants(siti_partner.pk, variant_ids=[variant.pk])[0].sku == "P-1"

    Variant.objects.filter(pk=variant.pk).update(sku="V-1")
    assert sellable_variants(siti_partner.pk, variant_ids=[variant.pk])[0].sku == "V-1"


def test_what_cannot_be_sold_is_left_out(
    siti_partner: Partner, rina_partner: Partner, jilbab: Product, gamis: Product
) -> None:
    plain, leaf = only_variant(jilbab), variant_named(gamis, "Merah, M")
    everything = [plain.pk, leaf.pk]
    assert len(sellable_variants(siti_partner.pk, variant_ids=everything)) == 2
    assert sellable_variants(rina_partner.pk, variant_ids=everything) == []

    update_product(siti_partner.pk, product_id=gamis.pk, draft=plain_draft("Gamis Polos"))
    assert [row.variant_id for row in sellable_variants(siti_partner.pk, variant_ids=everything)] == [
        plain.pk
    ]
    update_product(siti_partner.pk, product_id=gamis.pk, draft=colour_and_size_draft(is_published=False))
    assert len(sellable_variants(siti_partner.pk, variant_ids=everything)) == 1
    delete_product(siti_partner.pk, product_id=jilbab.pk)
    assert sellable_variants(siti_partner.pk, variant_ids=everything) == []


def test_one_query_for_every_key(
    siti_partner: Partner,
    jakarta: Warehouse,
    jilbab: Product,
    gamis: Product,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    leaf = variant_named(gamis, "Merah, M")

    with django_assert_num_queries(1):
        rows = sellable_variants(
            siti_partner.pk, option_ids=[leaf.option_id or 0], plain_product_ids=[jilbab.pk]
        )

    assert len(rows) == 2
