from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from finance.models.withdrawal import Withdrawal


class TransferProofQuerySet(models.QuerySet["TransferProof"]):
    def for_partner(self, partner_id: int) -> "TransferProofQuerySet":
        return self.filter(withdrawal__partner_id=partner_id)


class TransferProof(models.Model):
    """A file that shows a transfer was made. It lies in the private storage and never changes."""

    withdrawal = models.ForeignKey(Withdrawal, on_delete=models.PROTECT, related_name="proofs")
    file = models.CharField(max_length=200, unique=True)
    title = models.CharField(max_length=150)
    content_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    uploaded_at = models.DateTimeField()

    objects = TransferProofQuerySet.as_manager()

    class Meta:
        verbose_name = _("bukti transfer")
        verbose_name_plural = _("bukti transfer")
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            # Sent twice, kept once.
            models.UniqueConstraint(fields=["withdrawal", "sha256"], name="transfer_proof_once"),
        ]

    def __str__(self) -> str:
        return self.title
