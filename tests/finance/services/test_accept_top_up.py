import pytest

from accounts.models import Partner
from finance.errors import TopUpNotFound
from finance.services import accept_top_up
from komship.core.models import AuditEntry
from komship.lib.errors import StaleState
from shipping.sandbox.server import SandboxServer
from tests.factories.finance import WATI, purse
from tests.factories.sandbox import sandbox as sandbox
from tests.factories.top_up import ask, invoice_of, paid, tell
from tests.factories.top_up import gateway as gateway


def test_what_was_paid_is_credited_once(gateway: SandboxServer, siti_partner: Partner) -> None:
    top_up = ask(siti_partner)
    invoice = invoice_of(gateway, top_up)
    gateway.gateway.pay(invoice, 45_000)
    tell(gateway, invoice)

    accept_top_up(top_up.pk, actor=WATI, reason="bank memotong 5.000")

    assert purse(siti_partner) == (45_000, 0, 0)
    assert AuditEntry.objects.filter(action="finance.top_up_accepted").exists()
    with pytest.raises(StaleState):
        accept_top_up(top_up.pk, actor=WATI, reason="sekali lagi")
    assert purse(siti_partner) == (45_000, 0, 0)


def test_only_what_waits_for_a_decision(gateway: SandboxServer, siti_partner: Partner) -> None:
    with pytest.raises(StaleState):
        accept_top_up(paid(gateway, siti_partner).pk, actor=WATI, reason="-")
    with pytest.raises(TopUpNotFound):
        accept_top_up(999_999, actor=WATI, reason="-")
