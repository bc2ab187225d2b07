from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _


class CustomerQuerySet(models.QuerySet["Customer"]):
    def for_partner(self, partner_id: int) -> Self:
        return self.filter(partner_id=partner_id)


class Customer(models.Model):
    """A buyer as one seller knows her; the phone number tells buyers apart.

    The counts are of her orders that are neither deleted nor cancelled. They are kept beside them,
    because lists of buyers are sorted by them; see `orders.services._customer_numbers`.
    """

    partner = models.ForeignKey("accounts.Partner", on_delete=models.PROTECT, related_name="customers")
    name = models.CharField(_("nama"), max_length=60)
    phone = models.CharField(_("telepon"), max_length=20)
    address_line = models.CharField(_("alamat"), max_length=300)
    destination = models.ForeignKey("shipping.Destination", on_delete=models.PROTECT, related_name="+")
    has_whatsapp = models.BooleanField(_("punya WhatsApp"), default=False)
    created_at = models.DateTimeField(_("dibuat"))
    last_ordered_at = models.DateTimeField(_("terakhir pesan"))
    order_count = models.PositiveIntegerField(_("pesanan"), default=0, db_default=0)
    piece_count = models.PositiveIntegerField(_("barang"), default=0, db_default=0)
    spent_rp = models.BigIntegerField(_("total belanja"), default=0, db_default=0)

    objects = CustomerQuerySet.as_manager()

    class Meta:
        verbose_name = _("pembeli")
        verbose_name_plural = _("pembeli")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["partner", "phone"], name="customer_phone_once"),
        ]
        indexes: ClassVar = [
            # Searches look into the names and numbers here, newest first, without the wide rows.
            models.Index(
                fields=["partner", "-last_ordered_at", "-id"],
                include=["name", "phone"],
                name="customer_recent",
            ),
            models.Index(fields=["partner", "created_at"], name="customer_new"),
            models.Index(fields=["partner", "order_count", "id"], name="customer_by_orders"),
            models.Index(fields=["partner", "piece_count", "id"], name="customer_by_pieces"),
            models.Index(fields=["partner", "spent_rp", "id"], name="customer_by_spent"),
        ]

    def __str__(self) -> str:
        return self.name
