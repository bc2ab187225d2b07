from django.db import transaction
from django.utils.translation import gettext as _

from accounts.errors import PartnerNotServed
from accounts.features import Feature
from accounts.models import Partner, PartnerSettings, SalesAdmin
from komship.core.audit import Actor, record
from komship.lib.errors import Conflict


class BusinessIncomplete(Conflict):
    code = "business_incomplete"

    def __init__(self) -> None:
        super().__init__(_("Lengkapi nama, nomor HP, dan kota usahamu di profil dulu."))


class NoSalesAdmin(Conflict):
    code = "no_sales_admin"

    def __init__(self) -> None:
        super().__init__(_("Tambahkan minimal satu nama admin penjualan dulu."))


def switch_feature(partner_id: int, feature: Feature, *, is_on: bool, actor: Actor | None = None) -> None:
    """Switch a feature on or off; switching to what it is already changes nothing.

    Locks the partner row, so that the last sales admin is not deleted meanwhile. Raises
    BusinessIncomplete (sender identities need a business profile), NoSalesAdmin, PartnerNotServed.
    """
    with transaction.atomic():
        partner = Partner.objects.select_for_update(no_key=True).filter(pk=partner_id).first()
        if partner is None:
            raise PartnerNotServed
        if is_on:
            _demand_ready(partner, feature)
        rows = PartnerSettings.objects.for_partner(partner_id).exclude(**{feature.value: is_on})
        if rows.update(**{feature.value: is_on}):
            record(
                "feature.switched",
                partner,
                actor=actor,
                change=({feature.value: not is_on}, {feature.value: is_on}),
            )


def _demand_ready(partner: Partner, feature: Feature) -> None:
    if feature == Feature.SENDER_IDENTITIES and not partner.is_complete:
        raise BusinessIncomplete
    names = SalesAdmin.objects.for_partner(partner.pk).active()
    if feature == Feature.TRACKING_SALES and not names.exists():
        raise NoSalesAdmin
