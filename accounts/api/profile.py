from typing import Any

from accounts.api.seller_endpoint import SellerEndpoint
from accounts.api.vocabulary import GENDER, MARITAL_STATUS
from accounts.models import Partner, PartnerSettings, User, Warehouse
from accounts.ports import COURIERS, KOMPOINTS, PAYMENT_METHODS, profile_part
from accounts.selectors.warehouses import default_warehouse
from komship.lib.phone import local_phone


class MyProfile(SellerEndpoint):
    """The caller and the partner she works for. Any body is ignored: a client posts junk."""

    def perform(self) -> dict[str, Any]:
        partner = self.access.partner
        return {
            **person_fields(self.user),
            **outside_fields(partner.pk),
            **business_fields(partner),
            **switch_fields(partner.settings),
            "user_address_default": default_address(default_warehouse(partner.pk)),
            "popups": list(self.user.dismissed_popups),
        }


def person_fields(user: User) -> dict[str, Any]:
    return {
        "user_id": user.pk,
        "user_name": user.username,
        "user_fullname": user.get_full_name(),
        "user_email": user.email,
        "user_birth_date": user.birth_on.strftime("%d/%m/%Y") if user.birth_on else None,
        "user_gender": GENDER[user.gender],
        "user_marital_status": MARITAL_STATUS[user.marital_status],
        "user_phone": local_phone(user.phone),
        "user_address": user.address_line,
        "province": {"id": user.province_ref, "name": user.province},
        "regency": {"id": user.regency_ref, "name": user.regency},
        "district": {"id": user.district_ref, "name": user.district},
    }


def outside_fields(partner_id: int) -> dict[str, Any]:
    """Values that belong to apps above this one."""
    return {
        "user_kompoints": profile_part(KOMPOINTS, partner_id, default=0),
        "shipping": profile_part(COURIERS, partner_id, default=[]),
        "payment_method": profile_part(PAYMENT_METHODS, partner_id, default=["COD", "BANK TRANSFER"]),
    }


def business_fields(partner: Partner) -> dict[str, Any]:
    return {
        "is_komship": int(partner.uses_shipping),
        "is_kompack": int(partner.uses_fulfilment),
        "is_onboarding": partner.onboarded_at is not None,
        "partner_id": partner.pk,
        "partner_name": partner.name,
        # An empty business profile is null: clients ask for it to be completed.
        "partner_business_name": partner.business_name or None,
        "partner_no_hp_business": local_phone(partner.business_phone) or None,
        "address_partner_business": partner.business_address or None,
        "city_code": partner.business_city_code or None,
        "partner_business_logo": partner.business_logo_url or None,
        "partner_business_type_id": partner.business_type_ref,
        "partner_category_id": partner.business_category_ref,
        "partner_category_name": partner.business_category or None,
        "partner_level": partner.level,
    }


def switch_fields(settings: PartnerSettings) -> dict[str, Any]:
    return {
        "partner_is_allowed_edit": settings.allows_total_edit,
        "partner_is_mass_order": settings.mass_order,
        "partner_is_mutation_bank": settings.bank_mutation,
        "partner_is_custom_label": settings.sender_identities,
        "partner_is_shipping_cost": settings.shows_shipping_cost,
        "partner_is_return_insight": settings.return_insight,
        "partner_is_order_notes": settings.order_notes,
        "partner_is_customer_reputation": settings.customer_reputation,
        "partner_is_tracking_sales": settings.tracking_sales,
        "partner_is_tracking_sales_dashboard": settings.tracking_sales_dashboard,
        "partner_is_notification_whatsapp": settings.whatsapp_level,
        "vehicle": list(settings.vehicles),
    }


def default_address(warehouse: Warehouse | None) -> dict[str, Any] | None:
    if warehouse is None:
        return None
    return {"address_id": warehouse.pk, "detail_address": warehouse.address_line}
