"""Operations that other servers of ours call, with a key of their own instead of a person's token."""

import hmac
from typing import Any, ClassVar

from django.conf import settings
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from komship.api.endpoint import Endpoint
from komship.core.audit import Actor


class Service:
    """A server that knows the key; it is nobody in particular and works for no partner."""

    is_authenticated: ClassVar[bool] = True
    is_active: ClassVar[bool] = True
    pk: ClassVar[None] = None


class ServiceKeyAuthentication(BaseAuthentication):
    """`Bearer` and the key of the setting SERVICE_KEY; without that setting nobody is let in."""

    def authenticate(self, request: Request) -> tuple[Any, None] | None:
        scheme, _, given = get_authorization_header(request).partition(b" ")
        if scheme.lower() != b"bearer":
            return None
        wanted = settings.SERVICE_KEY.encode()
        if not wanted or not hmac.compare_digest(given.strip(), wanted):
            raise AuthenticationFailed
        return Service(), None

    def authenticate_header(self, request: Request) -> str:
        return "Bearer"


class ServiceEndpoint(Endpoint):
    """An operation between servers. It sees every seller's rows, so `perform` checks what it names."""

    authentication_classes = (ServiceKeyAuthentication,)

    @property
    def actor(self) -> Actor:
        return Actor(user_id=None, label="service", channel="service")
