"""What became of an order a courier has taken: one short transaction each, fenced by its state."""

import logging
from collections.abc import Sequence
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from komship.core.outbox import emit
from komship.lib import clock
from shipping.booking_states import BookingState
from shipping.carriers.base import CarrierOrder, ParcelRequest
from shipping.events import BookingRefused, ParcelBooked
from shipping.models import Shipment
from shipping.rules import awaiting
from shipping.rules.polling import FRESH, spread
from shipping.services._carrier_calls import Protocol, keep_exchanges
from shipping.services._transition import finish_accepted

logger = logging.getLogger(__name__)

# Nobody asks for the same pickup again while the last answer may still be under way.
ASK_PICKUP_AGAIN_AFTER = timedelta(minutes=2)


def airway_bill(shipment: Shipment, state: CarrierOrder, protocol: Protocol) -> None:
    """The airway bill is there; a wrong amount to collect is for a person to see."""
    now = clock.now()
    agreed_rp = ParcelRequest.from_json(shipment.request).cod_amount_rp
    look = {}
    if state.cod_amount_rp not in (None, agreed_rp):
        reason = f"courier collects {state.cod_amount_rp} instead of {agreed_rp}"
        look = {"needs_look": True, "look_reason": reason[:200]}
    try:
        with transaction.atomic():
            keep_exchanges(protocol, shipment_id=shipment.pk)
            is_ours = finish_accepted(
                shipment.pk,
                BookingState.BOOKED,
                awb=state.awb,
                booked_at=now,
                resolve_after_at=None,
                next_poll_at=now + spread(FRESH, shipment.pk),
                **look,
            )
            if is_ours:
                emit(ParcelBooked(reference=shipment.reference, awb=state.awb))
    except IntegrityError:
        logger.exception("%s gave %s an airway bill twice", shipment.books_with, shipment.reference)
        flag(shipment, f"awb {state.awb} belongs to another parcel")
        put_off(shipment, awaiting.SELDOM)


def cancelled(shipment: Shipment, protocol: Protocol) -> None:
    """The courier dropped the order before it got an airway bill; its number is spent there."""
    reason = _("Kurir membatalkan pesanan ini sebelum resi terbit. Hapus dan buat ulang pesanannya.")
    with transaction.atomic():
        keep_exchanges(protocol, shipment_id=shipment.pk)
        is_ours = finish_accepted(
            shipment.pk, BookingState.REJECTED, rejection_reason=reason[:300], resolve_after_at=None
        )
        if is_ours:
            emit(BookingRefused(reference=shipment.reference, reason=reason[:300]))


def put_off(shipment: Shipment, wait: timedelta | None = None) -> None:
    """No airway bill yet: look again later, and seldom after a day, when a person is told as well."""
    now = clock.now()
    waited = now - (shipment.accepted_at or now)
    if awaiting.is_overdue(waited) and not shipment.needs_look:
        flag(shipment, "no airway bill after a day")
    _waiting([shipment.pk]).update(
        resolve_after_at=now + spread(wait or awaiting.next_look(waited), shipment.pk), updated_at=now
    )


def flag(shipment: Shipment, reason: str) -> None:
    _waiting([shipment.pk]).update(needs_look=True, look_reason=reason[:200], updated_at=clock.now())


def claim_pickup(shipments: Sequence[Shipment]) -> list[Shipment]:
    """Those whose pickup nobody has asked for a moment ago, noted as asked before it happens."""
    now = clock.now()
    with transaction.atomic():
        rows = _waiting([row.pk for row in shipments]).select_for_update(skip_locked=True, of=("self",))
        free = [
            pk
            for pk, asked_at in rows.values_list("pk", "pickup_asked_at")
            if asked_at is None or asked_at <= now - ASK_PICKUP_AGAIN_AFTER
        ]
        Shipment.objects.filter(pk__in=free).update(pickup_asked_at=now, updated_at=now)
    return [row for row in shipments if row.pk in free]


def _waiting(ids: Sequence[int]) -> QuerySet[Shipment]:
    return Shipment.objects.filter(pk__in=ids, booking_state=BookingState.ACCEPTED)
