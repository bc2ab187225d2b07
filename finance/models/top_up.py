from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Partner
from finance.states import OPEN_TOP_UPS, TopUpStatus


class TopUpQuerySet(models.QuerySet["TopUp"]):
    def for_partner(self, partner_id: int) -> "TopUpQuerySet":
        return self.filter(partner_id=partner_id)

    def open(self) -> "TopUpQuerySet":
        return self.filter(status__in=OPEN_TOP_UPS)


class TopUp(models.Model):
    """An invoice at the payment gateway, written down before the gateway is asked for it.

    `number` is the invoice's external id, unique for ever: by it an unknown outcome is looked up, and by
    it the ledger credits once.
    """

    number = models.CharField(_("nomor"), max_length=20, unique=True)
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="+", db_index=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    amount_rp = models.BigIntegerField(_("nominal"))
    status = models.CharField(
        _("status"), max_length=12, choices=TopUpStatus.choices, default=TopUpStatus.REQUESTED
    )
    gateway_id = models.CharField(_("nomor di penyedia"), max_length=64, blank=True)
    pay_url = models.CharField(max_length=500, blank=True)
    channel = models.CharField(_("cara bayar"), max_length=40, blank=True)
    paid_rp = models.BigIntegerField(_("dibayar"), default=0)
    # What an operator should know: a refusal of the gateway, or why the money does not fit.
    note = models.CharField(_("catatan"), max_length=255, blank=True)
    requested_at = models.DateTimeField(_("diminta"))
    updated_at = models.DateTimeField(_("diubah"))
    expires_at = models.DateTimeField(_("berlaku sampai"), null=True, blank=True)
    paid_at = models.DateTimeField(_("dibayar pada"), null=True, blank=True)
    # When the gateway is asked next; None once nothing more is expected.
    next_look_at = models.DateTimeField(null=True, blank=True)
    looks = models.PositiveSmallIntegerField(_("berapa kali ditanya"), default=0)

    objects = TopUpQuerySet.as_manager()

    class Meta:
        verbose_name = _("isi saldo")
        verbose_name_plural = _("isi saldo")
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(status__in=TopUpStatus.values), name="top_up_status_known"),
            models.CheckConstraint(condition=Q(amount_rp__gt=0, paid_rp__gte=0), name="top_up_amounts_sane"),
            models.CheckConstraint(
                condition=~Q(status=TopUpStatus.PAID) | Q(paid_at__isnull=False, paid_rp__gt=0),
                name="top_up_paid_has_payment",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["partner", "-id"], name="top_up_partner_recent"),
            models.Index(fields=["next_look_at"], condition=Q(next_look_at__isnull=False), name="top_up_due"),
            models.Index(fields=["-id"], condition=Q(status=TopUpStatus.CHECKING), name="top_up_to_check"),
        ]

    def __str__(self) -> str:
        return self.number


class GatewayNews(models.Model):
    """What the payment gateway told us unasked, once per delivery, as it came."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Menunggu diproses")
        TAKEN = "taken", _("Diproses")
        # Nothing changed by it: it told what was known, or came too late to matter.
        OLD = "old", _("Sudah diketahui")
        CHECK = "check", _("Perlu diperiksa")
        STRANGER = "stranger", _("Tagihan tak dikenal")
        UNREADABLE = "unreadable", _("Tidak terbaca")

    # The gateway's own number of the delivery; the digest of the body when it has none.
    delivery_id = models.CharField(_("nomor kiriman kabar"), max_length=64, unique=True)
    external_id = models.CharField(_("nomor isi saldo"), max_length=64, blank=True)
    body = models.TextField(_("isi"), blank=True)
    state = models.CharField(_("keadaan"), max_length=12, choices=State.choices, default=State.WAITING)
    note = models.CharField(_("catatan"), max_length=255, blank=True)
    times_seen = models.PositiveIntegerField(_("berapa kali"), default=1)
    received_at = models.DateTimeField(_("diterima"), db_index=True)
    last_seen_at = models.DateTimeField(_("terakhir diterima"))
    taken_at = models.DateTimeField(_("diproses pada"), null=True, blank=True)

    class Meta:
        verbose_name = _("kabar penyedia pembayaran")
        verbose_name_plural = _("kabar penyedia pembayaran")
        indexes: ClassVar = [models.Index(fields=["external_id"], name="gateway_news_invoice")]

    def __str__(self) -> str:
        return f"{self.external_id} {self.state}".strip()
