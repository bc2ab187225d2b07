"""Variants as carts and orders need them."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q

from products.models import Variant
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
    rows = (
        Variant.objects.for_partner(partner_id)
        .sellable()
        .filter(
            Q(pk__in=variant_ids)
            | Q(option_id__in=option_ids)
            | Q(product_id__in=plain_product_ids, option=None)
        )
        .select_related("product")
        .annotate(image=first_image("product_id"))
        .order_by("pk")
    )
    return [
        SellableVariant(
            variant_id=row.pk,
            product_id=row.product_id,
            option_id=row.option_id,
            product_name=row.product.name,
            variant_name=row.name,
            sku=row.sku or row.product.sku,
            price_rp=row.price_rp,
            weight_g=row.product.weight_g,
            length_cm=row.product.length_cm,
            width_cm=row.product.width_cm,
            height_cm=row.product.height_cm,
            allows_cod=row.product.allows_cod,
            allows_bank_transfer=row.product.allows_bank_transfer,
            image_url=image_url(row.image),
        )
        for row in rows
    ]
