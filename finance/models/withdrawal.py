from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Partner
from finance.models.bank_account import BankAccount
from finance.states import OPEN_WITHDRAWALS, WithdrawalStatus


class WithdrawalQuerySet(models.QuerySet["Withdrawal"]):
    def for_partner(self, partner_id: int) -> "WithdrawalQuerySet":
        return self.filter(partner_id=partner_id)

    def open(self) -> "WithdrawalQuerySet":
        return self.filter(status__in=OPEN_WITHDRAWALS)


class Withdrawal(models.Model):
    """A request to pay out available money, with the bank account as it was when asked."""

    # Also the disbursement reference at the bank: one per withdrawal, for ever.
    number = models.CharField(max_length=20, unique=True)
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="+", db_index=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    bank_account = models.ForeignKey(BankAccount, on_delete=models.PROTECT, related_name="+")
    bank_name = models.CharField(max_length=60)
    account_no = models.CharField(max_length=20)
    account_name = models.CharField(max_length=120)
    amount_rp = models.BigIntegerField()
    status = models.CharField(
        max_length=12, choices=WithdrawalStatus.choices, default=WithdrawalStatus.REQUESTED
    )
    seller_note = models.CharField(max_length=255, blank=True)
    review_note = models.CharField(max_length=255, blank=True)
    requested_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # Whose word it is that the transfer was made; empty where the bank's result file says so.
    completed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    completed_at = models.DateTimeField(null=True, blank=True)

    objects = WithdrawalQuerySet.as_manager()

    class Meta:
        verbose_name = _("penarikan")
        verbose_name_plural = _("penarikan")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(status__in=WithdrawalStatus.values), name="withdrawal_status_known"
            ),
            models.CheckConstraint(condition=Q(amount_rp__gt=0), name="withdrawal_amount_positive"),
            models.CheckConstraint(condition=~Q(completed_by=F("approved_by")), name="withdrawal_two_people"),
            models.UniqueConstraint(
                fields=["partner"], condition=Q(status__in=OPEN_WITHDRAWALS), name="withdrawal_one_open"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["partner", "-requested_at", "-id"], name="withdrawal_partner_time"),
            models.Index(
                fields=["requested_at"],
                condition=Q(status__in=OPEN_WITHDRAWALS),
                name="withdrawal_open_queue",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class WithdrawalHistory(models.Model):
    """Who moved a withdrawal, when, from where to where."""

    withdrawal = models.ForeignKey(Withdrawal, on_delete=models.PROTECT, related_name="history")
    before = models.CharField(max_length=12, blank=True)
    after = models.CharField(max_length=12, choices=WithdrawalStatus.choices)
    actor = models.CharField(max_length=80)
    note = models.CharField(max_length=255, blank=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("riwayat penarikan")
        verbose_name_plural = _("riwayat penarikan")
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"{self.before} > {self.after}"
