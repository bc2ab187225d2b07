from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from accounts.models import Partner


class BankInquiryQuerySet(models.QuerySet["BankInquiry"]):
    def for_partner(self, partner_id: int) -> "BankInquiryQuerySet":
        return self.filter(partner_id=partner_id)


class BankInquiry(models.Model):
    """One question to a bank about the owner of an account, and what came of it."""

    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="+", db_index=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    bank_code = models.CharField(max_length=20)
    account_no = models.CharField(max_length=20)
    outcome = models.CharField(max_length=10)
    holder = models.CharField(max_length=120, blank=True)
    elapsed_ms = models.PositiveIntegerField(default=0)
    asked_at = models.DateTimeField(db_default=Now())

    objects = BankInquiryQuerySet.as_manager()

    class Meta:
        verbose_name = _("pemeriksaan rekening")
        verbose_name_plural = _("pemeriksaan rekening")
        indexes: ClassVar = [models.Index(fields=["partner", "-asked_at"], name="bank_inquiry_partner")]

    def __str__(self) -> str:
        return f"{self.bank_code} {self.account_no}: {self.outcome}"
