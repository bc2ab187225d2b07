"""Variants as carts and orders need them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Q, QuerySet

from komship.lib.compiled import CompiledQuery
from products.models import Variant
from products.models.variant import VariantQuerySet
from products.selectors._images import first_image, image_url


@dataclass(frozen=True, slots=True)
class SellableVariant:
    """`option_id` is what clients call the variant id; None for a product without variants."""

    variant_id: int
    product_id: int
    option_id: int | None
    product_name: str
    variant_name: str
    sku: str
    price_rp: int
    weight_g: int
    length_cm: int
    width_cm: int
    height_cm: int
    allows_cod: bool
    allows_bank_transfer: bool
    image_url: str


def sellable_variants(
    partner_id: int,
    *,
    variant_ids: Collection[int] = (),
    option_ids: Collection[int] = (),
    plain_product_ids: Collection[int] = (),
) -> list[SellableVariant]:
    """The partner's variants that can be ordered now, by any of three keys; one query.

    `plain_product_ids` finds products without variants, which clients name by the product alone.
    Drafts, deleted products and retired or foreign variants are left out: compare the counts.
    """
    keys = {_BY_VARIANT: variant_ids, _BY_OPTION: option_ids, _PLAIN_BY_PRODUCT: plain_product_ids}
    given = [(query, list(ids)) for query, ids in keys.items() if ids]
    if len(given) == 1:
        query, ids = given[0]
        return _variants(query.all(partner_id, ids))
    wanted = _named(variant_ids, option_ids, plain_product_ids)
    return _variants(_columns(Variant.objects.for_partner(partner_id).sellable().filter(wanted)))


def practice_variants(
    partner_id: int,
    *,
    variant_ids: Collection[int] = (),
    option_ids: Collection[int] = (),
    plain_product_ids: Collection[int] = (),
) -> list[SellableVariant]:
    """The same of the product sellers try the forms out with, which nothing that sells ever finds."""
    wanted = _named(variant_ids, option_ids, plain_product_ids)
    return _variants(_columns(Variant.objects.for_partner(partner_id).practice().filter(wanted)))


def _named(variants: Collection[int], options: Collection[int], plain_products: Collection[int]) -> Q:
    wanted = Q()
    if variants:
        wanted |= Q(pk__in=variants)
    if options:
        wanted |= Q(option_id__in=options)
    if plain_products:
        wanted |= Q(product_id__in=plain_products, option=None)
    return wanted or Q(pk__in=())


def _columns(variants: VariantQuerySet) -> QuerySet[Variant, Any]:
    return (
        variants.annotate(image=first_image("product_id"))
        .order_by("pk")
        .values_list(
            "pk",
            "product_id",
            "option_id",
            "product__name",
            "name",
            "sku",
            "price_rp",
            "product__weight_g",
            "product__length_cm",
            "product__width_cm",
            "product__height_cm",
            "product__allows_cod",
            "product__allows_bank_transfer",
            "product__sku",
            "image",
        )
    )


def _sellable(partner_id: int, **key: Any) -> QuerySet[Variant, Any]:
    return _columns(Variant.objects.for_partner(partner_id).sellable().filter(**key))


# Nearly always they are named by one kind of key.
_BY_VARIANT = CompiledQuery(lambda partner_id, ids: _sellable(partner_id, pk__any=ids))
_BY_OPTION = CompiledQuery(lambda partner_id, ids: _sellable(partner_id, option_id__any=ids))
_PLAIN_BY_PRODUCT = CompiledQuery(
    lambda partner_id, ids: _sellable(partner_id, product_id__any=ids, option=None)
)


def _variants(rows: Iterable[tuple[Any, ...]]) -> list[SellableVariant]:
    found = [
        (product_sku, SellableVariant(*[*columns, image_url(image)])) for *columns, product_sku, image in rows
    ]
    # A variant without a number of its own goes by its product's.
    return [one if one.sku else replace(one, sku=product_sku) for product_sku, one in found]
