from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from rest_framework import serializers

from accounts.api.seller_endpoint import SellerEndpoint
from accounts.business import SECTORS
from accounts.models import Partner
from accounts.services.save_business import BusinessInput
from accounts.services.save_logo import MOST_BYTES
from accounts.services.save_person import PersonInput
from accounts.services.save_profile import save_profile
from accounts.states import Gender, Right
from komship.api.fields import BlankAsNone, IdField
from komship.lib.errors import InvalidInput

GENDERS = {1: Gender.MALE, 2: Gender.FEMALE}


class LogoField(serializers.Field[bytes | None, Any, Any, Any]):
    """A file; anything else means that the logo stays as it is."""

    def to_internal_value(self, data: Any) -> bytes | None:
        if not isinstance(data, UploadedFile):
            return None
        # One byte more than is taken, so that what is too big is refused without reading it all.
        return bytes(data.read(MOST_BYTES + 1))


class ProfileInput(serializers.Serializer[Any]):
    """What is left out or blank stays as it is. Username, e-mail and phone change elsewhere, with a proof."""

    id = IdField(required=False, allow_null=True, default=None)
    full_name = BlankAsNone(max_length=120)
    address = BlankAsNone(max_length=255)
    gender = serializers.ChoiceField(choices=list(GENDERS), required=False, allow_null=True, default=None)
    brand_name = BlankAsNone(max_length=30)
    no_hp_business = BlankAsNone(max_length=20)
    business_location = BlankAsNone(max_length=190)
    partner_category_name = BlankAsNone(max_length=80)
    business_type_id = IdField(required=False, allow_null=True, default=None)
    business_logo = LogoField(required=False, allow_null=True, default=None)

    def validate_brand_name(self, value: str | None) -> str | None:
        if value and set(value) & set("/=:;"):
            raise serializers.ValidationError(_("Nama usaha tidak boleh memuat / = : ;"))
        return value


class UpdateProfile(SellerEndpoint):
    """The person and the business that stands on labels, in one form."""

    right = Right.SETTING_PROFILE
    input = ProfileInput
    message = "Successfully Update Profile Komship."

    def perform(self, *, business_logo: bytes | None, **sent: Any) -> None:
        if sent["id"] not in (None, self.user.pk):
            text = "Pengguna tidak ditemukan."
            raise InvalidInput(text, fields={"id": [text]})
        save_profile(
            self.person_input(sent),
            access=self.access,
            business=business_input(self.access.partner, sent),
            logo=business_logo,
            actor=self.actor,
        )

    def person_input(self, sent: dict[str, Any]) -> PersonInput:
        user = self.user
        return PersonInput(
            full_name=sent["full_name"] or user.get_full_name(),
            gender=GENDERS[sent["gender"]] if sent["gender"] else user.gender,
            marital_status=user.marital_status,
            birth_on=user.birth_on,
            address_line=sent["address"] or user.address_line,
        )


def business_input(partner: Partner, sent: dict[str, Any]) -> BusinessInput | None:
    """The business with what was sent laid over what is known; None when nothing of it was sent."""
    names = (
        "brand_name",
        "no_hp_business",
        "business_location",
        "partner_category_name",
        "business_type_id",
    )
    if not any(sent[name] for name in names):
        return None
    return BusinessInput(
        name=sent["brand_name"] or partner.business_name,
        phone=sent["no_hp_business"] or partner.business_phone,
        city=sent["business_location"] or partner.business_address,
        sector=sector_id(sent["partner_category_name"]) or partner.business_category_ref,
        kind=sent["business_type_id"] or partner.business_type_ref,
    )


def sector_id(name: str | None) -> int | None:
    """Raises InvalidInput (`partner_category_name`) for a name that is not on the list."""
    if name is None:
        return None
    for number, text in SECTORS.items():
        if str(text).lower() == name.strip().lower():
            return number
    refusal = "Pilih bidang usaha dari daftar."
    raise InvalidInput(refusal, fields={"partner_category_name": [refusal]})
