"""Effects that leave a transaction: events and, per listener, their delivery."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class OutboxEvent(models.Model):
    """Something that happened, written in the transaction in which it happened."""

    topic = models.CharField(max_length=80)
    payload = models.JSONField()
    created_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.topic} #{self.pk}"


class EventDelivery(models.Model):
    """One event for one handler. `attempts` doubles as the fencing token of a claim."""

    class State(models.TextChoices):
        PENDING = "pending", _("Menunggu")
        DONE = "done", _("Selesai")
        PARKED = "parked", _("Perlu diperiksa")

    event = models.ForeignKey(OutboxEvent, on_delete=models.CASCADE, related_name="deliveries")
    handler = models.CharField(max_length=80)
    queue = models.CharField(max_length=20)
    state = models.CharField(max_length=10, choices=State, default=State.PENDING)
    attempts = models.PositiveIntegerField(default=0)
    failures = models.PositiveIntegerField(default=0)
    due_at = models.DateTimeField()
    leased_until = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    last_error = models.TextField(blank=True)

    class Meta:
        verbose_name_plural = "event deliveries"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["event", "handler"], name="delivery_once_per_handler"),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["queue", "due_at", "id"],
                condition=models.Q(state="pending"),
                name="delivery_pending",
            ),
            models.Index(fields=["-id"], condition=models.Q(state="parked"), name="delivery_parked"),
        ]

    def __str__(self) -> str:
        return f"{self.handler} #{self.pk}"
