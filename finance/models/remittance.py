from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from finance.models.entry import Entry
from finance.models.parcel_money import ParcelMoney
from finance.models.remittance_format import RemittanceFormat
from finance.remittance_terms import RemittanceTerms
from finance.states import DEAD_REMITTANCES, LineKind, RemittanceStatus
from komship.core.models import Job

_LIVE = ~Q(status__in=[status.value for status in DEAD_REMITTANCES])
_BOOKED = Q(status=RemittanceStatus.BOOKED)


class Remittance(models.Model):
    """A courier's statement of the COD cash it brings: the file as it came, and the receipt at our bank."""

    format = models.ForeignKey(RemittanceFormat, verbose_name=_("kurir"), on_delete=models.PROTECT)
    number = models.CharField(_("nomor laporan"), max_length=60)
    period_until = models.DateField(_("akhir periode"))
    status = models.CharField(
        _("status"), max_length=10, choices=RemittanceStatus.choices, default=RemittanceStatus.CHECKED
    )
    terms_json = models.JSONField()
    file = models.CharField(max_length=200)
    file_name = models.CharField(_("berkas"), max_length=120)
    file_sha256 = models.CharField(max_length=64)
    # The first lines as they were read when the file came.
    preview = models.JSONField(default=dict)
    fault = models.CharField(_("kesalahan"), max_length=500, blank=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("diunggah oleh"), on_delete=models.PROTECT, related_name="+"
    )
    uploaded_at = models.DateTimeField(_("diunggah"))
    job = models.ForeignKey(Job, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    line_count = models.PositiveIntegerField(_("baris"), default=0)
    amount_rp = models.BigIntegerField(_("nilai COD"), default=0)
    fee_rp = models.BigIntegerField(_("biaya"), default=0)

    received_rp = models.BigIntegerField(_("diterima di bank"), null=True, blank=True)
    received_on = models.DateField(_("tanggal diterima"), null=True, blank=True)
    bank_reference = models.CharField(_("referensi bank"), max_length=60, blank=True)
    booked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("dibukukan oleh"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    booked_at = models.DateTimeField(_("dibukukan"), null=True, blank=True)
    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("laporan COD kurir")
        verbose_name_plural = _("laporan COD kurir")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(status__in=RemittanceStatus.values), name="remittance_status_known"
            ),
            models.UniqueConstraint(
                fields=["format", "number"], condition=_LIVE, name="remittance_number_once"
            ),
            models.UniqueConstraint(fields=["file_sha256"], condition=_LIVE, name="remittance_file_once"),
            models.CheckConstraint(
                condition=_BOOKED & Q(received_rp__gte=0, received_on__isnull=False, booked_at__isnull=False)
                | ~_BOOKED & Q(received_rp__isnull=True, booked_at__isnull=True, entry__isnull=True),
                name="remittance_booked_has_receipt",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.format} {self.number}"

    @property
    def terms(self) -> RemittanceTerms:
        return RemittanceTerms.from_json(self.terms_json)

    @property
    def promised_rp(self) -> int:
        """What should have arrived at the bank by the statement's own words."""
        return self.amount_rp - (self.fee_rp if self.terms_json["withholds_fee"] else 0)


class RemittanceLineQuerySet(models.QuerySet["RemittanceLine"]):
    def counted(self) -> Self:
        """Lines of booked statements that brought their parcel's cash."""
        return self.filter(is_counted=True)


class RemittanceLine(models.Model):
    """One line of a statement. `kind` and what follows are our reading of it, made anew until it is booked.

    `gap_rp` is what the line leaves open: positive when the courier owes us, negative when it brought too
    much. `cost_rp` is the fee we accept without asking.
    """

    remittance = models.ForeignKey(Remittance, on_delete=models.CASCADE, related_name="lines", db_index=False)
    line = models.PositiveIntegerField(_("baris"))
    cnote = models.CharField(_("resi"), max_length=40)
    reference = models.CharField(_("nomor pesanan"), max_length=40, blank=True)
    amount_rp = models.BigIntegerField(_("nilai COD"))
    fee_rp = models.BigIntegerField(_("biaya"), null=True)
    paid_on = models.DateField(_("dibayar"), null=True)

    kind = models.CharField(_("hasil"), max_length=16, choices=LineKind.choices, default=LineKind.UNKNOWN)
    parcel = models.ForeignKey(
        ParcelMoney, verbose_name=_("paket"), on_delete=models.PROTECT, null=True, related_name="+"
    )
    expected_rp = models.BigIntegerField(_("nilai di sistem"), null=True)
    cost_rp = models.BigIntegerField(_("biaya diakui"), default=0)
    gap_rp = models.BigIntegerField(_("selisih"), default=0)
    days = models.IntegerField(_("hari sejak diterima"), null=True)
    is_counted = models.BooleanField(_("dikonfirmasi kurir"), default=False)

    objects = RemittanceLineQuerySet.as_manager()

    class Meta:
        verbose_name = _("baris laporan COD")
        verbose_name_plural = _("baris laporan COD")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["remittance", "line"], name="remittance_line_once"),
            models.CheckConstraint(condition=Q(kind__in=LineKind.values), name="remittance_line_kind_known"),
            # The wall against counting one parcel's cash twice, whatever the classification says.
            models.UniqueConstraint(
                fields=["parcel"], condition=Q(is_counted=True), name="remittance_parcel_counted_once"
            ),
            models.CheckConstraint(
                condition=Q(is_counted=False) | Q(parcel__isnull=False, expected_rp__isnull=False),
                name="remittance_counted_has_parcel",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["cnote"], name="remittance_line_cnote")]

    def __str__(self) -> str:
        return f"{self.line}: {self.cnote}"
