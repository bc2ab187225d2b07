import pytest
from django.core.management import call_command

from accounts.models import Partner
from komship.core.drain import drain
from komship.core.models import AuditEntry
from shipping.booking_states import BookingState
from shipping.models import Courier
from shipping.sandbox.faults import FaultKind
from shipping.sandbox.server import SandboxServer
from shipping.selectors.carrier_lines import interrupted_lines
from shipping.services import resume_carrier
from shipping.services._breaker import pause_carrier
from tests.factories.sandbox import break_next
from tests.factories.shipping import open_parcel

pytestmark = pytest.mark.django_db


def test_every_line_is_open_again_and_somebody_did_it() -> None:
    pause_carrier("jne", seconds=300, reason="login refused")

    resume_carrier("jne", actor=None)

    assert interrupted_lines() == []
    assert AuditEntry.objects.get().target_key == "jne"


def test_bookings_put_off_by_the_pause_go_out_at_once(
    siti_partner: Partner, couriers: dict[str, Courier], jne_answers: SandboxServer
) -> None:
    shipment = open_parcel(siti_partner)
    break_next(jne_answers, FaultKind.BAD_LOGIN)
    drain()
    drain()
    assert jne_answers.world.parcels == {}

    resume_carrier("jne", actor=None)
    drain()

    shipment.refresh_from_db()
    assert shipment.booking_state == BookingState.BOOKED


def test_command_lists_and_resumes(capsys: pytest.CaptureFixture[str]) -> None:
    pause_carrier("kiriminaja", seconds=300, reason="login refused")

    call_command("courier_lines")
    listed = capsys.readouterr().out
    call_command("courier_lines", resume="kiriminaja")

    assert listed.count("login refused") == 3
    assert capsys.readouterr().out == "Every line works.\n"
