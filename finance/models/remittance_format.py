from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from finance.remittance_sheet import SheetColumns
from finance.remittance_terms import RemittanceTerms
from komship.lib import clock


class RemittanceFormat(models.Model):
    """How a courier writes its COD statements, and what was agreed with it. Ops edits it.

    A statement keeps the terms of the day it came. The row is also the lock behind which the statements
    and differences of one courier take turns.
    """

    name = models.CharField(_("nama"), max_length=40, unique=True)
    couriers = ArrayField(
        models.CharField(max_length=40),
        verbose_name=_("ekspedisi"),
        help_text=_("Nama ekspedisi di paket, pisahkan dengan koma."),
    )
    awb_heading = models.CharField(
        _("judul kolom resi"), max_length=120, help_text=_("Beberapa ejaan dipisah dengan |.")
    )
    amount_heading = models.CharField(_("judul kolom nilai COD"), max_length=120)
    fee_heading = models.CharField(_("judul kolom biaya"), max_length=120, blank=True)
    reference_heading = models.CharField(_("judul kolom nomor pesanan"), max_length=120, blank=True)
    paid_on_heading = models.CharField(_("judul kolom tanggal bayar"), max_length=120, blank=True)
    cod_cost_bp = models.PositiveSmallIntegerField(
        _("biaya COD kurir (bp)"), default=250, help_text=_("Basis poin: 250 berarti 2,5%.")
    )
    fee_vat_bp = models.PositiveSmallIntegerField(_("PPN di atas biaya (bp)"), default=0)
    fee_tolerance_rp = models.PositiveIntegerField(_("toleransi biaya (rupiah)"), default=1)
    withholds_fee = models.BooleanField(
        _("biaya dipotong dari transfer"),
        default=True,
        help_text=_("Kalau tidak, biaya ditagih terpisah."),
    )
    pays_within_days = models.PositiveSmallIntegerField(_("janji setor (hari)"), default=3)
    missing_after_days = models.PositiveSmallIntegerField(
        _("dianggap tidak disetor setelah (hari)"),
        default=3,
        help_text=_("Umur paket terkirim pada akhir periode laporan."),
    )
    starts_on = models.DateField(
        _("dicocokkan sejak"),
        default=clock.today,
        help_text=_("Paket yang terkirim sebelumnya tidak dipertanyakan."),
    )
    is_active = models.BooleanField(_("aktif"), default=True)

    class Meta:
        verbose_name = _("format laporan COD")
        verbose_name_plural = _("format laporan COD")
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(cod_cost_bp__lte=10_000, fee_vat_bp__lte=10_000), name="remittance_rates_sane"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def columns(self) -> SheetColumns:
        """The headings as a value."""
        return SheetColumns(
            awb=self.awb_heading,
            amount=self.amount_heading,
            fee=self.fee_heading,
            reference=self.reference_heading,
            paid_on=self.paid_on_heading,
        )

    def terms(self) -> RemittanceTerms:
        """What is agreed today."""
        return RemittanceTerms(
            couriers=tuple(self.couriers),
            cod_cost_bp=self.cod_cost_bp,
            fee_vat_bp=self.fee_vat_bp,
            fee_tolerance_rp=self.fee_tolerance_rp,
            withholds_fee=self.withholds_fee,
            pays_within_days=self.pays_within_days,
            missing_after_days=self.missing_after_days,
            starts_on=self.starts_on,
        )
