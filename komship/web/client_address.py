"""Which address a request came from, as far as our own load balancers vouch for it."""

import ipaddress

from django.http import HttpRequest
from rest_framework.request import Request
from rest_framework.settings import api_settings


def client_address(request: HttpRequest | Request) -> str:
    """The caller's address, "" when it cannot be known.

    Behind N load balancers (NUM_PROXIES) it is the N-th entry of X-Forwarded-For from the right; what
    stands further left is the caller's own invention. Without one the header counts for nothing.
    """
    proxies = api_settings.NUM_PROXIES or 0
    if proxies:
        hops = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
        forwarded = _address(hops[-min(proxies, len(hops))])
        if forwarded:
            return forwarded
    return _address(request.META.get("REMOTE_ADDR") or "")


def _address(text: str) -> str:
    try:
        return str(ipaddress.ip_address(text.strip()))
    except ValueError:
        return ""
