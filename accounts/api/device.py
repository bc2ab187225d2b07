from rest_framework.request import Request

from accounts.services import Device

# Android sends this word when it has no push token.
NO_PUSH_TOKEN = "fcmTokenEmpty"  # noqa: S105


def device_of(request: Request, *, label: str = "", push_token: str = "") -> Device:
    """The caller's device. The address is the connection's own; headers can be made up."""
    return Device(
        ip=request.META.get("REMOTE_ADDR") or None,
        user_agent=request.headers.get("User-Agent", ""),
        label=label,
        push_token="" if push_token == NO_PUSH_TOKEN else push_token,
    )
