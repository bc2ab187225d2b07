from typing import Any

from django.templatetags.static import static

from accounts.api.seller_endpoint import SellerEndpoint, SignedInEndpoint
from accounts.selectors.access import served_partners
from accounts.selectors.people import sender_identities, starter_challenge
from accounts.states import Mission
from komship.api.envelope import Answer
from komship.lib import clock
from komship.lib.phone import local_phone


class PartnerList(SignedInEndpoint):
    """Partners the caller may place orders for."""

    def perform(self) -> list[dict[str, Any]]:
        return [
            {"partner_id": row.partner_id, "partner_name": row.name, "partner_user_id": row.owner_id}
            for row in served_partners(self.user.pk)
        ]


class Badge(SellerEndpoint):
    """The partner's level in the page header; clients know the word `Juragan`."""

    def perform(self) -> dict[str, str]:
        level = self.access.partner.level
        image = self.request.build_absolute_uri(static(f"img/badges/{level}.svg"))
        return {"level": level.capitalize(), "image_url": image}


class SenderIdentityList(SellerEndpoint):
    """Names that may stand on labels; the partner's own name is always one of them."""

    open_to_keys = True

    def perform(self) -> list[dict[str, Any]]:
        return [
            {
                "id": row.pk,
                "name_label": row.name,
                "no_hp": local_phone(row.phone),
                "is_default": int(row.is_default),
            }
            for row in sender_identities(self.access.partner_id)
        ]


class StarterChallengeStatus(SellerEndpoint):
    """The starter challenge; a body code under HTTP 200 says that there is none."""

    def perform(self) -> Answer:
        row = starter_challenge(self.access.partner_id)
        if row is None:
            return Answer(status="failed", code=1001, message="partner does not have gamification data!")
        done = set(row.missions_done)
        return Answer(
            data={
                "id": row.pk,
                "partner_id": row.partner_id,
                "is_verification": int(Mission.VERIFICATION in done),
                "is_expedition_setting": int(Mission.COURIER in done),
                "is_warehouse_setting": int(Mission.WAREHOUSE in done),
                "is_product_upload": int(Mission.PRODUCT in done),
                "is_add_order": int(Mission.ORDER in done),
                "is_pickup_request": int(Mission.PICKUP in done),
                "is_finish": int(row.finished_at is not None),
                "is_claim": int(row.claimed_at is not None),
                "is_expired": row.finished_at is None and row.expires_at <= clock.now(),
                "expired_at": clock.wib_text(row.expires_at),
                "created_at": clock.wib_text(row.created_at),
                "updated_at": clock.wib_text(row.updated_at),
            }
        )
