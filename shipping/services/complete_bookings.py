import logging
import time
from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta

from shipping.booking_states import BookingState
from shipping.carriers.base import (
    CarrierLoginFailed,
    CarrierOrder,
    CarrierRejected,
    CarrierUnavailable,
    DeferredCarrier,
    ParcelRequest,
    PickupPlan,
)
from shipping.carriers.registry import carrier
from shipping.events import AirwayBillsDue
from shipping.models import Shipment
from shipping.rules import awaiting
from shipping.rules.breakers import Line
from shipping.services import _breaker as breaker
from shipping.services import _record_accepted as record
from shipping.services._carrier_calls import Protocol, keep_exchanges, went_wrong

logger = logging.getLogger(__name__)

# Ends well before the delivery's lease does; what is left becomes due again by itself.
LONGEST_S = 40
SILENT_WAIT = timedelta(minutes=1)
AFTER_PICKUP = timedelta(seconds=10)


def complete_bookings(due: AirwayBillsDue) -> None:
    """Bring orders a courier has taken to their airway bill: look, ask for the pickup, look again.

    Every order is looked at before anything is asked for it, so a pickup that was asked for without
    an answer is not asked for blindly again. Must run outside any transaction; safe to repeat and to
    run twice at once: orders that have moved on are left alone, and each pickup is claimed.
    """
    adapter = carrier(due.carrier)
    if not isinstance(adapter, DeferredCarrier):
        raise TypeError(f"{due.carrier} makes its airway bills at once")
    rows = Shipment.objects.filter(pk__in=due.shipment_ids, booking_state=BookingState.ACCEPTED)
    inactive = _look_at(adapter, list(rows.order_by("id")))
    for plan, shipments in _by_plan(inactive).items():
        for start in range(0, len(shipments), adapter.most_per_pickup):
            _ask_pickup(adapter, plan, shipments[start : start + adapter.most_per_pickup])


def _look_at(adapter: DeferredCarrier, waiting: Sequence[Shipment]) -> list[Shipment]:
    """Write down what the courier says of each order; returns those whose pickup is not asked for."""
    started = time.monotonic()
    inactive = []
    for position, shipment in enumerate(waiting):
        if time.monotonic() - started > LONGEST_S:
            break
        protocol = Protocol()
        try:
            state = _state_of(adapter, shipment, protocol)
        except breaker.LinePaused as pause:
            for other in waiting[position:]:
                record.put_off(other, timedelta(seconds=pause.wait_s))
            break
        if state is not None and _take(shipment, state, protocol):
            inactive.append(shipment)
    return inactive


def _state_of(adapter: DeferredCarrier, shipment: Shipment, protocol: Protocol) -> CarrierOrder | None:
    """How far the order is; None when the courier says nothing usable. Raises LinePaused."""
    try:
        with breaker.calling(breaker.ask(adapter.code, Line.TRACKING)):
            return adapter.order_state(shipment.carrier_order, record=protocol)
    except breaker.LinePaused:
        raise
    except (CarrierLoginFailed, CarrierUnavailable):
        keep_exchanges(protocol, shipment_id=shipment.pk, only=went_wrong)
        record.put_off(shipment, SILENT_WAIT)
    return None


def _take(shipment: Shipment, state: CarrierOrder, protocol: Protocol) -> bool:
    """True when the courier waits to be asked to come."""
    if state.is_cancelled:
        record.cancelled(shipment, protocol)
    elif state.awb:
        record.airway_bill(shipment, state, protocol)
    elif not state.is_active:
        return True
    else:
        record.put_off(shipment)
    return False


def _by_plan(shipments: Sequence[Shipment]) -> dict[PickupPlan | None, list[Shipment]]:
    plans: defaultdict[PickupPlan | None, list[Shipment]] = defaultdict(list)
    for shipment in shipments:
        plans[ParcelRequest.from_json(shipment.request).pickup].append(shipment)
    return plans


def _ask_pickup(adapter: DeferredCarrier, plan: PickupPlan | None, shipments: Sequence[Shipment]) -> None:
    """One call for all; when the courier refuses it, one for each, to find out whose fault it is."""
    mine = record.claim_pickup(shipments)
    for shipment in shipments:
        record.put_off(shipment, AFTER_PICKUP if shipment in mine else SILENT_WAIT)
    if not mine or plan is None:
        return
    refusal = _refusal_of(adapter, plan, mine)
    if refusal is None:
        return
    for shipment in mine:
        alone = _refusal_of(adapter, plan, [shipment]) if len(mine) > 1 else refusal
        if alone is not None:
            record.flag(shipment, f"pickup refused: {alone}")
            record.put_off(shipment, awaiting.USUAL_LIMIT)


def _refusal_of(adapter: DeferredCarrier, plan: PickupPlan, shipments: Sequence[Shipment]) -> str | None:
    """Ask once; the courier's reason when it refuses. Whether an unanswered call was heard shows in the
    next look."""
    protocol = Protocol()
    refusal = None
    try:
        with breaker.calling(breaker.ask(adapter.code, Line.BOOKING)):
            adapter.ask_pickup([row.carrier_order for row in shipments], plan, record=protocol)
    except CarrierRejected as refused:
        refusal = refused.reason
    except (CarrierLoginFailed, CarrierUnavailable) as failure:
        logger.warning("%s does not answer about a pickup: %s", adapter.code, failure)
    keep_exchanges(protocol, shipment_id=shipments[0].pk)
    return refusal
