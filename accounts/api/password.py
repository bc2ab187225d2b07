from typing import Any

from rest_framework import serializers

from accounts.api.device import device_of
from accounts.api.public_endpoint import MailingEndpoint, PublicEndpoint
from accounts.api.registration import EmailInput
from accounts.api.seller_endpoint import SignedInEndpoint
from accounts.errors import WrongPassword
from accounts.services import change_password, prove_password, request_password_reset, reset_password
from komship.api.envelope import Answer


class ChangeInput(serializers.Serializer[Any]):
    old_password = serializers.CharField(max_length=256, trim_whitespace=False)
    new_password = serializers.CharField(min_length=8, max_length=256, trim_whitespace=False)


class CheckInput(serializers.Serializer[Any]):
    username = serializers.CharField(max_length=190)
    password = serializers.CharField(max_length=256, trim_whitespace=False)


class ResetInput(serializers.Serializer[Any]):
    code = serializers.CharField(max_length=200)
    password = serializers.CharField(min_length=8, max_length=256, trim_whitespace=False)


class ChangePassword(SignedInEndpoint):
    """In the query or the body; this device stays signed in, others do not."""

    input = ChangeInput
    message = "Password changed successfully"

    def perform(self, *, old_password: str, new_password: str) -> None:
        address = device_of(self.request).ip or ""
        change_password(self.user, old=old_password, new=new_password, ip=address, keep=self.token)


class CheckPassword(SignedInEndpoint):
    """Before an e-mail or phone number is changed. The client needs `data` in the refusal as well."""

    input = CheckInput

    def perform(self, *, username: str, password: str) -> Answer:
        mine = username.strip().lower() in (self.user.username, self.user.email)
        try:
            if not mine:
                raise WrongPassword
            prove_password(self.user, password, ip=device_of(self.request).ip or "")
        except WrongPassword as refused:
            return Answer(
                status="failed",
                code=400,
                http_status=400,
                message=refused.message,
                data={"check_password": False},
            )
        return Answer(data={"check_password": True})


class SendResetLink(MailingEndpoint):
    """The same answer whether or not the address has an account."""

    input = EmailInput
    message = "Successfully Sent Link Forgot Password."

    def perform(self, *, email: str) -> None:
        request_password_reset(email)


class ResetPassword(PublicEndpoint):
    input = ResetInput
    message = "Successfully Reset Password."

    def perform(self, *, code: str, password: str) -> None:
        reset_password(code, password)
