from typing import ClassVar

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from knox.models import AbstractAuthToken

from accounts.models.user import User


class Pin(models.Model):
    """The six digits that guard money. Only its hash is kept."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="pin")
    secret = models.CharField(max_length=200)
    tries = models.PositiveSmallIntegerField(default=0)
    locked_until = models.DateTimeField(null=True, blank=True)
    checked_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name = _("PIN")
        verbose_name_plural = _("PIN")
        constraints = [
            models.CheckConstraint(condition=models.Q(tries__lte=3), name="pin_tries_bounded"),
        ]

    def __str__(self) -> str:
        return f"PIN of {self.user_id}"


class AccessToken(AbstractAuthToken):
    """One signed-in device. The token itself is never stored, only its digest."""

    device_label = models.CharField(max_length=60, blank=True)
    ip = models.GenericIPAddressField(null=True, blank=True)
    user_agent = models.CharField(max_length=255, blank=True)
    push_token = models.CharField(max_length=512, blank=True)
    last_seen_at = models.DateTimeField(db_default=Now())
    # Set when a refresh put another token in its place; it then lives for one more day, no longer.
    replaced_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[models.Manager["AccessToken"]] = models.Manager()

    class Meta:
        verbose_name = _("perangkat masuk")
        verbose_name_plural = _("perangkat masuk")
        indexes = [models.Index(fields=["expiry"], name="access_token_expiry")]

    def __str__(self) -> str:
        return f"{self.device_label or self.token_key} of {self.user_id}"


class BrowserSession(models.Model):
    """One signed-in browser, listed beside the apps; ending it deletes Django's session of that key."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="browser_sessions")
    session_key = models.CharField(max_length=40, unique=True)
    ip = models.GenericIPAddressField(null=True, blank=True)
    user_agent = models.CharField(max_length=255, blank=True)
    created_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("peramban masuk")
        verbose_name_plural = _("peramban masuk")

    def __str__(self) -> str:
        return f"browser {self.pk} of {self.user_id}"
