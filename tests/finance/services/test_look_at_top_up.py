from datetime import timedelta

from time_machine import TimeMachineFixture

from accounts.models import Partner
from finance.models import TopUp
from finance.services import look_at_top_up
from finance.services._top_up import Verdict
from komship.core.drain import drain
from komship.lib import clock
from shipping.sandbox.faults import FaultKind
from shipping.sandbox.server import SandboxServer
from tests.factories.finance import purse
from tests.factories.sandbox import break_next
from tests.factories.sandbox import sandbox as sandbox
from tests.factories.top_up import ask, invoice_of
from tests.factories.top_up import gateway as gateway


def test_a_payment_nobody_told_us_of(gateway: SandboxServer, siti_partner: Partner) -> None:
    top_up = ask(siti_partner)
    gateway.gateway.pay(invoice_of(gateway, top_up))

    assert look_at_top_up(top_up.pk) is Verdict.TAKEN
    top_up.refresh_from_db()
    assert (top_up.status, top_up.next_look_at, purse(siti_partner)) == ("paid", None, (50_000, 0, 0))


def test_an_open_invoice_is_asked_about_less_and_less(gateway: SandboxServer, siti_partner: Partner) -> None:
    top_up = ask(siti_partner)
    waits = []
    for _look in range(3):
        look_at_top_up(top_up.pk)
        top_up.refresh_from_db()
        assert top_up.next_look_at is not None
        waits.append(round((top_up.next_look_at - clock.now()) / timedelta(minutes=1)))

    assert waits == [2, 5, 15]


def test_what_ran_out_is_asked_about_once_more(gateway: SandboxServer, siti_partner: Partner) -> None:
    top_up = ask(siti_partner)
    invoice_of(gateway, top_up).state = "EXPIRED"

    assert look_at_top_up(top_up.pk) is Verdict.TAKEN
    top_up.refresh_from_db()
    assert top_up.status == "expired"
    assert top_up.next_look_at is not None

    assert look_at_top_up(top_up.pk) is Verdict.OLD
    top_up.refresh_from_db()
    assert top_up.next_look_at is None


def test_a_request_that_was_never_made_fails_in_the_end(
    gateway: SandboxServer, siti_partner: Partner
) -> None:
    break_next(gateway, FaultKind.ERROR_500)
    top_up = ask(siti_partner)

    seen = []
    for _look in range(3):
        assert look_at_top_up(top_up.pk) is None
        top_up.refresh_from_db()
        seen.append(top_up.status)
    assert (seen, top_up.next_look_at) == (["unknown", "unknown", "failed"], None)


def test_a_gateway_that_is_down_decides_nothing(gateway: SandboxServer, siti_partner: Partner) -> None:
    top_up = ask(siti_partner)
    gateway.gateway.pay(invoice_of(gateway, top_up))
    break_next(gateway, FaultKind.ERROR_500)

    assert look_at_top_up(top_up.pk) is None
    top_up.refresh_from_db()
    assert (top_up.status, top_up.looks) == ("waiting", 1)
    assert TopUp.objects.filter(next_look_at__isnull=False).exists()


def test_the_sweep_finds_it(
    gateway: SandboxServer, siti_partner: Partner, time_machine: TimeMachineFixture
) -> None:
    """Callbacks may all be lost: the poll alone credits."""
    from_now = clock.now()
    top_up = ask(siti_partner)
    gateway.gateway.pay(invoice_of(gateway, top_up))
    time_machine.move_to(from_now + timedelta(minutes=2))
    drain()

    top_up.refresh_from_db()
    assert (top_up.status, purse(siti_partner)) == ("paid", (50_000, 0, 0))
