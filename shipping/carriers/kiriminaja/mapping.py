"""An airway bill as KiriminAja asks for it. Pure."""

from __future__ import annotations

from shipping.carriers.base import TrackingNotFound

# KiriminAja takes its own order number here as well as the airway bill of the courier.
LONGEST_ORDER_ID = 20


def tracking_body(awb: str) -> dict[str, str]:
    """The body of a tracking call. Raises TrackingNotFound for what KiriminAja has no room for."""
    order_id = awb.strip()
    if not 0 < len(order_id) <= LONGEST_ORDER_ID:
        raise TrackingNotFound(f"{len(order_id)} characters are no number of KiriminAja's")
    return {"order_id": order_id}
