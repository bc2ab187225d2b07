"""Access accounts: people who work for a seller, with rights per menu."""

from typing import Any

from rest_framework import serializers

from accounts.api.seller_endpoint import SellerEndpoint
from accounts.errors import NameTaken, PartnerNotServed
from accounts.models import Membership
from accounts.selectors.people import members
from accounts.services.add_member import TooManyMembers
from accounts.services.change_member import change_member
from accounts.services.end_membership import end_membership
from accounts.services.open_member_account import MemberAccount, open_member_account
from accounts.states import Menu, Right
from komship.api.envelope import Answer
from komship.api.fields import IdField
from komship.lib.errors import InvalidInput

TAKEN = "Username or Email has already taken!"
MOST_GRANTS = 500


class MenuCatalogue(SellerEndpoint):
    """Menus that can be granted; the position's id comes back as `menu_position_id`."""

    def perform(self) -> list[dict[str, Any]]:
        return [
            {"id": menu.value, "name": menu.label, "menu_position": [{"id": menu.value}]} for menu in Menu
        ]


class MemberList(SellerEndpoint):
    """The team without its owner. Passwords are known to nobody, so none is shown."""

    right = Right.SETTING_MEMBERS

    def perform(self) -> list[dict[str, Any]]:
        return [member_record(row) for row in members(self.access.partner_id)]


def member_record(row: Membership) -> dict[str, Any]:
    menus = sorted({Right(right).menu for right in row.rights})
    return {
        "user_id": row.user_id,
        "full_name": row.user.get_full_name(),
        "username": row.user.username,
        "email": row.user.email,
        "password": None,
        "access_menu": [{"menu_name": menu.label} for menu in menus],
    }


class GrantInput(serializers.Serializer[Any]):
    menu_position_id = IdField()
    menu_access_id = IdField()


class MenuField(serializers.ListField):
    """Grants as numbers of `Right`. Pairs that stand for nothing are left out by the service."""

    def __init__(self, **options: Any) -> None:
        super().__init__(child=GrantInput(), max_length=MOST_GRANTS, **options)

    def to_internal_value(self, data: Any) -> list[int]:
        rows = super().to_internal_value(data)
        return [row["menu_position_id"] * 100 + row["menu_access_id"] for row in rows]


class NewMemberInput(serializers.Serializer[Any]):
    email = serializers.EmailField(max_length=190)
    password = serializers.CharField(max_length=256, trim_whitespace=False)
    full_name = serializers.CharField(max_length=120)
    partner_id = IdField(required=False, allow_null=True, default=None)
    menu = MenuField(required=False, default=list)


class MemberCreate(SellerEndpoint):
    """Refusals come under HTTP 200 with code 400: the client looks there."""

    input = NewMemberInput
    right = Right.SETTING_MEMBERS
    message = "Account created successfully"

    def perform(self, **values: Any) -> Answer | None:
        if values["partner_id"] not in (None, 0, self.access.partner_id):
            raise PartnerNotServed
        account = MemberAccount(
            email=values["email"], full_name=values["full_name"], password=values["password"]
        )
        try:
            open_member_account(
                account, partner_id=self.access.partner_id, rights=values["menu"], actor=self.actor
            )
        except NameTaken:
            return Answer(status="failed", code=400, message=TAKEN)
        except (InvalidInput, TooManyMembers) as refused:
            return Answer(status="failed", code=400, message=refused.message)
        return None


class MemberInput(serializers.Serializer[Any]):
    user_id = IdField()
    menu = MenuField()


class MemberUpdate(SellerEndpoint):
    input = MemberInput
    right = Right.SETTING_MEMBERS
    message = "Account updated successfully"

    def perform(self, *, user_id: int, menu: list[int]) -> None:
        change_member(user_id, partner_id=self.access.partner_id, rights=menu, actor=self.actor)


class MemberDelete(SellerEndpoint):
    right = Right.SETTING_MEMBERS
    message = "Account deleted successfully"

    def perform(self, *, user_id: int) -> None:
        end_membership(user_id, partner_id=self.access.partner_id, actor=self.actor)
