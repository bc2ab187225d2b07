from collections.abc import Mapping
from typing import ClassVar

from django.utils.translation import gettext as _
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.permissions import AllowAny

from finance.gateway.client import is_authentic
from finance.services import keep_gateway_news
from komship.api.endpoint import Endpoint
from komship.api.envelope import Answer, failure
from komship.api.throttling import PushPerAddress
from komship.lib.errors import InvalidInput


class PaymentWebhook(Endpoint):
    """Where the payment gateway tells of invoices: kept as it comes, answered at once, taken in later.

    Who calls shows our token in `X-Callback-Token`. Any body is answered 200.
    """

    message = "OK"
    authentication_classes = ()
    permission_classes = (AllowAny,)
    throttle_classes = (PushPerAddress,)
    error_answers: ClassVar[Mapping[str, Answer]] = {
        "news_too_large": failure(413, "Permintaan terlalu besar.")
    }

    def prepare(self) -> None:
        if not is_authentic(self.request.headers.get("X-Callback-Token", "")):
            raise AuthenticationFailed

    def perform(self) -> None:
        if (self.request.content_type or "").startswith("multipart/"):
            raise InvalidInput(_("Kirim JSON."))
        keep_gateway_news(self.request._request.body, delivery_id=self.request.headers.get("Webhook-Id", ""))
