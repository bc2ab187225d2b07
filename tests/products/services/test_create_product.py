import pytest
from django.db import IntegrityError

from accounts.models import Partner, Warehouse
from komship.core.audit import Actor
from komship.core.models import AuditEntry
from komship.lib.errors import InvalidInput
from products.errors import NoWarehouse
from products.models import Product, Stock, StockMovement, Variant
from products.services import create_product, delete_product
from products.services._store import unique_names
from tests.factories.products import branch, colour_and_size_draft, leaf, only_variant, plain_draft


def test_a_plain_product_has_one_variant(siti_partner: Partner, jakarta: Warehouse) -> None:
    product = create_product(siti_partner.pk, draft=plain_draft(sku="JB-1", stock=10))

    variant = only_variant(product)
    assert (variant.option_id, variant.name, variant.price_rp) == (None, "", 50_000)
    assert not product.has_variants
    stock = Stock.objects.get()
    assert (stock.variant_id, stock.warehouse_id, stock.on_hand) == (variant.pk, jakarta.pk, 10)


def test_the_first_pieces_are_journalled(siti_partner: Partner, jakarta: Warehouse) -> None:
    create_product(siti_partner.pk, draft=plain_draft(stock=10))

    movement = StockMovement.objects.get()
    assert (movement.kind, movement.quantity) == ("adjust", 10)


def test_every_leaf_becomes_a_variant(siti_partner: Partner, jakarta: Warehouse) -> None:
    product = create_product(siti_partner.pk, draft=colour_and_size_draft())

    assert product.has_variants
    assert list(Variant.objects.values_list("name", "price_rp", "stocks__on_hand")) == [
        ("Merah, S", 60_000, 5),
        ("Merah, M", 65_000, 4),
        ("Biru, S", 61_000, 3),
        ("Biru, M", 66_000, 2),
    ]


def test_three_levels(siti_partner: Partner, jakarta: Warehouse) -> None:
    options = (branch("Merah", branch("S", leaf("Katun"), leaf("Sutra"))),)

    product = create_product(
        siti_partner.pk, draft=plain_draft(axes=("Warna", "Ukuran", "Bahan"), options=options)
    )

    names = product.variants.values_list("name", flat=True)
    assert list(names) == ["Merah, S, Katun", "Merah, S, Sutra"]


def test_pieces_go_to_the_default_warehouse(
    siti_partner: Partner, bandung: Warehouse, jakarta: Warehouse
) -> None:
    create_product(siti_partner.pk, draft=plain_draft(stock=4))

    assert Stock.objects.get().warehouse == jakarta


def test_pieces_need_a_warehouse(siti_partner: Partner) -> None:
    with pytest.raises(NoWarehouse):
        create_product(siti_partner.pk, draft=plain_draft(stock=4))

    assert not Product.objects.exists()


@pytest.mark.parametrize("stock", [None, 0])
def test_without_pieces_no_warehouse_is_needed(siti_partner: Partner, stock: int | None) -> None:
    create_product(siti_partner.pk, draft=plain_draft(stock=stock))

    assert not Stock.objects.exists()


@pytest.mark.parametrize("name", ["Jilbab Segi Empat", " jilbab  SEGI empat "])
def test_names_are_unique_in_a_shop(siti_partner: Partner, jakarta: Warehouse, name: str) -> None:
    create_product(siti_partner.pk, draft=plain_draft("Jilbab Segi Empat"))

    with pytest.raises(InvalidInput) as refused:
        create_product(siti_partner.pk, draft=plain_draft(name))

    assert refused.value.fields == {"name": ["Nama produk sudah dipakai."]}
    assert Product.objects.count() == 1


def test_skus_are_unique_in_a_shop(siti_partner: Partner, jakarta: Warehouse) -> None:
    create_product(siti_partner.pk, draft=plain_draft("Jilbab Satu", sku="jb-1"))

    with pytest.raises(InvalidInput) as refused:
        create_product(siti_partner.pk, draft=plain_draft("Jilbab Dua", sku="JB-1"))

    assert set(refused.value.fields) == {"sku"}


def test_many_products_may_have_no_sku(siti_partner: Partner, jakarta: Warehouse) -> None:
    create_product(siti_partner.pk, draft=plain_draft("Jilbab Satu"))
    create_product(siti_partner.pk, draft=plain_draft("Jilbab Dua"))

    assert Product.objects.count() == 2


def test_another_shop_may_use_the_same_names(
    siti_partner: Partner, jakarta: Warehouse, rina_partner: Partner, foreign: Warehouse
) -> None:
    draft = plain_draft(sku="JB-1")

    create_product(siti_partner.pk, draft=draft)
    create_product(rina_partner.pk, draft=draft)

    assert Product.objects.count() == 2


def test_a_deleted_product_frees_its_name(siti_partner: Partner, jakarta: Warehouse) -> None:
    draft = plain_draft(sku="JB-1")
    delete_product(siti_partner.pk, product_id=create_product(siti_partner.pk, draft=draft).pk)

    assert create_product(siti_partner.pk, draft=draft).pk


def test_who_made_it_is_on_record(siti_partner: Partner, jakarta: Warehouse) -> None:
    actor = Actor(user_id=siti_partner.owner_id, label="siti", channel="api")

    product = create_product(siti_partner.pk, draft=plain_draft(), actor=actor)

    entry = AuditEntry.objects.get(action="products.created")
    assert (entry.target_key, entry.user_id, entry.partner_id) == (
        str(product.pk),
        siti_partner.owner_id,
        siti_partner.pk,
    )


def test_other_refusals_of_the_database_are_not_dressed_up(siti_partner: Partner) -> None:
    with pytest.raises(IntegrityError), unique_names():
        Product.objects.create(partner_id=siti_partner.pk, name="Tanpa Berat", weight_g=0)
