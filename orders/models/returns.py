from typing import ClassVar, Self

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from orders.models.order import Order, OrderLine
from products.pictures import THUMB, sized


class ReturnCheckQuerySet(models.QuerySet["ReturnCheck"]):
    def for_partner(self, partner_id: int) -> Self:
        return self.filter(partner_id=partner_id)

    def in_force(self) -> Self:
        return self.filter(undone_at=None)


class ReturnCheck(models.Model):
    """A return somebody has unpacked: what came home, and in what state.

    An order has one in force; those that were undone stay as history.
    """

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="return_checks")
    partner = models.ForeignKey("accounts.Partner", on_delete=models.PROTECT, related_name="+")
    checked_at = models.DateTimeField(_("diperiksa"))
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, related_name="+", null=True, blank=True
    )
    checked_by_label = models.CharField(_("diperiksa oleh"), max_length=200)
    note = models.CharField(_("catatan"), max_length=300, blank=True)
    # The courier had not said yet that the parcel is home: undoing has to take that back, too.
    ended_return = models.BooleanField(_("menandai retur sampai"), default=False)
    undone_at = models.DateTimeField(_("dibatalkan"), null=True, blank=True)
    undone_by_label = models.CharField(_("dibatalkan oleh"), max_length=200, blank=True)

    objects = ReturnCheckQuerySet.as_manager()

    class Meta:
        verbose_name = _("pemeriksaan retur")
        verbose_name_plural = _("pemeriksaan retur")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["order"], name="return_check_one_in_force", condition=Q(undone_at=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.order_id}: {self.checked_at:%Y-%m-%d}"


class ReturnCheckLine(models.Model):
    """The pieces of one article: `good` went back on the shelf."""

    check_row = models.ForeignKey(ReturnCheck, on_delete=models.CASCADE, related_name="lines")
    line = models.ForeignKey(OrderLine, on_delete=models.PROTECT, related_name="+")
    good = models.PositiveIntegerField(_("baik"))
    damaged = models.PositiveIntegerField(_("rusak"))
    missing = models.PositiveIntegerField(_("hilang"))

    class Meta:
        verbose_name = _("isi retur")
        verbose_name_plural = _("isi retur")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["check_row", "line"], name="return_check_line_once"),
        ]

    def __str__(self) -> str:
        return f"{self.line_id}: {self.good}/{self.damaged}/{self.missing}"


class ReturnPhoto(models.Model):
    """Evidence; kept like product pictures: drawn anew, under a name nobody can guess."""

    check_row = models.ForeignKey(ReturnCheck, on_delete=models.CASCADE, related_name="photos")
    file = models.ImageField(_("foto"), max_length=120)

    class Meta:
        verbose_name = _("foto retur")
        verbose_name_plural = _("foto retur")

    def __str__(self) -> str:
        return self.file.name or ""

    @property
    def thumb_url(self) -> str:
        return default_storage.url(sized(self.file.name or "", THUMB))
