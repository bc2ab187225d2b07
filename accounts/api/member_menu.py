from typing import Any

from rest_framework import serializers

from accounts.api.seller_endpoint import SellerEndpoint
from accounts.api.vocabulary import NO_ACCESS
from accounts.errors import PersonNotFound
from accounts.models import Membership
from accounts.selectors.people import member_of
from accounts.states import ALL_RIGHTS, MemberRole, Menu, Right
from komship.api.fields import IdField


class WhoseMenu(serializers.Serializer[Any]):
    user_id = IdField(required=False, default=0)


class MemberMenu(SellerEndpoint):
    """Menus and actions of one person at the partner; colleagues' menus only for those who grant them."""

    input = WhoseMenu

    def perform(self, *, user_id: int) -> dict[str, Any]:
        if user_id in (0, self.user.pk):
            return {"privilege": privileges(self.access.membership)}
        self.access.require(Right.SETTING_MEMBERS)
        member = member_of(self.access.partner_id, user_id)
        if member is None:
            raise PersonNotFound
        return {"privilege": privileges(member)}


def privileges(membership: Membership) -> list[dict[str, Any]]:
    held = ALL_RIGHTS if membership.role == MemberRole.OWNER else frozenset(membership.rights)
    rights = [right for right in Right if right.value in held]
    return [
        {
            "menu_name": menu.label,
            "access": [access_record(right) for right in rights if right.menu == menu] or NO_ACCESS,
        }
        for menu in Menu
    ]


def access_record(right: Right) -> dict[str, Any]:
    return {
        "menu_position_id": right.menu.value,
        "access_id": right.access_id,
        "access_name": right.label,
    }
