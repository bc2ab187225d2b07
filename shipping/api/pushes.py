from collections.abc import Mapping
from typing import ClassVar

from django.utils.translation import gettext as _
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.permissions import AllowAny

from komship.api.endpoint import Endpoint
from komship.api.envelope import Answer, failure
from komship.api.throttling import PushPerAddress
from komship.lib.errors import InvalidInput
from shipping.carriers.registry import push_reader
from shipping.services import keep_push


class CarrierWebhook(Endpoint):
    """Where a carrier pushes its news: kept as it comes, answered at once, taken in later."""

    message = "OK"
    authentication_classes = ()
    permission_classes = (AllowAny,)
    throttle_classes = (PushPerAddress,)
    error_answers: ClassVar[Mapping[str, Answer]] = {
        "push_too_large": failure(413, "Permintaan terlalu besar.")
    }
    carrier: ClassVar[str]

    def prepare(self) -> None:
        if not push_reader(self.carrier).is_authentic(self.request.headers.get("Authorization", "")):
            raise AuthenticationFailed

    def perform(self) -> None:
        if (self.request.content_type or "").startswith("multipart/"):
            raise InvalidInput(_("Kirim JSON."))
        keep_push(self.carrier, self.request._request.body, headers=self.request.headers)


class KiriminAjaWebhook(CarrierWebhook):
    """KiriminAja's news, with our own token as `Bearer`. Any body is answered 200 and looked at later."""

    carrier = "kiriminaja"


class ShipperWebhook(CarrierWebhook):
    """Shipper's news. Anybody may send it: it only makes us ask Shipper about the parcel."""

    carrier = "shipper"
