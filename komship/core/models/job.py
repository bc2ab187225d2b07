"""Work that goes on while its owner does something else, and what became of each part of it."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from komship.lib import clock


class JobState(models.TextChoices):
    QUEUED = "queued", _("Menunggu giliran")
    RUNNING = "running", _("Berjalan")
    DONE = "done", _("Selesai")
    FAILED = "failed", _("Gagal")
    CANCELLED = "cancelled", _("Dihentikan")


UNFINISHED = (JobState.QUEUED, JobState.RUNNING)


class ItemState(models.TextChoices):
    WAITING = "waiting", _("Menunggu")
    DONE = "done", _("Berhasil")
    FAILED = "failed", _("Gagal")


class JobQuerySet(models.QuerySet["Job"]):
    def for_partner(self, partner_id: int | None) -> Self:
        return self.filter(partner_id=partner_id)

    def unfinished(self) -> Self:
        return self.filter(state__in=UNFINISHED)


class Job(models.Model):
    """One piece of work. Written only by `komship.core.jobs`.

    `turn` numbers the continuations: an event of an earlier turn does nothing. `attempts` numbers the
    workers that took up a file; only the latest may finish it. `beat_at` is the last sign of life.
    """

    kind = models.CharField(max_length=60)
    # People and sellers live above this layer, so they are named by number and label, not by key.
    partner_id = models.BigIntegerField(null=True)
    user_id = models.BigIntegerField(null=True)
    user_label = models.CharField(max_length=200, blank=True)
    title = models.CharField(max_length=200)
    language = models.CharField(max_length=10)
    params = models.JSONField(default=dict)
    request_key = models.CharField(max_length=200, null=True)

    state = models.CharField(max_length=10, choices=JobState, default=JobState.QUEUED)
    # None while nobody knows how much there is.
    total = models.PositiveIntegerField(null=True)
    handled = models.PositiveIntegerField(default=0)
    succeeded = models.PositiveIntegerField(default=0)
    failed = models.PositiveIntegerField(default=0)
    message = models.CharField(max_length=500, blank=True)
    file = models.CharField(max_length=200, blank=True)
    file_name = models.CharField(max_length=150, blank=True)

    turn = models.PositiveIntegerField(default=1)
    attempts = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=clock.now, db_index=True)
    beat_at = models.DateTimeField(default=clock.now)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                F("kind"), Coalesce("partner_id", 0), F("request_key"), name="job_request_once"
            ),
            models.CheckConstraint(
                condition=Q(handled=F("succeeded") + F("failed")) | Q(succeeded=0, failed=0),
                name="job_counts_add_up",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["partner_id", "-id"], name="job_recent"),
            models.Index(
                fields=["partner_id", "beat_at"], condition=Q(state__in=UNFINISHED), name="job_unfinished"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} #{self.pk}"

    @property
    def is_finished(self) -> bool:
        return self.state not in UNFINISHED


class JobItem(models.Model):
    """One part of a job: `data` goes in, `message` and `result` come out."""

    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveIntegerField()
    reference = models.CharField(max_length=80, blank=True)
    label = models.CharField(max_length=200)
    data = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=ItemState, default=ItemState.WAITING)
    message = models.CharField(max_length=500, blank=True)
    result = models.JSONField(default=dict)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["job", "position"], name="job_item_position"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["job", "position"], condition=Q(state="waiting"), name="job_item_waiting"),
        ]

    def __str__(self) -> str:
        return f"{self.label} ({self.state})"
