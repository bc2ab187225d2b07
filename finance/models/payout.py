from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from finance.models.withdrawal import Withdrawal
from finance.states import CLAIMING_OUTCOMES, PayoutOutcome, PayoutStatus


class PayoutBatch(models.Model):
    """Approved withdrawals that go to the bank in one file."""

    number = models.CharField(max_length=20, unique=True)
    status = models.CharField(max_length=12, choices=PayoutStatus.choices, default=PayoutStatus.DRAFT)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    released_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    # As they were when the batch was released: what the bank was told, whatever comes back.
    item_count = models.PositiveIntegerField(default=0)
    total_rp = models.BigIntegerField(default=0)
    # Of the CSV file's bytes.
    file_sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = _("batch pembayaran")
        verbose_name_plural = _("batch pembayaran")
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(status__in=PayoutStatus.values), name="payout_status_known"),
            models.CheckConstraint(condition=~Q(released_by=F("created_by")), name="payout_two_people"),
            models.CheckConstraint(
                condition=Q(status__in=(PayoutStatus.DRAFT, PayoutStatus.CANCELLED), released_by__isnull=True)
                | Q(
                    status__in=(PayoutStatus.RELEASED, PayoutStatus.FINISHED),
                    released_by__isnull=False,
                    released_at__isnull=False,
                ),
                name="payout_release_signed",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class PayoutItem(models.Model):
    """One transfer of a batch. Amount and account are the withdrawal's own, which never change."""

    batch = models.ForeignKey(PayoutBatch, on_delete=models.PROTECT, related_name="items")
    withdrawal = models.ForeignKey(Withdrawal, on_delete=models.PROTECT, related_name="payout_items")
    outcome = models.CharField(max_length=8, choices=PayoutOutcome.choices, default=PayoutOutcome.PENDING)
    bank_reference = models.CharField(max_length=60, blank=True)
    reason = models.CharField(max_length=200, blank=True)
    resulted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("transfer dalam batch")
        verbose_name_plural = _("transfer dalam batch")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(outcome__in=PayoutOutcome.values), name="payout_outcome_known"
            ),
            # Two batches never pay one withdrawal, whatever the application does.
            models.UniqueConstraint(
                fields=["withdrawal"],
                condition=Q(outcome__in=CLAIMING_OUTCOMES),
                name="payout_withdrawal_once",
            ),
            models.UniqueConstraint(fields=["batch", "withdrawal"], name="payout_item_once"),
        ]

    def __str__(self) -> str:
        return f"{self.batch_id}: {self.withdrawal_id}"
