"""Find out whether a buyer can be reached by WhatsApp."""

from komship.lib.phone import InvalidPhone, normalize_phone
from orders.ports import whatsapp_lookup

# Indonesian mobile numbers; WhatsApp is hardly ever registered on any other.
_MOBILE = "628"


def check_whatsapp(raw_phone: str) -> bool:
    """Whether the number, in any usual spelling, has WhatsApp as far as can be known.

    A provider is asked where one is registered (see `orders.ports`), perhaps over the network, so
    never inside a transaction. Without one, or when it cannot tell, a well-formed mobile number
    counts as one with WhatsApp. Writes nothing: the order says it for the buyer when it is stored.
    """
    try:
        phone = normalize_phone(raw_phone)
    except InvalidPhone:
        return False
    look = whatsapp_lookup()
    known = look(phone) if look is not None else None
    return phone.startswith(_MOBILE) if known is None else known
