"""POSTs a client may repeat without fear."""

from typing import ClassVar

from django.db import models


class IdempotentCall(models.Model):
    """The first call under an `Idempotency-Key` and, once it is known, its answer."""

    user_id = models.BigIntegerField()
    key = models.CharField(max_length=200)
    route = models.CharField(max_length=300)
    body_hash = models.CharField(max_length=64)
    started_at = models.DateTimeField()
    status = models.PositiveSmallIntegerField(null=True)
    answer = models.JSONField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user_id", "key"], name="idempotent_call_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["started_at"], name="idempotent_call_by_age")]

    def __str__(self) -> str:
        return f"{self.route} {self.key}"
