from typing import TYPE_CHECKING

from komship.lib.lazy import lazy
from orders.selectors.packing import packing_job

if TYPE_CHECKING:
    from orders.services import _packing_paper
else:
    _packing_paper = lazy("orders.services._packing_paper")

MOST_ORDERS = 1_000


def print_packing_list(partner_id: int, pickup_id: int) -> bytes:
    """The packing list as PDF: A4 pages to tick off, articles with pieces first, then each order's parcel.

    Changes nothing. Raises PickupNotFound also for pickups of others.
    """
    return _packing_paper.draw_packing_list(packing_job(partner_id, pickup_id, limit=MOST_ORDERS))
