"""Where sellers want to hear of their orders and parcels, and what was said there."""

from datetime import datetime
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Partner, User

LIVE = Q(deleted_at__isnull=True)


class WebhookEndpointQuerySet(models.QuerySet["WebhookEndpoint"]):
    def for_partner(self, partner_id: int) -> Self:
        return self.filter(partner_id=partner_id)

    def live(self) -> Self:
        return self.filter(LIVE)


class WebhookEndpoint(models.Model):
    """One address of a seller's. Its secret is computed from the seed, not kept."""

    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="webhooks")
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    url = models.CharField(_("alamat"), max_length=500)
    topics = ArrayField(models.CharField(max_length=40), verbose_name=_("kejadian"))
    seed = models.CharField(max_length=32)
    # After a rotation both secrets sign for a while, so that the receiver can change over.
    old_seed = models.CharField(max_length=32, blank=True)
    old_until = models.DateTimeField(null=True, blank=True)
    is_active = models.BooleanField(_("aktif"), default=True)
    # Of the oldest failure since the last success; the address is switched off when it is too old.
    failing_since = models.DateTimeField(_("gagal sejak"), null=True, blank=True)
    disabled_at = models.DateTimeField(_("dimatikan"), null=True, blank=True)
    created_at = models.DateTimeField(_("dibuat"))
    deleted_at = models.DateTimeField(null=True, blank=True)

    objects = WebhookEndpointQuerySet.as_manager()

    class Meta:
        verbose_name = _("webhook")
        verbose_name_plural = _("webhook")
        indexes = [models.Index(fields=["partner", "id"], condition=LIVE, name="webhook_of_partner")]

    def __str__(self) -> str:
        return self.url


class TryError(models.TextChoices):
    """Why a try got no answer."""

    CONNECT = "connect", _("Server tidak bisa dihubungi")
    TIMEOUT = "timeout", _("Server tidak menjawab dalam 10 detik")
    BROKEN = "broken", _("Sambungan terputus di tengah jalan")
    FORBIDDEN = "forbidden", _("Alamat menuju jaringan internal")
    OFF = "off", _("Webhook dimatikan")


class WebhookDeliveryQuerySet(models.QuerySet["WebhookDelivery"]):
    def for_partner(self, partner_id: int) -> Self:
        return self.filter(partner_id=partner_id)

    def due(self, moment: datetime) -> Self:
        return self.filter(state=WebhookDelivery.State.PENDING, next_attempt_at__lte=moment)


class WebhookDelivery(models.Model):
    """One event for one address. `attempts` doubles as the fencing token of a try."""

    class State(models.TextChoices):
        PENDING = "pending", _("Menunggu")
        DELIVERED = "delivered", _("Terkirim")
        PARKED = "parked", _("Gagal")

    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="+")
    endpoint = models.ForeignKey(WebhookEndpoint, on_delete=models.CASCADE, related_name="deliveries")
    event_id = models.CharField(_("kejadian"), max_length=40)
    topic = models.CharField(_("jenis"), max_length=40)
    body = models.JSONField()
    # Sent again by hand: another delivery of the same event.
    replays = models.ForeignKey("self", on_delete=models.SET_NULL, related_name="+", null=True, blank=True)
    state = models.CharField(_("keadaan"), max_length=10, choices=State.choices, default=State.PENDING)
    attempts = models.PositiveSmallIntegerField(_("percobaan"), default=0)
    next_attempt_at = models.DateTimeField(_("dicoba lagi"), null=True, blank=True)
    last_status = models.PositiveSmallIntegerField(_("jawaban"), null=True, blank=True)
    last_error = models.CharField(_("kesalahan"), max_length=10, choices=TryError.choices, blank=True)
    delivered_at = models.DateTimeField(_("terkirim"), null=True, blank=True)
    created_at = models.DateTimeField(_("dibuat"))

    objects = WebhookDeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = _("kiriman webhook")
        verbose_name_plural = _("kiriman webhook")
        constraints = [
            models.UniqueConstraint(
                fields=["endpoint", "event_id"],
                condition=Q(replays__isnull=True),
                name="webhook_event_once_per_endpoint",
            ),
            models.CheckConstraint(
                condition=~Q(state="pending") | Q(next_attempt_at__isnull=False),
                name="webhook_pending_is_tried",
            ),
        ]
        indexes = [
            models.Index(fields=["endpoint", "-id"], name="webhook_delivery_log"),
            models.Index(fields=["next_attempt_at"], condition=Q(state="pending"), name="webhook_due"),
            models.Index(fields=["created_at"], name="webhook_delivery_age"),
        ]

    def __str__(self) -> str:
        return f"{self.topic} {self.event_id}"


class WebhookAttempt(models.Model):
    """One call. Written before it is made: without an end, nobody knows how it ended."""

    delivery = models.ForeignKey(WebhookDelivery, on_delete=models.CASCADE, related_name="tries")
    number = models.PositiveSmallIntegerField()
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    elapsed_ms = models.PositiveIntegerField(null=True, blank=True)
    http_status = models.PositiveSmallIntegerField(null=True, blank=True)
    answer = models.CharField(max_length=1000, blank=True)
    error = models.CharField(max_length=10, choices=TryError.choices, blank=True)

    class Meta:
        verbose_name = _("percobaan webhook")
        verbose_name_plural = _("percobaan webhook")
        constraints = [
            models.UniqueConstraint(fields=["delivery", "number"], name="webhook_attempt_once"),
        ]

    def __str__(self) -> str:
        return f"{self.delivery_id} #{self.number}"
