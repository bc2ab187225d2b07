"""What orders ask of the apps above them, which register their answers when they start.

Orders stand below notifications, where the messengers live, and cannot import them.
"""

from collections.abc import Callable

# Given a stored phone number (`62812…`): does it have WhatsApp? None: could not be found out.
# It may ask over the network, so it is never called inside a transaction.
WhatsappLookup = Callable[[str], bool | None]

_lookups: list[WhatsappLookup] = []


def provide_whatsapp_lookup(look: WhatsappLookup) -> None:
    """Take over saying which numbers have WhatsApp."""
    _lookups[:] = [look]


def whatsapp_lookup() -> WhatsappLookup | None:
    """The registered answer; None while no provider can tell."""
    return _lookups[0] if _lookups else None
