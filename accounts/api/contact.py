"""Changes of username, e-mail and phone number."""

from typing import Any

from rest_framework import serializers

from accounts.api.seller_endpoint import SignedInEndpoint
from accounts.errors import AddressTaken, NameTaken, SameAddress
from accounts.selectors.contacts import email_is_used, phone_is_used
from accounts.services import (
    change_email,
    change_phone,
    change_phone_by_password,
    change_username,
    request_email_link,
    store_push_token,
)
from komship.api.envelope import Answer, failure
from komship.api.fields import IdField
from komship.core.audit import record

USED = 1001
TAKEN = 1009


class UsernameInput(serializers.Serializer[Any]):
    username = serializers.CharField(max_length=60)


class EmailInput(serializers.Serializer[Any]):
    email = serializers.EmailField(max_length=190)


class PhoneInput(serializers.Serializer[Any]):
    phone_number = serializers.CharField(max_length=20)


class OldPhoneInput(serializers.Serializer[Any]):
    no_handphone = serializers.CharField(max_length=20)


class ActivityInput(serializers.Serializer[Any]):
    email = serializers.CharField(max_length=190, required=False, allow_blank=True, default="")
    activity = serializers.ChoiceField(choices=["UPDATE_EMAIL", "UPDATE_PHONE_NUMBER", "BANK ACCOUNT"])


class PushTokenInput(serializers.Serializer[Any]):
    user_id = IdField()
    fcm_token = serializers.CharField(max_length=512, allow_blank=True)


class ChangeUsername(SignedInEndpoint):
    """A taken name is refused under HTTP 200 with its own code."""

    input = UsernameInput
    message = "Successfully Edit Username"

    def perform(self, *, username: str) -> Answer | None:
        try:
            change_username(self.user, username, actor=self.actor)
        except NameTaken as refused:
            return Answer(status="failed", code=TAKEN, message=refused.message)
        return None


class RequestEmailLink(SignedInEndpoint):
    """Needs the password a moment before. The texts are the client's, spelling included."""

    input = EmailInput
    message = "Successfully Edit Email"

    def perform(self, *, email: str) -> Answer | None:
        try:
            request_email_link(self.user, email)
        except SameAddress:
            return Answer(message="Successfuly your email is the same as the previous email")
        except AddressTaken as refused:
            return Answer(status="failed", code=TAKEN, message=refused.message)
        return None


class ChangePhoneOld(SignedInEndpoint):
    input = OldPhoneInput
    message = "Successfully Edit No Handphone"

    def perform(self, *, no_handphone: str) -> None:
        change_phone_by_password(self.user, no_handphone, actor=self.actor)


class ChangeEmail(SignedInEndpoint):
    input = EmailInput
    message = "Successfully Update Email"

    def perform(self, *, email: str) -> None:
        change_email(self.user, email, actor=self.actor)


class ChangePhone(SignedInEndpoint):
    input = PhoneInput
    message = "Successfully Update Phone Number"

    def perform(self, *, phone_number: str) -> None:
        change_phone(self.user, phone_number, actor=self.actor)


class EmailIsUsed(SignedInEndpoint):
    input = EmailInput
    message = "Email is available"

    def perform(self, *, email: str) -> Answer | None:
        if email_is_used(email, except_user_id=self.user.pk):
            return failure(400, "E-mail sudah dipakai.", code=USED)
        return None


class PhoneIsUsed(SignedInEndpoint):
    input = PhoneInput
    message = "Phone number is available"

    def perform(self, *, phone_number: str) -> Answer | None:
        if phone_is_used(phone_number, except_user_id=self.user.pk):
            return failure(400, "Nomor telepon sudah dipakai.", code=USED)
        return None


class AnnounceActivity(SignedInEndpoint):
    """What a person is about to change; kept in the audit trail, whoever she says she is."""

    input = ActivityInput
    message = "Successfully Check Activity"

    def perform(self, *, email: str, activity: str) -> None:
        record("user.activity_announced", self.user, actor=self.actor, reason=activity)


class StorePushToken(SignedInEndpoint):
    """For this device. Another person's number in the body changes nothing of hers."""

    input = PushTokenInput
    message = "Successfully Update Fcm Token"

    def perform(self, *, user_id: int, fcm_token: str) -> Answer | None:
        if user_id != self.user.pk:
            return failure(400, "Pengguna tidak ditemukan.")
        store_push_token(self.token, fcm_token)
        return None
