"""Where couriers do not collect cash, and lists of such places on their way in."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce, Now
from django.utils.translation import gettext_lazy as _

from shipping.models.couriers import Courier
from shipping.models.regions import Destination


class NoCodImport(models.Model):
    """A checked list that waits for its sender's yes, and then the source of its areas.

    `rows` are [destination id, courier id or null], kept until they are published or discarded.
    """

    class Stage(models.TextChoices):
        WAITING = "waiting", _("Menunggu konfirmasi")
        PUBLISHED = "published", _("Berlaku")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("oleh"), on_delete=models.PROTECT, related_name="+"
    )
    file_name = models.CharField(_("berkas"), max_length=120)
    stage = models.CharField(_("tahap"), max_length=10, choices=Stage.choices, default=Stage.WAITING)
    rows = models.JSONField(default=list)
    total = models.PositiveIntegerField(_("tempat"), default=0)
    known = models.PositiveIntegerField(_("sudah ada"), default=0)
    added = models.PositiveIntegerField(_("ditambahkan"), default=0)
    created_at = models.DateTimeField(_("diunggah"), db_default=Now(), editable=False)
    published_at = models.DateTimeField(_("berlaku sejak"), null=True, blank=True)

    class Meta:
        verbose_name = _("impor daerah tanpa COD")
        verbose_name_plural = _("impor daerah tanpa COD")
        indexes = [
            models.Index(fields=["user"], condition=Q(stage="waiting"), name="no_cod_import_waiting"),
        ]

    def __str__(self) -> str:
        return self.file_name


class NoCodAreaQuerySet(models.QuerySet["NoCodArea"]):
    def covering(self, destination: object, tariff_code: object) -> "NoCodAreaQuerySet":
        """Areas that hold a place, by itself or by its code; both may be expressions."""
        by_code = Q(tariff_code=tariff_code) & ~Q(tariff_code="")
        return self.filter(Q(destination=destination) | by_code)


class NoCodArea(models.Model):
    """No cash is collected there: a courier's whole destination code, or one place.

    Without a courier it counts for all of them.
    """

    courier = models.ForeignKey(
        Courier,
        verbose_name=_("kurir"),
        on_delete=models.CASCADE,
        related_name="no_cod_areas",
        null=True,
        blank=True,
    )
    tariff_code = models.CharField(_("kode tujuan"), max_length=10, blank=True)
    destination = models.ForeignKey(
        Destination,
        verbose_name=_("daerah tujuan"),
        on_delete=models.CASCADE,
        related_name="+",
        null=True,
        blank=True,
    )
    source = models.ForeignKey(
        NoCodImport,
        verbose_name=_("sumber"),
        on_delete=models.SET_NULL,
        related_name="areas",
        null=True,
        blank=True,
        editable=False,
    )
    created_at = models.DateTimeField(_("sejak"), db_default=Now(), editable=False)

    objects = NoCodAreaQuerySet.as_manager()

    class Meta:
        verbose_name = _("daerah tanpa COD")
        verbose_name_plural = _("daerah tanpa COD")
        constraints = [
            # Zero stands for none: PostgreSQL 14 lets the same NULLs in twice.
            models.UniqueConstraint(
                Coalesce("courier_id", 0),
                "tariff_code",
                Coalesce("destination_id", 0),
                name="no_cod_area_once",
            ),
            models.CheckConstraint(
                condition=Q(destination__isnull=True) & ~Q(tariff_code="")
                | Q(destination__isnull=False, tariff_code=""),
                name="no_cod_area_is_code_or_place",
            ),
        ]
        indexes = [
            models.Index(fields=["tariff_code"], condition=~Q(tariff_code=""), name="no_cod_area_code"),
        ]

    def __str__(self) -> str:
        return self.tariff_code or str(self.destination)
