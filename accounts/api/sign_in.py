from typing import Any

from rest_framework import serializers

from accounts.api.device import device_of
from accounts.errors import (
    SecondFactorMissing,
    SecondFactorNeeded,
    TooManyTries,
    WrongCode,
    WrongCredentials,
)
from accounts.selectors.people import membership_of
from accounts.services import SignedIn, sign_in
from komship.api.endpoint import Endpoint
from komship.api.envelope import Answer
from komship.api.throttling import PerAddress
from komship.lib.clock import wib_text

REFUSALS = (WrongCredentials, TooManyTries, WrongCode, SecondFactorNeeded, SecondFactorMissing)


class Credentials(serializers.Serializer[Any]):
    username_email = serializers.CharField(max_length=190)
    password = serializers.CharField(max_length=256, trim_whitespace=False)
    login_from = serializers.CharField(max_length=60, required=False, allow_blank=True, default="")
    fcm_token = serializers.CharField(
        max_length=512, required=False, allow_blank=True, allow_null=True, default=""
    )


class LoginV1(Endpoint):
    """The written contract's login."""

    authentication_classes = ()
    permission_classes = ()
    throttle_classes = (PerAddress,)
    input = Credentials

    def perform(self, *, username_email: str, password: str, login_from: str, fcm_token: str | None) -> Any:
        device = device_of(self.request, label=login_from, push_token=fcm_token or "")
        return self.present(sign_in(username_email, password, device=device))

    def present(self, signed_in: SignedIn) -> Any:
        return {**token_fields(signed_in), "username": signed_in.user.username}


class KomtimLogin(LoginV1):
    """The login the web and Android clients really call; they know a refusal by `status: false`."""

    def present(self, signed_in: SignedIn) -> Answer:
        user = signed_in.user
        membership = membership_of(user.pk)
        partner = membership.partner if membership else None
        data = {
            "id": user.pk,
            "token": signed_in.token,
            "username": user.username,
            "is_komship": int(bool(partner and partner.uses_shipping)),
            "is_kompack": int(bool(partner and partner.uses_fulfilment)),
            "is_affiliate": 0,
            "email_verified_at": wib_text(user.email_verified_at),
        }
        # No message here: Android takes any message for a failure.
        return Answer(status=True, data=data, extra=token_fields(signed_in))

    def _refusal(self, error: Exception) -> Answer:
        if isinstance(error, REFUSALS):
            return Answer(status=False, code=400, message=error.message)
        return super()._refusal(error)


def token_fields(signed_in: SignedIn) -> dict[str, Any]:
    return {
        "access_token": signed_in.token,
        "token_type": "Bearer",
        "expires_at": wib_text(signed_in.expires_at),
        "user_id": signed_in.user.pk,
    }
