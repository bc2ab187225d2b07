from datetime import datetime

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models.partner import Partner
from accounts.models.user import User


class ApiKeyQuerySet(models.QuerySet["ApiKey"]):
    def for_partner(self, partner_id: int) -> "ApiKeyQuerySet":
        return self.filter(partner_id=partner_id)

    def live(self, moment: datetime) -> "ApiKeyQuerySet":
        unended = Q(expires_at__isnull=True) | Q(expires_at__gt=moment)
        return self.filter(unended, revoked_at__isnull=True)


class ApiKey(models.Model):
    """A partner's own program at our API. The key itself is never stored, only its digest."""

    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="api_keys")
    # Whom orders and carts made with the key belong to: nobody, who cannot sign in.
    user = models.OneToOneField(User, on_delete=models.PROTECT, related_name="api_key")
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("nama"), max_length=60)
    # The beginning of the key, by which its owner recognises it.
    prefix = models.CharField(_("awalan"), max_length=20)
    digest = models.CharField(max_length=64, unique=True)
    scopes = ArrayField(models.CharField(max_length=20), verbose_name=_("cakupan"))
    is_test = models.BooleanField(_("kunci uji"), default=False)
    created_at = models.DateTimeField(_("dibuat"))
    expires_at = models.DateTimeField(_("berakhir"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("dicabut"), null=True, blank=True)
    last_used_at = models.DateTimeField(_("terakhir dipakai"), null=True, blank=True)

    objects = ApiKeyQuerySet.as_manager()

    class Meta:
        verbose_name = _("kunci API")
        verbose_name_plural = _("kunci API")
        indexes = [models.Index(fields=["partner", "-id"], name="api_key_recent")]

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix})"
