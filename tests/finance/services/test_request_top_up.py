import pytest
from pytest_django import Settings

from accounts.models import Partner
from finance.errors import AmountTooLarge, AmountTooSmall, TooManyTopUps, TopUpOff
from finance.models import TopUp
from finance.services import look_at_top_up
from finance.services import request_top_up as service
from finance.services.request_top_up import MOST_OPEN
from komship.lib.http import atomic_depth
from shipping.sandbox.faults import FaultKind
from shipping.sandbox.server import SandboxServer
from tests.factories.finance import owner_of, purse
from tests.factories.sandbox import break_next
from tests.factories.sandbox import sandbox as sandbox
from tests.factories.top_up import ask, invoice_of
from tests.factories.top_up import gateway as gateway


def test_an_invoice_waits_and_nothing_is_credited(gateway: SandboxServer, siti_partner: Partner) -> None:
    top_up = ask(siti_partner, 75_000)

    invoice = invoice_of(gateway, top_up)
    assert (invoice.amount, invoice.email) == (75_000, siti_partner.owner.email)
    assert (top_up.status, top_up.gateway_id) == ("waiting", invoice.number)
    assert top_up.pay_url == f"{gateway.url}/pay/{invoice.number}"
    assert top_up.expires_at is not None
    assert purse(siti_partner) == (0, 0, 0)


@pytest.mark.parametrize(
    ("amount_rp", "refusal"), [(9_999, AmountTooSmall), (0, AmountTooSmall), (100_000_001, AmountTooLarge)]
)
def test_amounts_nobody_pays(
    gateway: SandboxServer, siti_partner: Partner, amount_rp: int, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        ask(siti_partner, amount_rp)
    assert not TopUp.objects.exists()


def test_a_refusal_of_the_gateway_is_final(gateway: SandboxServer, siti_partner: Partner) -> None:
    break_next(gateway, FaultKind.INVALID_INPUT)

    top_up = ask(siti_partner)

    assert (top_up.status, top_up.next_look_at) == ("failed", None)
    assert "API_VALIDATION_ERROR" in top_up.note


def test_nobody_at_the_address_is_a_refusal(settings: Settings, siti_partner: Partner) -> None:
    """Nothing was sent, so nothing can have been made."""
    settings.PAYMENT_BASE_URL, settings.HTTP_ALLOWED_ATOMIC_DEPTH = "http://127.0.0.1:1", atomic_depth()

    assert ask(siti_partner).status == "failed"


@pytest.mark.parametrize("kind", [FaultKind.LOST_ANSWER, FaultKind.CUT_JSON])
def test_a_lost_answer_is_looked_up_by_our_number(
    gateway: SandboxServer, siti_partner: Partner, kind: FaultKind
) -> None:
    break_next(gateway, kind)

    top_up = ask(siti_partner)
    assert top_up.status == "unknown"
    look_at_top_up(top_up.pk)

    top_up.refresh_from_db()
    assert (top_up.status, top_up.pay_url) == ("waiting", f"{gateway.url}/pay/{top_up.gateway_id}")
    assert len(gateway.gateway.invoices) == 1


def test_without_a_gateway_it_is_off(settings: Settings, siti_partner: Partner) -> None:
    settings.PAYMENT_BASE_URL = ""

    with pytest.raises(TopUpOff):
        ask(siti_partner)
    settings.PAYMENT_BASE_URL, settings.SETTINGS_MODULE = "https://pay.example", "komship.settings.prod"
    with pytest.raises(TopUpOff):
        ask(siti_partner)


def test_unpaid_ones_do_not_pile_up(gateway: SandboxServer, siti_partner: Partner) -> None:
    for _number in range(MOST_OPEN):
        ask(siti_partner)

    with pytest.raises(TooManyTopUps):
        service(siti_partner.pk, actor=owner_of(siti_partner), amount_rp=50_000)
