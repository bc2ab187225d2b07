from typing import Any

from rest_framework import serializers

from accounts.api.seller_endpoint import SellerEndpoint
from accounts.errors import PartnerNotServed
from accounts.services.delete_sender_identity import delete_sender_identity
from accounts.services.save_sender_identity import SenderInput, save_sender_identity
from accounts.states import Right
from komship.api.fields import IdField
from komship.lib.errors import InvalidInput

_FIELDS = {"name": "name_label", "phone": "no_hp"}


class SenderIdentityInput(serializers.Serializer[Any]):
    name_label = serializers.CharField(max_length=200)
    no_hp = serializers.CharField(max_length=40)
    is_default = serializers.BooleanField(required=False, allow_null=True, default=None)
    partner_id = IdField(required=False, allow_null=True, default=None)


class SaveSenderIdentity(SellerEndpoint):
    input = SenderIdentityInput
    right = Right.SETTING_PROFILE

    def save(self, values: dict[str, Any], identity_id: int | None = None) -> None:
        if values["partner_id"] not in (None, 0, self.access.partner_id):
            raise PartnerNotServed
        data = SenderInput(name=values["name_label"], phone=values["no_hp"], is_default=values["is_default"])
        try:
            save_sender_identity(
                data, partner_id=self.access.partner_id, identity_id=identity_id, actor=self.actor
            )
        except InvalidInput as refused:
            fields = {_FIELDS.get(name, name): texts for name, texts in refused.fields.items()}
            raise InvalidInput(refused.message, fields=fields) from refused


class SenderIdentityStore(SaveSenderIdentity):
    message = "Successfully Store Custom Label"

    def perform(self, **values: Any) -> None:
        self.save(values)


class SenderIdentityUpdate(SaveSenderIdentity):
    """Clients post this with `_method=put`, and sometimes without it."""

    message = "Successfully Update Custom Label"

    def perform(self, *, identity_id: int, **values: Any) -> None:
        self.save(values, identity_id)


class SenderIdentityDelete(SellerEndpoint):
    right = Right.SETTING_PROFILE
    message = "Successfully Delete Custom Label"

    def perform(self, *, identity_id: int) -> None:
        delete_sender_identity(identity_id, partner_id=self.access.partner_id, actor=self.actor)
