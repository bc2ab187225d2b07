from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from accounts.models import Partner, User


class NotificationKind(models.TextChoices):
    """What a bell notification leads to: `reference` is the id of that row."""

    WITHDRAWAL = "withdrawal", _("Penarikan saldo")
    TOP_UP = "top_up", _("Isi saldo")
    TICKET = "ticket", _("Tiket")
    ORDER = "order", _("Order")


class InboxService(models.TextChoices):
    SHIPPING = "komship", _("Tim Komship")
    FULFILMENT = "kompack", _("Tim Kompack")


class NotificationQuerySet(models.QuerySet["Notification"]):
    def for_partner(self, partner_id: int) -> "NotificationQuerySet":
        return self.filter(partner_id=partner_id)

    def unread(self) -> "NotificationQuerySet":
        return self.filter(read_at__isnull=True)


class Notification(models.Model):
    """One line under the bell."""

    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="notifications")
    kind = models.CharField(max_length=12, choices=NotificationKind.choices)
    reference = models.BigIntegerField()
    title = models.CharField(max_length=120)
    # Plain text; the doors escape it, because a client shows it as HTML.
    text = models.CharField(max_length=500)
    # The event this came from: an event that is handled twice still rings once.
    source = models.CharField(max_length=80, unique=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    read_at = models.DateTimeField(null=True, blank=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        verbose_name = _("pemberitahuan")
        verbose_name_plural = _("pemberitahuan")
        indexes = [
            models.Index(fields=["partner", "-created_at"], name="notification_newest"),
            models.Index(fields=["partner"], condition=Q(read_at__isnull=True), name="notification_unread"),
        ]

    def __str__(self) -> str:
        return self.title


class InboxMessageQuerySet(models.QuerySet["InboxMessage"]):
    def for_partner(self, partner_id: int) -> "InboxMessageQuerySet":
        return self.filter(partner_id=partner_id)


class InboxMessage(models.Model):
    """A letter from our staff to a partner. `body` is our own markup, written by staff only."""

    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="inbox")
    sender = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    service = models.CharField(max_length=10, choices=InboxService.choices, default=InboxService.SHIPPING)
    title = models.CharField(max_length=120)
    body = models.TextField()
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    read_at = models.DateTimeField(null=True, blank=True)

    objects = InboxMessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("surat")
        verbose_name_plural = _("surat")
        indexes = [models.Index(fields=["partner", "-created_at"], name="inbox_newest")]

    def __str__(self) -> str:
        return self.title


class Announcement(models.Model):
    """A bar above every partner's dashboard while it is published."""

    class Tone(models.TextChoices):
        SUCCESS = "success", _("Berhasil")
        WARNING = "warning", _("Peringatan")
        DANGER = "danger", _("Bahaya")
        INFO = "info", _("Info")

    title = models.CharField(max_length=80)
    text = models.CharField(max_length=300)
    link = models.CharField(max_length=200, blank=True)
    tone = models.CharField(max_length=10, choices=Tone.choices, default=Tone.INFO)
    published_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("pengumuman")
        verbose_name_plural = _("pengumuman")

    def __str__(self) -> str:
        return self.title
