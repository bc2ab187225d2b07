from django.db import models
from django.utils.translation import gettext_lazy as _

from shipping.models.shipments import Shipment


class CarrierCall(models.Model):
    """What was really said between us and a courier, without logins; kept for 30 days."""

    shipment = models.ForeignKey(
        Shipment, on_delete=models.CASCADE, related_name="calls", null=True, blank=True
    )
    carrier = models.CharField(_("kurir"), max_length=20)
    endpoint = models.CharField(_("alamat"), max_length=120)
    reference = models.CharField(_("acuan"), max_length=60, blank=True)
    outcome = models.CharField(_("hasil"), max_length=20)
    http_status = models.PositiveSmallIntegerField(_("status HTTP"), null=True, blank=True)
    elapsed_ms = models.PositiveIntegerField(_("lama (ms)"), default=0)
    request = models.JSONField(_("permintaan"), default=dict)
    answer = models.TextField(_("jawaban"), blank=True)
    note = models.CharField(_("catatan"), max_length=300, blank=True)
    created_at = models.DateTimeField(_("waktu"), db_index=True)

    class Meta:
        verbose_name = _("percakapan kurir")
        verbose_name_plural = _("percakapan kurir")
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.carrier} {self.endpoint} {self.reference}"
