from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower, Now
from django.utils.translation import gettext_lazy as _

from accounts.models.partner import Partner
from accounts.models.user import User

OPEN = Q(accepted_at__isnull=True, withdrawn_at__isnull=True)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def for_partner(self, partner_id: int) -> "InvitationQuerySet":
        return self.filter(partner_id=partner_id)

    def open(self) -> "InvitationQuerySet":
        return self.filter(OPEN)


class Invitation(models.Model):
    """An offer to join a partner's team. Its link is signed, so no secret is kept here."""

    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField(max_length=190)
    full_name = models.CharField(max_length=120)
    rights = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)
    invited_by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("undangan tim")
        verbose_name_plural = _("undangan tim")
        constraints = [
            models.UniqueConstraint(fields=["partner", "email"], condition=OPEN, name="invitation_one_open"),
            models.CheckConstraint(condition=Q(email=Lower("email")), name="invitation_email_lower"),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("created_at")), name="invitation_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.email} to {self.partner_id}"
