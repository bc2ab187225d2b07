from django.contrib.postgres.fields import ArrayField
from django.core.validators import URLValidator
from django.db import models
from django.db.models.functions import Lower, Now
from django.utils.translation import gettext_lazy as _

from accounts.models.user import User
from accounts.states import MemberRole, PartnerLevel, PartnerStatus, Vehicle, WhatsappLevel


def default_vehicles() -> list[str]:
    return [Vehicle.MOTOR.value, Vehicle.MOBIL.value, Vehicle.TRUCK.value]


class PartnerQuerySet(models.QuerySet["Partner"]):
    def for_partner(self, partner_id: int) -> "PartnerQuerySet":
        return self.filter(pk=partner_id)


class Partner(models.Model):
    """A seller's business: the tenant that owns orders, stock and money."""

    name = models.CharField(max_length=60)
    owner = models.ForeignKey(User, on_delete=models.PROTECT, related_name="owned_partners")
    status = models.CharField(max_length=12, choices=PartnerStatus.choices, default=PartnerStatus.ACTIVE)
    level = models.CharField(max_length=12, choices=PartnerLevel.choices, default=PartnerLevel.REGULAR)
    business_name = models.CharField(max_length=30, blank=True)
    business_phone = models.CharField(max_length=20, blank=True)
    business_address = models.CharField(max_length=190, blank=True)
    business_city_code = models.CharField(max_length=20, blank=True)
    business_type_ref = models.IntegerField(null=True, blank=True)
    business_category_ref = models.IntegerField(null=True, blank=True)
    business_category = models.CharField(max_length=80, blank=True)
    business_logo_url = models.CharField(max_length=500, blank=True, validators=[URLValidator()])
    uses_shipping = models.BooleanField(default=True)
    uses_fulfilment = models.BooleanField(default=False)
    onboarded_at = models.DateTimeField(null=True, blank=True)
    # The last verdict of ops on this partner; null while nobody has looked at it.
    judged_at = models.DateTimeField(null=True, blank=True)
    # What account managers tell each other; sellers never see it.
    ops_note = models.CharField(max_length=1000, blank=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = PartnerQuerySet.as_manager()

    class Meta:
        verbose_name = _("penjual")
        verbose_name_plural = _("penjual")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status__in=PartnerStatus.values), name="partner_status_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_complete(self) -> bool:
        """Whether the business profile has what stands on labels."""
        return bool(self.business_name and self.business_phone and self.business_address)


class PartnerSettingsQuerySet(models.QuerySet["PartnerSettings"]):
    def for_partner(self, partner_id: int) -> "PartnerSettingsQuerySet":
        return self.filter(partner_id=partner_id)


class PartnerSettings(models.Model):
    """Feature switches; one row for each partner, made with it."""

    partner = models.OneToOneField(Partner, on_delete=models.CASCADE, related_name="settings")
    allows_total_edit = models.BooleanField(default=False)
    mass_order = models.BooleanField(default=False)
    bank_mutation = models.BooleanField(default=False)
    sender_identities = models.BooleanField(default=False)
    shows_shipping_cost = models.BooleanField(default=True)
    return_insight = models.BooleanField(default=False)
    order_notes = models.BooleanField(default=True)
    customer_reputation = models.BooleanField(default=False)
    tracking_sales = models.BooleanField(default=False)
    tracking_sales_dashboard = models.BooleanField(default=False)
    whatsapp_level = models.PositiveSmallIntegerField(
        choices=WhatsappLevel.choices, default=WhatsappLevel.OFF
    )
    vehicles = ArrayField(
        models.CharField(max_length=10, choices=Vehicle.choices), default=default_vehicles, blank=True
    )

    objects = PartnerSettingsQuerySet.as_manager()

    class Meta:
        verbose_name = _("pengaturan penjual")
        verbose_name_plural = _("pengaturan penjual")

    def __str__(self) -> str:
        return f"settings of {self.partner_id}"


class MembershipQuerySet(models.QuerySet["Membership"]):
    def for_partner(self, partner_id: int) -> "MembershipQuerySet":
        return self.filter(partner_id=partner_id)

    def active(self) -> "MembershipQuerySet":
        return self.filter(ended_at__isnull=True)


class Membership(models.Model):
    """A person who works for a partner, and what she may do there (contract access ids)."""

    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=10, choices=MemberRole.choices)
    rights = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("keanggotaan")
        verbose_name_plural = _("keanggotaan")
        constraints = [
            models.UniqueConstraint(fields=["partner", "user"], name="membership_unique"),
            models.UniqueConstraint(
                fields=["partner"], condition=models.Q(role=MemberRole.OWNER), name="membership_one_owner"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.partner_id} as {self.role}"


class SenderIdentityQuerySet(models.QuerySet["SenderIdentity"]):
    def for_partner(self, partner_id: int) -> "SenderIdentityQuerySet":
        return self.filter(partner_id=partner_id)


class SenderIdentity(models.Model):
    """A sender name and phone that may be printed on labels instead of the partner's own."""

    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="sender_identities")
    name = models.CharField(max_length=60)
    phone = models.CharField(max_length=20, blank=True)
    # The first identity is the partner's own name; clients look it up by that name and it cannot be edited.
    is_own = models.BooleanField(default=False)
    is_default = models.BooleanField(default=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = SenderIdentityQuerySet.as_manager()

    class Meta:
        verbose_name = _("identitas pengirim")
        verbose_name_plural = _("identitas pengirim")
        constraints = [
            models.UniqueConstraint("partner", Lower("name"), name="sender_identity_name_unique"),
            models.UniqueConstraint(
                fields=["partner"], condition=models.Q(is_default=True), name="sender_identity_one_default"
            ),
            models.UniqueConstraint(
                fields=["partner"], condition=models.Q(is_own=True), name="sender_identity_one_own"
            ),
        ]

    def __str__(self) -> str:
        return self.name
