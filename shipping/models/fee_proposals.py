from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from shipping.models.couriers import CourierService, FeeWindow
from shipping.rules.criteria import criteria_of
from shipping.rules.fees import FeeRates


class FeeProposal(models.Model):
    """New rates that one person wants to hold, and a second one decides about."""

    class Status(models.TextChoices):
        PROPOSED = "proposed", _("Menunggu orang kedua")
        APPROVED = "approved", _("Disetujui")
        REFUSED = "refused", _("Ditolak")

    service = models.ForeignKey(
        CourierService, verbose_name=_("layanan"), on_delete=models.PROTECT, related_name="fee_proposals"
    )
    # Empty: from the moment of the approval.
    valid_from = models.DateTimeField(_("berlaku mulai"), null=True, blank=True)
    cod_fee_bp = models.PositiveSmallIntegerField(_("biaya COD (bp)"), default=280)
    cod_cost_bp = models.PositiveSmallIntegerField(_("biaya COD dari kurir (bp)"), default=250)
    vat_bp = models.PositiveSmallIntegerField(_("PPN di dalam biaya COD (bp)"), default=1100)
    cashback_bp = models.PositiveSmallIntegerField(_("cashback penjual (bp)"), default=0)
    cashback_from_bp = models.PositiveSmallIntegerField(_("potongan dari kurir (bp)"), default=0)
    return_discount_bp = models.PositiveSmallIntegerField(_("diskon ongkir retur (bp)"), default=10_000)
    # None keeps the criteria of the window before.
    criteria = models.JSONField(_("kriteria pulau"), null=True, blank=True)
    reason = models.CharField(_("alasan"), max_length=255)
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.PROPOSED)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("diusulkan oleh"), on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField(_("diusulkan"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("diputuskan oleh"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    decided_at = models.DateTimeField(_("diputuskan"), null=True, blank=True)
    decision_note = models.CharField(_("catatan"), max_length=255, blank=True)
    # What came of it; the window before where nothing was to be changed.
    window = models.ForeignKey(
        FeeWindow,
        verbose_name=_("periode tarif"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        verbose_name = _("usulan tarif")
        verbose_name_plural = _("usulan tarif")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["service"], condition=Q(status="proposed"), name="fee_proposal_one_open"
            ),
            models.CheckConstraint(
                condition=Q(status="proposed", decided_by__isnull=True, window__isnull=True)
                | Q(status="refused", decided_by__isnull=False, window__isnull=True)
                | Q(status="approved", decided_by__isnull=False, window__isnull=False),
                name="fee_proposal_decision_signed",
            ),
            # Who proposed may take it back, but never agree with herself.
            models.CheckConstraint(
                condition=~Q(status="approved") | ~Q(decided_by=F("made_by")), name="fee_proposal_two_people"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.service} #{self.pk}"

    def rates(self) -> FeeRates:
        """The proposed rates as a value."""
        return FeeRates(
            cashback_from_bp=self.cashback_from_bp,
            cashback_to_bp=self.cashback_bp,
            cod_cost_bp=self.cod_cost_bp,
            cod_fee_bp=self.cod_fee_bp,
            vat_bp=self.vat_bp,
            return_discount_bp=self.return_discount_bp,
            criteria=None if self.criteria is None else tuple(criteria_of(self.criteria)),
        )
