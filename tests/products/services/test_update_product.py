from dataclasses import replace

import pytest

from accounts.models import Partner, Warehouse
from komship.core.models import OutboxEvent
from komship.lib.errors import InvalidInput
from products.errors import ProductNotFound
from products.events import VariantsRetired
from products.models import Product, Stock, Variant, VariantOption
from products.services import StockLine, reserve_stock, update_product
from tests.factories.products import (
    branch,
    colour_and_size_draft,
    leaf,
    make_product,
    only_variant,
    plain_draft,
    put_stock,
    variant_named,
)


def test_replaces_the_plain_values(jilbab: Product) -> None:
    draft = plain_draft("Jilbab Baru", sku="JB-9", weight_g=300, price_rp=55_000, allows_cod=False)

    update_product(jilbab.partner_id, product_id=jilbab.pk, draft=draft)

    jilbab.refresh_from_db()
    assert (jilbab.name, jilbab.sku, jilbab.weight_g, jilbab.allows_cod) == (
        "Jilbab Baru",
        "JB-9",
        300,
        False,
    )
    assert only_variant(jilbab).price_rp == 55_000


@pytest.mark.parametrize(("wanted", "then"), [(None, False), (True, True)])
def test_a_draft_stays_a_draft_unless_said_otherwise(
    siti_partner: Partner, jakarta: Warehouse, wanted: bool | None, then: bool
) -> None:
    product = make_product(siti_partner, plain_draft(is_published=False))

    update_product(siti_partner.pk, product_id=product.pk, draft=plain_draft(is_published=wanted))

    product.refresh_from_db()
    assert product.is_published is then


def test_its_own_name_is_not_taken(jilbab: Product) -> None:
    update_product(jilbab.partner_id, product_id=jilbab.pk, draft=plain_draft())


def test_the_name_of_another_product_is(jilbab: Product, gamis: Product) -> None:
    with pytest.raises(InvalidInput):
        update_product(jilbab.partner_id, product_id=jilbab.pk, draft=plain_draft("gamis polos"))

    jilbab.refresh_from_db()
    assert jilbab.name == "Jilbab Segi Empat"


def test_a_foreign_product_is_not_found(rina_partner: Partner, jilbab: Product) -> None:
    with pytest.raises(ProductNotFound):
        update_product(rina_partner.pk, product_id=jilbab.pk, draft=plain_draft("Jilbab Curian"))


def test_options_keep_their_ids_while_their_path_stays(gamis: Product) -> None:
    before = dict(gamis.variants.values_list("name", "option_id"))
    draft = replace(
        colour_and_size_draft(),
        options=(
            branch("Biru", leaf("M"), leaf("L")),
            branch("MERAH", leaf("s"), leaf("M")),
        ),
    )

    update_product(gamis.partner_id, product_id=gamis.pk, draft=draft)

    after = dict(Variant.objects.filter(product=gamis, retired_at=None).values_list("name", "option_id"))
    assert list(after) == ["Biru, M", "Biru, L", "MERAH, s", "MERAH, M"]
    assert after["Biru, M"] == before["Biru, M"]
    assert after["MERAH, s"] == before["Merah, S"]
    assert after["MERAH, M"] == before["Merah, M"]
    assert after["Biru, L"] not in before.values()


@pytest.mark.usefixtures("somebody_listens")
def test_variants_that_are_gone_are_retired_and_announced(gamis: Product) -> None:
    gone = variant_named(gamis, "Biru, S")
    options = (*colour_and_size_draft().options[:1], branch("Biru", leaf("M")))

    update_product(
        gamis.partner_id, product_id=gamis.pk, draft=replace(colour_and_size_draft(), options=options)
    )

    gone.refresh_from_db()
    assert gone.retired_at is not None
    event = OutboxEvent.objects.get(topic=VariantsRetired.topic)
    assert VariantsRetired.from_payload(event.payload) == VariantsRetired(
        gamis.partner_id, gamis.pk, [gone.pk]
    )


@pytest.mark.usefixtures("somebody_listens")
def test_nothing_is_announced_when_nothing_is_gone(gamis: Product) -> None:
    update_product(gamis.partner_id, product_id=gamis.pk, draft=colour_and_size_draft())

    assert not OutboxEvent.objects.exists()


def test_without_axes_it_becomes_a_plain_product(gamis: Product) -> None:
    update_product(gamis.partner_id, product_id=gamis.pk, draft=plain_draft("Gamis Polos", stock=7))

    variant = only_variant(gamis)
    assert (variant.option_id, variant.price_rp) == (None, 50_000)
    assert Stock.objects.get(variant=variant).on_hand == 7
    assert not VariantOption.objects.live().exists()
    gamis.refresh_from_db()
    assert not gamis.has_variants


def test_a_plain_product_gets_its_old_variant_back(jilbab: Product) -> None:
    plain = only_variant(jilbab)
    update_product(jilbab.partner_id, product_id=jilbab.pk, draft=colour_and_size_draft())
    assert Variant.objects.filter(product=jilbab, retired_at=None).count() == 4

    update_product(jilbab.partner_id, product_id=jilbab.pk, draft=plain_draft(price_rp=1_000, stock=3))

    again = only_variant(jilbab)
    assert (again.pk, again.price_rp) == (plain.pk, 1_000)
    assert Stock.objects.get(variant=plain).on_hand == 3


def test_a_level_more_and_back_revives_the_leaf(siti_partner: Partner, jakarta: Warehouse) -> None:
    one = plain_draft(axes=("Warna",), options=(leaf("Merah", stock=2),))
    two = plain_draft(axes=("Warna", "Ukuran"), options=(branch("Merah", leaf("S")),))
    product = make_product(siti_partner, one)
    first = only_variant(product)

    update_product(siti_partner.pk, product_id=product.pk, draft=two)
    assert only_variant(product).name == "Merah, S"
    update_product(siti_partner.pk, product_id=product.pk, draft=one)

    assert only_variant(product).pk == first.pk


def test_the_number_given_is_what_can_be_ordered(jilbab: Product, jakarta: Warehouse) -> None:
    variant = only_variant(jilbab)
    reserve_stock([StockLine(variant.pk, jakarta.pk, 4)], reference="KOM1")

    update_product(jilbab.partner_id, product_id=jilbab.pk, draft=plain_draft(stock=10))

    stock = Stock.objects.get(variant=variant)
    assert (stock.on_hand, stock.reserved) == (14, 4)


def test_the_number_counts_all_own_warehouses(
    jilbab: Product, jakarta: Warehouse, bandung: Warehouse
) -> None:
    variant = only_variant(jilbab)
    put_stock(variant, bandung, 5)

    update_product(jilbab.partner_id, product_id=jilbab.pk, draft=plain_draft(stock=18))
    assert dict(variant.stocks.values_list("warehouse", "on_hand")) == {jakarta.pk: 13, bandung.pk: 5}

    update_product(jilbab.partner_id, product_id=jilbab.pk, draft=plain_draft(stock=3))
    assert dict(variant.stocks.values_list("warehouse", "on_hand")) == {jakarta.pk: 0, bandung.pk: 3}


def test_rented_warehouses_are_left_alone(jilbab: Product, jakarta: Warehouse, rented: Warehouse) -> None:
    variant = only_variant(jilbab)
    put_stock(variant, rented, 100)

    update_product(jilbab.partner_id, product_id=jilbab.pk, draft=plain_draft(stock=1))

    assert dict(variant.stocks.values_list("warehouse", "on_hand")) == {jakarta.pk: 1, rented.pk: 100}


def test_no_number_leaves_the_pieces_alone(jilbab: Product) -> None:
    update_product(jilbab.partner_id, product_id=jilbab.pk, draft=plain_draft(stock=None))

    assert Stock.objects.get().on_hand == 10
