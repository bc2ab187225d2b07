from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from products.models import Variant


class CartLineQuerySet(models.QuerySet["CartLine"]):
    def for_partner(self, partner_id: int) -> Self:
        return self.filter(partner_id=partner_id)

    def of_user(self, user_id: int) -> Self:
        return self.filter(user_id=user_id)


class CartLine(models.Model):
    """Pieces somebody has put aside for the order she is typing. Prices come from the product."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="cart_lines")
    partner = models.ForeignKey("accounts.Partner", on_delete=models.CASCADE, related_name="cart_lines")
    variant = models.ForeignKey(Variant, on_delete=models.CASCADE, related_name="cart_lines")
    quantity = models.PositiveIntegerField(_("jumlah"))
    created_at = models.DateTimeField(_("dibuat"))

    objects = CartLineQuerySet.as_manager()

    class Meta:
        verbose_name = _("isi keranjang")
        verbose_name_plural = _("isi keranjang")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "partner", "variant"], name="cart_line_once_per_variant"),
            models.CheckConstraint(condition=models.Q(quantity__gte=1), name="cart_line_not_empty"),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} x {self.variant_id}"
