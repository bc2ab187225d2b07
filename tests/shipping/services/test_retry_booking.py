import pytest

from accounts.models import Partner, User
from komship.core.audit import Actor
from komship.core.drain import drain
from komship.core.models import AuditEntry, OutboxEvent
from komship.lib.errors import StaleState
from shipping.booking_states import BookingState
from shipping.events import BookingRetryAsked
from shipping.models import Shipment
from shipping.sandbox.faults import FaultKind
from shipping.sandbox.server import SandboxServer
from shipping.services import resume_carrier, retry_booking
from tests.factories.sandbox import answer_next, break_next
from tests.factories.shipping import booked_parcel, open_parcel

pytestmark = pytest.mark.usefixtures("couriers")

REFUSAL = '{"detail":[{"status":"Error","reason":"Origin Code CGK10000 Not Exists","cnote_no":null}]}'


@pytest.fixture
def wati_acts(wati: User) -> Actor:
    return Actor(user_id=wati.pk, label=wati.username, channel="admin")


def test_only_the_order_can_open_a_refused_booking_again(
    siti_partner: Partner, jne_answers: SandboxServer, wati_acts: Actor
) -> None:
    shipment = open_parcel(siti_partner)
    answer_next(jne_answers, REFUSAL)
    drain()

    retry_booking(shipment.pk, actor=wati_acts, reason="code corrected")
    news = OutboxEvent.objects.get(topic=BookingRetryAsked.topic)
    drain()

    shipment.refresh_from_db()
    assert shipment.booking_state == BookingState.REJECTED
    assert news.payload == {"reference": shipment.reference, "actor_label": "wati"}
    entry = AuditEntry.objects.get(action="booking.retried")
    assert (entry.user_id, entry.reason) == (wati_acts.user_id, "code corrected")


def test_a_waiting_booking_goes_out_as_it_is(
    siti_partner: Partner, jne_answers: SandboxServer, wati_acts: Actor
) -> None:
    shipment = open_parcel(siti_partner)
    break_next(jne_answers, FaultKind.BAD_LOGIN)
    drain()
    resume_carrier("jne", actor=wati_acts)

    retry_booking(shipment.pk, actor=wati_acts)
    drain()

    shipment.refresh_from_db()
    assert shipment.booking_state == BookingState.BOOKED
    assert jne_answers.world.stats()["duplicates"] == {}


def test_booked_parcel_is_not_booked_again(
    siti_partner: Partner, jne_answers: SandboxServer, wati_acts: Actor
) -> None:
    shipment = booked_parcel(siti_partner)

    with pytest.raises(StaleState):
        retry_booking(shipment.pk, actor=wati_acts)


def test_unclear_booking_is_not_opened_again(
    siti_partner: Partner, jne_answers: SandboxServer, wati_acts: Actor
) -> None:
    shipment = open_parcel(siti_partner)
    break_next(jne_answers, FaultKind.LOST_ANSWER)
    drain()

    with pytest.raises(StaleState):
        retry_booking(shipment.pk, actor=wati_acts)

    assert Shipment.objects.get().booking_state == BookingState.UNKNOWN
