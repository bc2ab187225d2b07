from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class AdsCost(models.Model):
    """What advertising cost on one Jakarta day. Written by `set_ads_cost` only."""

    day = models.DateField(_("tanggal"), unique=True)
    cost_rp = models.BigIntegerField(_("biaya iklan"))
    note = models.CharField(_("catatan"), max_length=200, blank=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("diubah oleh"),
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        editable=False,
    )
    changed_at = models.DateTimeField(_("diubah"), editable=False)

    class Meta:
        verbose_name = _("biaya iklan")
        verbose_name_plural = _("biaya iklan")
        ordering: ClassVar = ["-day"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(cost_rp__gte=0), name="ads_cost_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d}"
