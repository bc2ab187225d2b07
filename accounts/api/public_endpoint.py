from rest_framework.throttling import BaseThrottle

from komship.api.endpoint import Endpoint
from komship.api.throttling import MailPerAddress, PerAddress


class PublicEndpoint(Endpoint):
    """An operation for strangers; a token, live or dead, is not looked at."""

    authentication_classes = ()
    permission_classes = ()
    throttle_classes: tuple[type[BaseThrottle], ...] = (PerAddress,)


class MailingEndpoint(PublicEndpoint):
    """One that may send mail to somebody else, or says whether an address is known."""

    throttle_classes = (MailPerAddress,)
