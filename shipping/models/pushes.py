from django.db import models
from django.utils.translation import gettext_lazy as _


class CarrierPush(models.Model):
    """What a carrier sent us unasked, once per delivery, without logins and people; kept for 30 days."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Menunggu diproses")
        TAKEN = "taken", _("Diproses")
        UNKNOWN_PARCEL = "unknown_parcel", _("Paket tak dikenal")
        UNREADABLE = "unreadable", _("Tidak terbaca")

    carrier = models.CharField(_("kurir"), max_length=20)
    # The carrier's own number of the delivery; the digest of the body when it has none.
    delivery_id = models.CharField(_("nomor kiriman kabar"), max_length=64)
    kind = models.CharField(_("jenis"), max_length=60, blank=True)
    reference = models.CharField(_("acuan"), max_length=60, blank=True)
    body = models.TextField(_("isi"), blank=True)
    state = models.CharField(_("keadaan"), max_length=20, choices=State.choices, default=State.WAITING)
    note = models.CharField(_("catatan"), max_length=300, blank=True)
    times_seen = models.PositiveIntegerField(_("berapa kali"), default=1)
    received_at = models.DateTimeField(_("diterima"), db_index=True)
    last_seen_at = models.DateTimeField(_("terakhir diterima"))
    taken_at = models.DateTimeField(_("diproses pada"), null=True, blank=True)

    class Meta:
        verbose_name = _("kabar dari kurir")
        verbose_name_plural = _("kabar dari kurir")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["carrier", "delivery_id"], name="carrier_push_once"),
        ]
        indexes = [models.Index(fields=["reference"], name="carrier_push_reference")]

    def __str__(self) -> str:
        return f"{self.carrier} {self.kind} {self.reference}"
