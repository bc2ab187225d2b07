from typing import Any

from rest_framework import serializers

from accounts.api.authentication import bearer_token
from accounts.api.device import device_of
from accounts.errors import DeadToken
from accounts.selectors.tokens import known_token
from accounts.services import refresh_token
from komship.api.endpoint import Endpoint
from komship.api.envelope import Answer, failure
from komship.api.errors import UNAUTHENTICATED
from komship.api.fields import IdField
from komship.api.throttling import PerAddress


class RefreshInput(serializers.Serializer[Any]):
    user_id = IdField(required=False, allow_null=True, default=None)


class RefreshToken(Endpoint):
    """A fresh token for the one in the header, which may have expired.

    The client stores the top-level `access_token`.
    """

    # The expired token itself is the proof, so the usual check for a live one is not made.
    authentication_classes = ()
    permission_classes = ()
    throttle_classes = (PerAddress,)
    input = RefreshInput

    def perform(self, *, user_id: int | None) -> Answer:
        raw = bearer_token(self.request)
        if raw is None:
            return failure(401, UNAUTHENTICATED)
        try:
            fresh = refresh_token(raw, user_id=user_id or None, device=device_of(self.request))
        except DeadToken as refused:
            return self.refuse(raw, refused)
        return Answer(message="Refresh Token successful", extra={"access_token": fresh.token})

    def refuse(self, raw: str, refused: DeadToken) -> Answer:
        return failure(401, UNAUTHENTICATED)


class KomtimRefreshToken(RefreshToken):
    """The sister service's path. Its client sees the end of a session it once had in `status: false`,
    under HTTP 200; a 401 here would leave its page waiting."""

    def refuse(self, raw: str, refused: DeadToken) -> Answer:
        if known_token(raw) is None:
            return super().refuse(raw, refused)
        return Answer(status=False, code=401, message=refused.message)
