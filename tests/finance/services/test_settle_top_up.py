from dataclasses import replace
from typing import Any

import pytest

from accounts.models import Partner
from finance import chart
from finance.gateway.port import Invoice, InvoiceState
from finance.models import Entry, TopUp
from finance.services import settle_top_up
from finance.services._top_up import Verdict
from finance.states import TopUpStatus
from komship.lib import clock
from tests.factories.finance import balance, purse

GATEWAY_ID = "inv-1"


@pytest.fixture
def waiting(siti_partner: Partner) -> TopUp:
    now = clock.now()
    return TopUp.objects.create(
        number="TU1",
        partner=siti_partner,
        user=siti_partner.owner,
        amount_rp=50_000,
        status=TopUpStatus.WAITING,
        gateway_id=GATEWAY_ID,
        requested_at=now,
        updated_at=now,
    )


def told(state: InvoiceState = InvoiceState.PAID, **changes: Any) -> Invoice:
    paid_rp = 50_000 if state is InvoiceState.PAID else 0
    invoice = Invoice(GATEWAY_ID, "TU1", state, amount_rp=50_000, paid_rp=paid_rp, channel="BCA")
    return replace(invoice, **changes)


def status(top_up: TopUp) -> str:
    top_up.refresh_from_db()
    return top_up.status


def test_a_payment_is_credited_once(waiting: TopUp, siti_partner: Partner) -> None:
    verdicts = [settle_top_up(told()) for _call in range(3)]

    assert verdicts == [Verdict.TAKEN, Verdict.OLD, Verdict.OLD]
    assert purse(siti_partner) == (50_000, 0, 0)
    assert balance(chart.GATEWAY) == -50_000
    assert (status(waiting), waiting.paid_rp, waiting.channel, waiting.next_look_at) == (
        "paid",
        50_000,
        "BCA",
        None,
    )


def test_a_payment_after_the_invoice_ran_out_counts(waiting: TopUp, siti_partner: Partner) -> None:
    assert settle_top_up(told(InvoiceState.EXPIRED)) is Verdict.TAKEN
    assert status(waiting) == "expired"

    assert settle_top_up(told()) is Verdict.TAKEN
    assert purse(siti_partner) == (50_000, 0, 0)


@pytest.mark.parametrize("state", [InvoiceState.OPEN, InvoiceState.EXPIRED])
def test_old_news_after_the_payment_change_nothing(
    waiting: TopUp, siti_partner: Partner, state: InvoiceState
) -> None:
    settle_top_up(told())

    assert settle_top_up(told(state)) is Verdict.OLD
    assert (status(waiting), purse(siti_partner)) == ("paid", (50_000, 0, 0))


@pytest.mark.parametrize(
    "changes", [{"paid_rp": 5_000}, {"amount_rp": 40_000, "paid_rp": 40_000}, {"gateway_id": "inv-2"}]
)
def test_money_that_does_not_fit_is_for_people(
    waiting: TopUp, siti_partner: Partner, changes: dict[str, Any]
) -> None:
    assert settle_top_up(told(**changes)) is Verdict.CHECK
    assert settle_top_up(told(**changes)) is Verdict.OLD
    assert (status(waiting), purse(siti_partner)) == ("checking", (0, 0, 0))
    assert waiting.note


def test_a_second_payment_is_for_people(waiting: TopUp, siti_partner: Partner) -> None:
    settle_top_up(told())

    assert settle_top_up(told(gateway_id="inv-2")) is Verdict.CHECK
    assert (status(waiting), purse(siti_partner)) == ("paid", (50_000, 0, 0))


def test_another_invoice_that_runs_out_is_no_news(waiting: TopUp) -> None:
    assert settle_top_up(told(InvoiceState.EXPIRED, gateway_id="inv-2")) is Verdict.OLD
    assert status(waiting) == "waiting"


def test_a_stranger_is_left_alone(waiting: TopUp) -> None:
    assert settle_top_up(told(external_id="TU404")) is Verdict.STRANGER
    assert not Entry.objects.exists()
