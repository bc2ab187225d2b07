import pytest
from django.core.management import CommandError, call_command

from accounts.models import Partner
from shipping.sandbox.faults import FaultKind
from shipping.sandbox.parcels import Move, MoveOrder
from shipping.sandbox.server import SandboxServer
from shipping.services import poll_now
from tests.factories.sandbox import break_next
from tests.factories.shipping import booked_parcel

pytestmark = pytest.mark.usefixtures("couriers")


def test_says_what_each_parcel_brought(siti_partner: Partner, jne_answers: SandboxServer) -> None:
    moved = booked_parcel(siti_partner, "KOM2611210001")
    fresh = booked_parcel(siti_partner, "KOM2611210002")
    jne_answers.world.move(jne_answers.world.find(moved.reference), MoveOrder(to=Move.IN_TRANSIT))

    first, second = list(poll_now([moved.pk, fresh.pk]))

    assert (first.awb, first.status, first.problem) == (moved.awb, "in_transit", "")
    assert first.new_scans > 1
    assert (second.status, second.problem) == ("ready_to_ship", "not scanned yet")


def test_one_failure_does_not_stop_the_rest(siti_partner: Partner, jne_answers: SandboxServer) -> None:
    rows = [booked_parcel(siti_partner, f"KOM261121000{n}") for n in (1, 2)]
    break_next(jne_answers, FaultKind.ERROR_500)

    first, second = list(poll_now([row.pk for row in rows]))

    assert first.problem not in ("", "not scanned yet")
    assert second.problem == "not scanned yet"


def test_command_by_airway_bill(
    siti_partner: Partner, jne_answers: SandboxServer, capsys: pytest.CaptureFixture[str]
) -> None:
    shipment = booked_parcel(siti_partner)
    jne_answers.world.move(jne_answers.world.find(shipment.reference), MoveOrder(to=Move.DELIVERED))

    call_command("refresh_tracking", "--awb", shipment.awb)
    first = capsys.readouterr().out
    call_command("refresh_tracking", "--all")

    assert f"{shipment.awb}  delivered" in first
    assert "1 asked, 0 without an answer" in first
    assert "0 asked" in capsys.readouterr().out, "delivered parcels are not under way"


@pytest.mark.parametrize("arguments", [[], ["--awb", "0101"], ["--awb", "1", "--all"]])
def test_command_refuses_what_it_cannot_do(couriers: object, arguments: list[str]) -> None:
    with pytest.raises(CommandError):
        call_command("refresh_tracking", *arguments)
