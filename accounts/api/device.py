from rest_framework.request import Request

from accounts.services import Device
from komship.web.client_address import client_address

# Android sends this word when it has no push token.
NO_PUSH_TOKEN = "fcmTokenEmpty"  # noqa: S105


def device_of(request: Request, *, label: str = "", push_token: str = "") -> Device:
    """The caller's device."""
    return Device(
        ip=client_address(request) or None,
        user_agent=request.headers.get("User-Agent", ""),
        label=label,
        push_token="" if push_token == NO_PUSH_TOKEN else push_token,
    )
