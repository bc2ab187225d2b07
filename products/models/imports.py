"""A file of products on its way into the catalogue."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from komship.lib import clock
from products.states import ImportStage


class ProductImportQuerySet(models.QuerySet["ProductImport"]):
    def for_partner(self, partner_id: int) -> Self:
        return self.filter(partner_id=partner_id)


class ProductImport(models.Model):
    """`rows` are checked products as JSON, kept until they are all in; `faults` name lines and columns."""

    partner = models.ForeignKey("accounts.Partner", on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=120)
    stage = models.CharField(max_length=10, choices=ImportStage)
    rows = models.JSONField(default=list)
    faults = models.JSONField(default=list)
    total = models.PositiveIntegerField(default=0)
    handled = models.PositiveIntegerField(default=0)
    added = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=clock.now, editable=False)
    finished_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = ProductImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("impor produk")
        verbose_name_plural = _("impor produk")
        constraints = [
            models.UniqueConstraint(
                fields=["partner"],
                condition=models.Q(stage=ImportStage.RUNNING),
                name="product_import_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(handled__lte=models.F("total")), name="product_import_handles_its_rows"
            ),
        ]
        indexes = [models.Index("partner", models.F("id").desc(), name="product_import_recent")]

    def __str__(self) -> str:
        return f"{self.file_name} ({self.stage})"
