from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from orders.models.order import Order


class OrderHistoryQuerySet(models.QuerySet["OrderHistory"]):
    def for_partner(self, partner_id: int) -> Self:
        return self.filter(order__partner_id=partner_id)


class OrderHistory(models.Model):
    """What happened to an order and who did it; shown to the seller as activity. Append-only."""

    class Kind(models.TextChoices):
        STATUS = "status", _("Status")
        RETURN = "return", _("Retur")
        PROBLEM = "problem", _("Kendala")
        EDIT = "edit", _("Perubahan")
        DELETE = "delete", _("Dihapus")
        REFUSED_MOVE = "refused_move", _("Kabar yang tidak cocok")
        LABEL = "label", _("Label")

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="history")
    kind = models.CharField(_("jenis"), max_length=12, choices=Kind.choices)
    before = models.CharField(_("sebelum"), max_length=20, blank=True)
    after = models.CharField(_("sesudah"), max_length=20, blank=True)
    actor_label = models.CharField(_("oleh"), max_length=200)
    note = models.CharField(_("catatan"), max_length=300, blank=True)
    happened_at = models.DateTimeField(_("waktu"))

    objects = OrderHistoryQuerySet.as_manager()

    class Meta:
        verbose_name = _("riwayat pesanan")
        verbose_name_plural = _("riwayat pesanan")
        indexes: ClassVar = [
            models.Index(fields=["order", "id"], name="order_history_by_order"),
            # Answers "how many became what on which day" without reading rows.
            models.Index(
                fields=["happened_at"],
                include=["after"],
                condition=models.Q(kind="status"),
                name="order_history_moves_by_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.order_id}: {self.kind} {self.before} -> {self.after}"
