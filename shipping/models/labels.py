from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from shipping.models.shipments import Shipment


class LabelPrint(models.Model):
    """Who printed which label when: a second label on the road is a second parcel to a courier."""

    shipment = models.ForeignKey(Shipment, on_delete=models.CASCADE, related_name="prints")
    printed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        related_name="+",
        null=True,
        blank=True,
    )
    layout = models.CharField(_("tata letak"), max_length=20)
    printed_at = models.DateTimeField(_("dicetak"))

    class Meta:
        verbose_name = _("cetakan label")
        verbose_name_plural = _("cetakan label")
        ordering = ["-id"]
