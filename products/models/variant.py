"""The option tree of a product and the variants at its leaves.

Options and variants are retired, never deleted: carts, order lines and stock movements keep
pointing at them.
"""

from typing import Self

from django.db import models

from komship.lib import clock
from products.models.product import Product

LIVE = models.Q(retired_at__isnull=True)


class VariantAxisQuerySet(models.QuerySet["VariantAxis"]):
    def for_partner(self, partner_id: int) -> Self:
        return self.filter(product__partner_id=partner_id)

    def live(self) -> Self:
        return self.filter(LIVE)


class VariantAxis(models.Model):
    """One kind of choice, such as colour; position 0 is the first level of the tree."""

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="axes")
    name = models.CharField(max_length=30)
    position = models.PositiveSmallIntegerField()
    retired_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = VariantAxisQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["product", "position"], name="variant_axis_position_unique"),
            models.CheckConstraint(condition=models.Q(position__lte=2), name="variant_axis_at_most_three"),
        ]

    def __str__(self) -> str:
        return self.name


class VariantOptionQuerySet(models.QuerySet["VariantOption"]):
    def for_partner(self, partner_id: int) -> Self:
        return self.filter(axis__product__partner_id=partner_id)

    def live(self) -> Self:
        return self.filter(LIVE)


class VariantOption(models.Model):
    """One choice. Below the first level the same name is one row per parent."""

    axis = models.ForeignKey(VariantAxis, on_delete=models.CASCADE, related_name="options")
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="children"
    )
    name = models.CharField(max_length=30)
    position = models.PositiveSmallIntegerField()
    created_at = models.DateTimeField(default=clock.now, editable=False)
    updated_at = models.DateTimeField(default=clock.now, editable=False)
    retired_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = VariantOptionQuerySet.as_manager()

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            # Exact on purpose: which names count as equal is decided by the rules, while the product
            # is locked, and the database folds some letters differently.
            models.UniqueConstraint(
                fields=["axis", "parent", "name"],
                condition=LIVE,
                nulls_distinct=False,
                name="variant_option_name_unique",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class VariantQuerySet(models.QuerySet["Variant"]):
    def for_partner(self, partner_id: int) -> Self:
        return self.filter(product__partner_id=partner_id)

    def live(self) -> Self:
        return self.filter(LIVE, product__deleted_at__isnull=True)

    def sellable(self) -> Self:
        return self.live().filter(product__is_published=True)

    def practice(self) -> Self:
        """Of the product sellers try the forms out with."""
        return self.filter(LIVE, product__is_practice=True)


class Variant(models.Model):
    """What is priced, stocked and sold. `option` is the leaf it stands for, empty when plain."""

    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="variants")
    option = models.OneToOneField(
        VariantOption, null=True, blank=True, on_delete=models.PROTECT, related_name="variant"
    )
    name = models.CharField(max_length=94, blank=True)
    sku = models.CharField(max_length=20, blank=True)
    price_rp = models.BigIntegerField()
    position = models.PositiveSmallIntegerField(default=0)
    retired_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = VariantQuerySet.as_manager()

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(price_rp__gte=0), name="variant_price_not_negative"),
            models.UniqueConstraint(
                fields=["product"],
                condition=models.Q(option__isnull=True),
                name="variant_plain_once_per_product",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.product_id}: {self.name}" if self.name else str(self.product_id)
