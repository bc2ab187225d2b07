"""Variants as people name them in files: by the product's name or by a SKU."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q
from django.db.models.functions import Lower

from products.models import Variant
from products.selectors.sellable import SellableVariant, sellable_variants


@dataclass(frozen=True, slots=True)
class NamedVariant:
    """A variant with the SKU of its product, which may differ from its own."""

    product_sku: str
    variant: SellableVariant


def variants_in_words(
    partner_id: int, *, names: Collection[str] = (), skus: Collection[str] = ()
) -> list[NamedVariant]:
    """Variants that can be ordered now, by product name or by SKU of product or variant; two queries.

    Capitals do not matter. Of a product that is named all variants come.
    """
    small_names, small_skus = _small(names), _small(skus)
    if not (small_names or small_skus):
        return []
    found = dict(
        Variant.objects.for_partner(partner_id)
        .sellable()
        .annotate(by_name=Lower("product__name"), by_product=Lower("product__sku"), by_own=Lower("sku"))
        .filter(Q(by_name__in=small_names) | Q(by_product__in=small_skus) | Q(by_own__in=small_skus))
        .values_list("pk", "product__sku")
    )
    rows = sellable_variants(partner_id, variant_ids=found)
    return [NamedVariant(found[row.variant_id], row) for row in rows]


def _small(texts: Collection[str]) -> list[str]:
    return sorted({text.lower() for text in texts if text})
