"""Who did what to which row, for ever."""

from typing import ClassVar

from django.db import models


class AuditEntry(models.Model):
    """One decision of a person or of the system. Rows are only ever inserted."""

    happened_at = models.DateTimeField(db_index=True)
    action = models.CharField(max_length=80)
    channel = models.CharField(max_length=20)
    # People and sellers live above this layer, so they are named by number and label, not by key.
    user_id = models.BigIntegerField(null=True)
    user_label = models.CharField(max_length=200, blank=True)
    partner_id = models.BigIntegerField(null=True)
    target_type = models.CharField(max_length=80)
    target_key = models.CharField(max_length=80)
    reason = models.TextField(blank=True)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)

    class Meta:
        verbose_name_plural = "audit entries"
        indexes: ClassVar = [
            models.Index(fields=["target_type", "target_key", "id"], name="audit_by_target"),
            models.Index(fields=["partner_id", "-id"], name="audit_by_partner"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.target_type}:{self.target_key}"
