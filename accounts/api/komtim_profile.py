from typing import Any

from rest_framework import serializers

from accounts.api.seller_endpoint import SignedInEndpoint
from accounts.api.vocabulary import GENDER, ROLE_ID, ROLE_NAME
from accounts.errors import PersonNotFound
from accounts.models import Partner, User
from accounts.ports import BANK_ACCOUNTS, KOMPOINTS, profile_part
from accounts.selectors.people import membership_of, person, serves_together
from komship.api.fields import IdField
from komship.lib.phone import local_phone


class WhoseProfile(serializers.Serializer[Any]):
    user_id = IdField()


class UserProfile(SignedInEndpoint):
    """The record and role of a person, after sign-in: of the caller or of a colleague."""

    input = WhoseProfile

    def perform(self, *, user_id: int) -> list[dict[str, Any]]:
        return [profile_record(visible_person(self.user, user_id))]


class PartnerProfile(SignedInEndpoint):
    """The same record, kept by the web client as its session user: element 0 of a list."""

    def perform(self, *, user_id: int) -> list[dict[str, Any]]:
        return [profile_record(visible_person(self.user, user_id))]


def visible_person(caller: User, user_id: int) -> User:
    """Raises PersonNotFound for strangers as for people who do not exist."""
    if user_id == caller.pk:
        return caller
    found = person(user_id) if serves_together(caller.pk, user_id) else None
    if found is None:
        raise PersonNotFound
    return found


def profile_record(user: User) -> dict[str, Any]:
    membership = membership_of(user.pk)
    partner = membership.partner if membership else None
    return {
        "id": user.pk,
        "role_id": ROLE_ID[user.role],
        "role_name": ROLE_NAME[user.role],
        "role": ROLE_NAME[user.role],
        "full_name": user.get_full_name(),
        "username": user.username,
        "username_change": user.username_changed_at is None,
        "email": user.email,
        "no_hp": local_phone(user.phone),
        "address": user.address_line,
        "gender": GENDER[user.gender],
        "birth_date": user.birth_on.strftime("%d/%m/%Y") if user.birth_on else None,
        "nik": user.national_id or None,
        "photo_profile_url": user.photo_url or None,
        "status": "active",
        **employment_fields(),
        **partner_fields(user, partner),
    }


def employment_fields() -> dict[str, Any]:
    """Android's model has places for the sister service's staff records, which we do not keep."""
    return {
        "position_id": None,
        "position_name": None,
        "office_id": None,
        "division_id": None,
        "no_partners": None,
    }


def partner_fields(user: User, partner: Partner | None) -> dict[str, Any]:
    if partner is None:
        return {
            "is_komship": 0,
            "is_kompack": 0,
            "no_partner": None,
            "kmpoin": 0,
            "bank_accounts": [],
            "partner_detail": None,
        }
    return {
        "is_komship": int(partner.uses_shipping),
        "is_kompack": int(partner.uses_fulfilment),
        "no_partner": str(partner.pk),
        "kmpoin": profile_part(KOMPOINTS, partner.pk, default=0),
        # The owner's own; staff ask for them where their rights are looked at.
        "bank_accounts": profile_part(BANK_ACCOUNTS, partner.pk, default=[])
        if user.pk == partner.owner_id
        else [],
        "partner_detail": {
            "id": partner.pk,
            "name": partner.name,
            "district": user.district,
            "city_name": user.regency,
        },
    }
