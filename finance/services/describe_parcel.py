from typing import TypedDict, Unpack

from finance.models import ParcelMoney
from komship.lib.db import require_transaction


class ParcelFacts(TypedDict, total=False):
    """What orders and bookings know of a parcel and money lists show."""

    order_id: int
    cnote: str
    courier_name: str
    courier_logo: str
    order_status_text: str


def describe_parcel(reference: str, **facts: Unpack[ParcelFacts]) -> None:
    """Keep the facts that money lists show beside the amounts; those not told stay as they are.

    Runs in the caller's transaction, in one UPDATE. An unknown parcel is nothing to us.
    """
    require_transaction()
    if facts:
        ParcelMoney.objects.filter(reference=reference).update(**facts)
