from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower, Now
from django.utils.translation import gettext_lazy as _

from accounts.models.partner import Partner

ACTIVE = Q(deleted_at__isnull=True)


class SalesAdminQuerySet(models.QuerySet["SalesAdmin"]):
    def for_partner(self, partner_id: int) -> "SalesAdminQuerySet":
        return self.filter(partner_id=partner_id)

    def active(self) -> "SalesAdminQuerySet":
        return self.filter(ACTIVE)


class SalesAdmin(models.Model):
    """Somebody who closes sales for a partner; only a name, without an account of her own."""

    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="sales_admins")
    name = models.CharField(max_length=60)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    updated_at = models.DateTimeField(db_default=Now())
    # Deleted names stay with the orders they closed.
    deleted_at = models.DateTimeField(null=True, blank=True)

    objects = SalesAdminQuerySet.as_manager()

    class Meta:
        verbose_name = _("admin penjualan")
        verbose_name_plural = _("admin penjualan")
        constraints = [
            models.UniqueConstraint(
                "partner", Lower("name"), condition=ACTIVE, name="sales_admin_name_unique"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="sales_admin_name_present"),
        ]

    def __str__(self) -> str:
        return self.name
