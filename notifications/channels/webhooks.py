"""Calls to addresses that sellers typed: the name is resolved, judged, and the judged address called."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings

from komship.lib.http import CallLimits, PinnedCall, TransportFailure, addresses_of, call_pinned
from notifications.rules.webhooks import Target, is_allowed, target_of

LIMITS = CallLimits(connect_s=3.0, read_s=10.0, whole_s=15.0, most_bytes=4 * 1024)


class ForbiddenAddress(Exception):
    """The name leads into a network we do not call."""


class NoAnswer(Exception):
    """`kind` is connect, timeout or broken."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


@dataclass(frozen=True)
class Answer:
    """What a seller's server said; of the body only the beginning."""

    status: int
    body: str
    elapsed_ms: int


def checked_target(url: str) -> tuple[Target, str]:
    """The parts of an address and the IP address to call.

    Raises BadTarget, ForbiddenAddress, NoAnswer when the name is unknown.
    """
    to_loopback: bool = settings.WEBHOOKS_TO_LOOPBACK
    target = target_of(url, allow_loopback=to_loopback)
    try:
        addresses = addresses_of(target.host, target.port)
    except TransportFailure as failure:
        raise NoAnswer(failure.kind) from failure
    if not addresses or not all(is_allowed(one, allow_loopback=to_loopback) for one in addresses):
        # One bad address among good ones is enough: the next answer may hold only that.
        raise ForbiddenAddress
    return target, addresses[0]


def post_webhook(url: str, body: bytes, headers: Mapping[str, str]) -> Answer:
    """POST to a seller's address. Raises BadTarget, ForbiddenAddress, NoAnswer."""
    target, address = checked_target(url)
    call = PinnedCall(
        scheme=target.scheme,
        host=target.host,
        address=address,
        port=target.port,
        path=target.path,
        headers={**headers, "Host": target.host_header},
        body=body,
    )
    try:
        reply = call_pinned(call, limits=LIMITS)
    except TransportFailure as failure:
        raise NoAnswer(failure.kind) from failure
    return Answer(reply.status, reply.body, reply.elapsed_ms)
