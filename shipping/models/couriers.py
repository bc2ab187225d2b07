from datetime import datetime
from typing import Self

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import (
    ArrayField,
    BigIntegerRangeField,
    DateTimeRangeField,
    RangeOperators,
)
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from accounts.states import Role, Vehicle


class Courier(models.Model):
    """A courier as sellers know it. Which adapter speaks to it is a matter of its services."""

    code = models.CharField(_("kode"), max_length=20, unique=True)
    name = models.CharField(_("nama"), max_length=30, unique=True)
    image_path = models.CharField(_("logo"), max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(_("urutan"), default=0)
    is_listed = models.BooleanField(_("tampil untuk penjual"), default=True)
    is_open = models.BooleanField(_("menerima paket"), default=True)
    closed_reason = models.CharField(_("alasan ditutup"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("kurir")
        verbose_name_plural = _("kurir")
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.name


class CourierService(models.Model):
    """One product of a courier: how it is weighed, who books it and who tracks it."""

    class Group(models.TextChoices):
        REGULAR = "regular", _("Reguler")
        CARGO = "cargo", _("Kargo")

    courier = models.ForeignKey(Courier, on_delete=models.PROTECT, related_name="services")
    code = models.CharField(_("kode tarif"), max_length=20)
    family = models.CharField(_("keluarga layanan"), max_length=20)
    label = models.CharField(_("nama tampilan"), max_length=30)
    group = models.CharField(_("golongan"), max_length=10, choices=Group.choices, default=Group.REGULAR)
    books_with = models.CharField(_("adaptor pemesanan"), max_length=20, blank=True)
    tracks_with = models.CharField(_("adaptor pelacakan"), max_length=20, blank=True)
    round_up_from_g = models.PositiveSmallIntegerField(
        _("dibulatkan ke atas bila lebih dari (g)"), default=300
    )
    divisor = models.PositiveSmallIntegerField(_("pembagi volume"), default=6000)
    min_weight_g = models.PositiveIntegerField(_("berat minimum (g)"), default=0)
    max_weight_g = models.PositiveIntegerField(_("berat maksimum (g)"), null=True, blank=True)
    takes_cod = models.BooleanField(_("melayani COD"), default=True)
    takes_non_cod = models.BooleanField(_("melayani non-COD"), default=True)
    # What operators know of the courier's pickups; sellers are not held to it yet.
    max_pickup_time = models.TimeField(_("batas jam jemput"), null=True, blank=True)
    vehicles = ArrayField(
        models.CharField(max_length=10, choices=Vehicle.choices),
        verbose_name=_("kendaraan"),
        default=list,
        blank=True,
    )
    is_active = models.BooleanField(_("aktif"), default=True)
    inactive_reason = models.CharField(_("alasan nonaktif"), max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(_("urutan"), default=0)

    class Meta:
        verbose_name = _("layanan kurir")
        verbose_name_plural = _("layanan kurir")
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["courier", "code"], name="service_code_unique"),
            models.CheckConstraint(condition=Q(divisor__gt=0), name="service_divisor_positive"),
            models.CheckConstraint(condition=Q(round_up_from_g__lt=1000), name="service_round_up_below_kg"),
            models.CheckConstraint(
                condition=Q(is_active=False) | ~Q(books_with=""), name="service_active_has_adapter"
            ),
        ]

    def __str__(self) -> str:
        return self.code


class FeeWindowQuerySet(models.QuerySet["FeeWindow"]):
    def valid_at(self, moment: datetime) -> Self:
        return self.filter(Q(valid_until__isnull=True) | Q(valid_until__gt=moment), valid_from__lte=moment)


class FeeWindow(models.Model):
    """Rates of a service for a period; an order keeps the window it was quoted with."""

    service = models.ForeignKey(CourierService, on_delete=models.PROTECT, related_name="fee_windows")
    valid_from = models.DateTimeField(_("berlaku mulai"))
    valid_until = models.DateTimeField(_("berlaku sampai"), null=True, blank=True)
    cod_fee_bp = models.PositiveSmallIntegerField(_("biaya COD (bp)"), default=280)
    cod_cost_bp = models.PositiveSmallIntegerField(_("biaya COD dari kurir (bp)"), default=250)
    vat_bp = models.PositiveSmallIntegerField(_("PPN di dalam biaya COD (bp)"), default=1100)
    cashback_bp = models.PositiveSmallIntegerField(_("cashback penjual (bp)"), default=0)
    cashback_from_bp = models.PositiveSmallIntegerField(_("potongan dari kurir (bp)"), default=0)
    return_discount_bp = models.PositiveSmallIntegerField(_("diskon ongkir retur (bp)"), default=10_000)
    # Between which islands it holds (shipping.rules.criteria); none means everywhere.
    criteria = models.JSONField(_("kriteria pulau"), default=list, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("dibuat oleh"),
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        editable=False,
    )
    # Nobody where a trusted person set them alone, or the first rates came with the installation.
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("disetujui oleh"),
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        editable=False,
    )
    created_at = models.DateTimeField(_("dibuat"), db_default=Now(), editable=False)

    objects = FeeWindowQuerySet.as_manager()

    class Meta:
        verbose_name = _("periode tarif")
        verbose_name_plural = _("periode tarif")
        permissions = [("set_rates_alone", _("Boleh mengubah tarif tanpa orang kedua"))]
        ordering = ["service_id", "-valid_from"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")),
                name="fee_window_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(cod_fee_bp__lt=10_000, cashback_bp__lte=10_000)
                & Q(return_discount_bp__lte=10_000),
                name="fee_window_rates_are_shares",
            ),
            # int8range makes the key usable in a range index without the btree_gist extension.
            ExclusionConstraint(
                name="fee_window_no_overlap",
                expressions=[
                    (
                        Func(
                            F("service"),
                            F("service"),
                            Value("[]"),
                            function="int8range",
                            output_field=BigIntegerRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                    (
                        Func(
                            F("valid_from"),
                            F("valid_until"),
                            function="tstzrange",
                            output_field=DateTimeRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.service_id}@{self.valid_from:%Y-%m-%d}"


class PartnerCourierQuerySet(models.QuerySet["PartnerCourier"]):
    def for_partner(self, partner_id: int) -> Self:
        return self.filter(partner_id=partner_id)


class PartnerCourier(models.Model):
    """A seller's switch for a courier; no row means off."""

    partner = models.ForeignKey("accounts.Partner", on_delete=models.CASCADE, related_name="courier_switches")
    courier = models.ForeignKey(Courier, on_delete=models.CASCADE, related_name="switches")
    is_active = models.BooleanField(_("aktif"), default=False)
    changed_at = models.DateTimeField(_("diubah"), auto_now=True)

    objects = PartnerCourierQuerySet.as_manager()

    class Meta:
        verbose_name = _("pilihan kurir penjual")
        verbose_name_plural = _("pilihan kurir penjual")
        constraints = [
            models.UniqueConstraint(fields=["partner", "courier"], name="partner_courier_unique"),
        ]


class CourierDesk(models.Model):
    """Somebody who works at a courier and sees its parcels, not those of others."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("mitra"),
        on_delete=models.CASCADE,
        related_name="courier_desk",
        limit_choices_to={"role": Role.MITRA},
    )
    courier = models.ForeignKey(
        Courier, verbose_name=_("kurir"), on_delete=models.PROTECT, related_name="desks"
    )

    class Meta:
        verbose_name = _("meja ekspedisi")
        verbose_name_plural = _("meja ekspedisi")

    def __str__(self) -> str:
        return f"{self.user} @ {self.courier}"
