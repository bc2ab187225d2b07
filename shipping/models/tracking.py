from django.db import models
from django.utils.translation import gettext_lazy as _

from shipping.models.shipments import Shipment


class TrackingEvent(models.Model):
    """One scan of the courier, stored once however often it is told to us. Append-only."""

    shipment = models.ForeignKey(Shipment, on_delete=models.CASCADE, related_name="events")
    occurred_at = models.DateTimeField(_("waktu"))
    code = models.CharField(_("kode"), max_length=20, blank=True)
    text = models.CharField(_("keterangan"), max_length=300, blank=True)
    place = models.CharField(_("tempat"), max_length=120, blank=True)
    event_class = models.CharField(_("golongan"), max_length=20)
    recorded_at = models.DateTimeField(_("dicatat"))

    class Meta:
        verbose_name = _("kejadian pelacakan")
        verbose_name_plural = _("kejadian pelacakan")
        ordering = ["occurred_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["shipment", "occurred_at", "code", "text"], name="tracking_event_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.text}"


class UnknownCode(models.Model):
    """A code no table knows: it never moves a status, but somebody has to look at it."""

    carrier = models.CharField(_("kurir"), max_length=20)
    code = models.CharField(_("kode"), max_length=20)
    sample_text = models.CharField(_("contoh keterangan"), max_length=300, blank=True)
    sample_reference = models.CharField(_("contoh order"), max_length=20, blank=True)
    times_seen = models.PositiveIntegerField(_("berapa kali"), default=1)
    first_seen_at = models.DateTimeField(_("pertama"))
    last_seen_at = models.DateTimeField(_("terakhir"))

    class Meta:
        verbose_name = _("kode tak dikenal")
        verbose_name_plural = _("kode tak dikenal")
        ordering = ["-last_seen_at"]
        constraints = [
            models.UniqueConstraint(fields=["carrier", "code"], name="unknown_code_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.carrier} {self.code}"
