from typing import ClassVar, Self

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.utils.translation import gettext_lazy as _


class CustomerQuerySet(models.QuerySet["Customer"]):
    def for_partner(self, partner_id: int) -> Self:
        return self.filter(partner_id=partner_id)


class Customer(models.Model):
    """A buyer as one seller knows her; the phone number tells buyers apart."""

    partner = models.ForeignKey("accounts.Partner", on_delete=models.PROTECT, related_name="customers")
    name = models.CharField(_("nama"), max_length=60)
    phone = models.CharField(_("telepon"), max_length=20)
    address_line = models.CharField(_("alamat"), max_length=300)
    destination = models.ForeignKey("shipping.Destination", on_delete=models.PROTECT, related_name="+")
    has_whatsapp = models.BooleanField(_("punya WhatsApp"), default=False)
    created_at = models.DateTimeField(_("dibuat"))
    last_ordered_at = models.DateTimeField(_("terakhir pesan"))

    objects = CustomerQuerySet.as_manager()

    class Meta:
        verbose_name = _("pembeli")
        verbose_name_plural = _("pembeli")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["partner", "phone"], name="customer_phone_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["partner", "-last_ordered_at"], name="customer_recent"),
            models.Index(fields=["partner", "created_at"], name="customer_new"),
            GinIndex(SearchVector("name", config="simple"), name="customer_name_words"),
        ]

    def __str__(self) -> str:
        return self.name
