"""Orders that come many at a time: the sheet of API clients, and files on their way in."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from komship.core.models import Job
from komship.lib import clock
from orders.models.order import Order
from orders.states import ImportRowState


class OrderSheetQuerySet(models.QuerySet["OrderSheet"]):
    def for_partner(self, partner_id: int) -> Self:
        return self.filter(partner_id=partner_id)


class OrderSheet(models.Model):
    """The one sheet a seller's clients keep: `rows` are cells as they were saved, with what was wrong when
    they were submitted."""

    partner = models.OneToOneField("accounts.Partner", on_delete=models.CASCADE, related_name="+")
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    rows = models.JSONField(default=list)
    saved_at = models.DateTimeField(_("disimpan"))

    objects = OrderSheetQuerySet.as_manager()

    class Meta:
        verbose_name = _("lembar pesanan massal")
        verbose_name_plural = _("lembar pesanan massal")

    def __str__(self) -> str:
        return f"sheet of {self.partner_id}"


class OrderImportQuerySet(models.QuerySet["OrderImport"]):
    def for_partner(self, partner_id: int) -> Self:
        return self.filter(partner_id=partner_id)


class OrderImport(models.Model):
    """A file of orders. What becomes of it stands in its rows; `job` is the latest work on them."""

    partner = models.ForeignKey("accounts.Partner", on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(_("berkas"), max_length=120)
    total = models.PositiveIntegerField(_("pesanan"))
    # None once the job is forgotten.
    job = models.ForeignKey(Job, on_delete=models.SET_NULL, related_name="+", null=True)
    created_at = models.DateTimeField(_("dibuat"), default=clock.now, db_index=True)

    objects = OrderImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("impor pesanan")
        verbose_name_plural = _("impor pesanan")
        indexes: ClassVar = [models.Index(fields=["partner", "-id"], name="order_import_recent")]

    def __str__(self) -> str:
        return self.file_name


class OrderImportRowQuerySet(models.QuerySet["OrderImportRow"]):
    def for_partner(self, partner_id: int) -> Self:
        return self.filter(order_import__partner_id=partner_id)


class OrderImportRow(models.Model):
    """One order of a file: its lines as sent, what they cost when they were checked, and its order.

    `faults` name line and column. Amounts are those of the last check.
    """

    order_import = models.ForeignKey(OrderImport, on_delete=models.CASCADE, related_name="rows")
    position = models.PositiveIntegerField()
    line = models.PositiveIntegerField(_("baris"))
    lines = models.JSONField(default=list)
    request_key = models.CharField(max_length=200)
    name = models.CharField(_("pembeli"), max_length=60, blank=True)
    state = models.CharField(max_length=10, choices=ImportRowState, default=ImportRowState.WAITING)
    faults = models.JSONField(default=list)
    place = models.CharField(_("tujuan"), max_length=250, blank=True)
    # The village was not said: one of its district was taken.
    is_place_guess = models.BooleanField(default=False)
    courier = models.CharField(_("ekspedisi"), max_length=60, blank=True)
    is_cod = models.BooleanField(default=False)
    goods_rp = models.BigIntegerField(default=0)
    shipping_rp = models.BigIntegerField(default=0)
    total_rp = models.BigIntegerField(default=0)
    net_rp = models.BigIntegerField(default=0)
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="+", null=True)

    objects = OrderImportRowQuerySet.as_manager()

    class Meta:
        verbose_name = _("pesanan dari berkas")
        verbose_name_plural = _("pesanan dari berkas")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["order_import", "position"], name="order_import_row_position"),
            models.CheckConstraint(
                condition=Q(order__isnull=False) | ~Q(state__in=["stored", "known"]),
                name="order_import_row_stored_has_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.line}: {self.name}"


class SheetHeadingQuerySet(models.QuerySet["SheetHeading"]):
    def for_partner(self, partner_id: int) -> Self:
        return self.filter(partner_id=partner_id)


class SheetHeading(models.Model):
    """What a heading of the seller's own files means, as she once said."""

    partner = models.ForeignKey("accounts.Partner", on_delete=models.CASCADE, related_name="+")
    heading = models.CharField(_("judul kolom"), max_length=60)
    column = models.CharField(_("kolom"), max_length=20)

    objects = SheetHeadingQuerySet.as_manager()

    class Meta:
        verbose_name = _("judul kolom berkas pesanan")
        verbose_name_plural = _("judul kolom berkas pesanan")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["partner", "heading"], name="sheet_heading_once"),
        ]

    def __str__(self) -> str:
        return f"{self.heading} = {self.column}"
