from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now, Upper
from django.utils.translation import gettext_lazy as _

from accounts.models import Partner


class BankAccountQuerySet(models.QuerySet["BankAccount"]):
    def for_partner(self, partner_id: int) -> "BankAccountQuerySet":
        return self.filter(partner_id=partner_id)

    def active(self) -> "BankAccountQuerySet":
        return self.filter(deleted_at__isnull=True)


class BankAccount(models.Model):
    """Where a seller's withdrawals go. Numbers are digits in text: they may begin with zero."""

    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="+")
    bank_code = models.CharField(max_length=20)
    bank_name = models.CharField(max_length=60)
    account_no = models.CharField(max_length=20)
    account_name = models.CharField(max_length=120)
    is_default = models.BooleanField(default=False)
    # The seller's reason, when the account is tied to somebody who owes money.
    note = models.CharField(max_length=255, blank=True)
    # When the bank confirmed the name; empty when it could not be asked.
    verified_at = models.DateTimeField(null=True, blank=True)
    # No withdrawals go here before, so that a thief who adds an account can be stopped.
    rests_until_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    deleted_at = models.DateTimeField(null=True, blank=True)

    objects = BankAccountQuerySet.as_manager()

    class Meta:
        verbose_name = _("rekening bank")
        verbose_name_plural = _("rekening bank")
        indexes: ClassVar = [
            # Whose is this number, among all sellers?
            models.Index(
                fields=["account_no"], condition=Q(deleted_at__isnull=True), name="bank_account_number"
            ),
            models.Index(
                Upper("account_name"), condition=Q(deleted_at__isnull=True), name="bank_account_holder"
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(account_no__regex=r"^[0-9]{5,20}$"), name="bank_account_no_digits"
            ),
            models.UniqueConstraint(
                fields=["partner", "bank_code", "account_no"],
                condition=Q(deleted_at__isnull=True),
                name="bank_account_once",
            ),
            models.UniqueConstraint(
                fields=["partner"],
                condition=Q(is_default=True, deleted_at__isnull=True),
                name="bank_account_one_default",
            ),
        ]

    def is_resting(self, at: datetime) -> bool:
        return self.rests_until_at is not None and at < self.rests_until_at

    def __str__(self) -> str:
        return f"{self.bank_name} {self.account_no}"
