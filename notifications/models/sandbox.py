from django.db import models
from django.utils.translation import gettext_lazy as _


class SandboxMessage(models.Model):
    """A message nobody could receive, because its channel is not connected. Never written in production."""

    channel = models.CharField(max_length=10)
    address = models.CharField(max_length=190)
    subject = models.CharField(max_length=120, blank=True)
    text = models.TextField()
    created_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("pesan sandbox")
        verbose_name_plural = _("pesan sandbox")

    def __str__(self) -> str:
        return f"{self.channel} to {self.address}"
