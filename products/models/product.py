"""What a seller offers. Prices and stock live on its variants, of which a plain product has one."""

from typing import Self

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from komship.lib import clock


class ProductQuerySet(models.QuerySet["Product"]):
    def for_partner(self, partner_id: int) -> Self:
        return self.filter(partner_id=partner_id)

    def live(self) -> Self:
        """Not deleted; drafts included."""
        return self.filter(deleted_at__isnull=True)

    def published(self) -> Self:
        return self.live().filter(is_published=True)

    def practice(self) -> Self:
        """What sellers try the forms out with; `live()` and everything that sells never finds it."""
        return self.filter(is_practice=True)

    def recent_first(self) -> Self:
        return self.order_by("-updated_at", "-pk")


class Product(models.Model):
    partner = models.ForeignKey("accounts.Partner", on_delete=models.PROTECT, related_name="products")
    name = models.CharField(max_length=60)
    sku = models.CharField(max_length=10, blank=True)
    description = models.CharField(max_length=300, blank=True)
    is_published = models.BooleanField(default=True)
    has_variants = models.BooleanField(default=False)
    weight_g = models.PositiveIntegerField()
    length_cm = models.PositiveIntegerField(default=0)
    width_cm = models.PositiveIntegerField(default=0)
    height_cm = models.PositiveIntegerField(default=0)
    allows_cod = models.BooleanField(default=True)
    allows_bank_transfer = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=clock.now, editable=False)
    updated_at = models.DateTimeField(default=clock.now, editable=False)
    deleted_at = models.DateTimeField(null=True, blank=True, editable=False)
    # A practice product is born deleted, so that whatever sells, counts or names products passes it by.
    is_practice = models.BooleanField(default=False, editable=False)

    objects = ProductQuerySet.as_manager()

    class Meta:
        verbose_name = _("produk")
        verbose_name_plural = _("produk")
        constraints = [
            models.CheckConstraint(condition=models.Q(weight_g__gte=1), name="product_weighs_something"),
            models.UniqueConstraint(
                "partner",
                Lower("name"),
                condition=models.Q(deleted_at__isnull=True),
                name="product_name_unique_while_live",
            ),
            models.UniqueConstraint(
                "partner",
                Lower("sku"),
                condition=models.Q(deleted_at__isnull=True) & ~models.Q(sku=""),
                name="product_sku_unique_while_live",
            ),
            models.CheckConstraint(
                condition=models.Q(is_practice=False) | models.Q(deleted_at__isnull=False),
                name="product_practice_is_never_live",
            ),
            models.UniqueConstraint(
                fields=["partner"],
                condition=models.Q(is_practice=True),
                name="product_practice_once_per_partner",
            ),
        ]
        indexes = [
            models.Index(
                "partner",
                models.F("updated_at").desc(),
                models.F("id").desc(),
                condition=models.Q(deleted_at__isnull=True),
                name="product_recent",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ProductImageQuerySet(models.QuerySet["ProductImage"]):
    def for_partner(self, partner_id: int) -> Self:
        return self.filter(product__partner_id=partner_id)


class ProductImage(models.Model):
    """`file` is the largest of the kept sizes; the others lie beside it (products/pictures.py)."""

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="images")
    file = models.ImageField(upload_to="products/%Y/%m/", max_length=200)
    position = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    objects = ProductImageQuerySet.as_manager()

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["product", "position"], name="product_image_position_unique"),
        ]

    def __str__(self) -> str:
        return self.file.name or ""


class LoosePictureQuerySet(models.QuerySet["LoosePicture"]):
    def for_partner(self, partner_id: int) -> Self:
        return self.filter(partner_id=partner_id)


class LoosePicture(models.Model):
    """A picture uploaded before its product exists; forgotten after a day."""

    partner = models.ForeignKey("accounts.Partner", on_delete=models.CASCADE, related_name="+")
    file = models.CharField(max_length=200)
    created_at = models.DateTimeField(default=clock.now, editable=False, db_index=True)

    objects = LoosePictureQuerySet.as_manager()

    def __str__(self) -> str:
        return self.file
