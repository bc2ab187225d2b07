from django.db import models
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _

from accounts.models.partner import Partner
from accounts.models.user import User


class AffiliateCoupon(models.Model):
    """A word new sellers type at registration to say who brought them. Written by our staff."""

    name = models.CharField(max_length=30, unique=True)
    affiliator = models.ForeignKey(User, on_delete=models.PROTECT, related_name="coupons")
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("kupon afiliasi")
        verbose_name_plural = _("kupon afiliasi")
        constraints = [
            models.CheckConstraint(condition=models.Q(name=Upper("name")), name="coupon_name_upper"),
        ]

    def __str__(self) -> str:
        return self.name


class ReferralQuerySet(models.QuerySet["Referral"]):
    def for_partner(self, partner_id: int) -> "ReferralQuerySet":
        return self.filter(partner_id=partner_id)


class Referral(models.Model):
    """Who brought a partner to us."""

    partner = models.OneToOneField(Partner, on_delete=models.CASCADE, related_name="referral")
    affiliator = models.ForeignKey(User, on_delete=models.PROTECT, related_name="referrals")
    created_at = models.DateTimeField()

    objects = ReferralQuerySet.as_manager()

    class Meta:
        verbose_name = _("rujukan")
        verbose_name_plural = _("rujukan")

    def __str__(self) -> str:
        return f"referral of {self.partner_id}"
