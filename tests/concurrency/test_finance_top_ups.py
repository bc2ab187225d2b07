"""One payment told many times at the same moment, and charges that fight for the same points."""

from functools import partial
from importlib import import_module

import pytest
from django.db import transaction

from accounts.models import Partner
from finance import chart
from finance.errors import BalanceTooLow
from finance.gateway.port import Invoice, InvoiceState
from finance.models import TopUp
from finance.services import Charge, amend_parcel, charge_seller, open_parcel, record_top_up, settle_top_up
from finance.services.reward_points import reward_points
from finance.states import EntryKind, TopUpStatus
from komship.lib import clock
from komship.lib.errors import StaleState
from tests.concurrency.at_once import at_once
from tests.factories.accounts import make_shop
from tests.factories.finance import assert_proven, balance, fund, purse, transfer_terms

pytestmark = pytest.mark.django_db(transaction=True)

SHARED = import_module("finance.services._top_up")
SPENDING = import_module("finance.services._spending")
PAID = Invoice("inv-1", "TU1", InvoiceState.PAID, amount_rp=50_000, paid_rp=50_000)


@pytest.fixture
def siti_partner() -> Partner:
    return make_shop("siti").partner


@pytest.fixture
def waiting(siti_partner: Partner) -> TopUp:
    now = clock.now()
    return TopUp.objects.create(
        number="TU1",
        partner=siti_partner,
        user=siti_partner.owner,
        amount_rp=50_000,
        status=TopUpStatus.WAITING,
        gateway_id="inv-1",
        requested_at=now,
        updated_at=now,
    )


def settle() -> str:
    return settle_top_up(PAID).value


def test_twenty_callbacks_credit_once(waiting: TopUp, siti_partner: Partner) -> None:
    assert at_once([settle] * 20) == {"taken": 1, "old": 19}
    assert purse(siti_partner) == (50_000, 0, 0)
    assert_proven()


def test_control_without_lock_status_and_key_all_are_credited(
    waiting: TopUp, siti_partner: Partner, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each callback read "waiting" and credits under a key of its own."""
    numbers = iter(range(1_000))

    def credit_blindly(top_up: TopUp, *, amount_rp: int, actor: str, **fields: object) -> None:
        record_top_up(top_up.partner_id, amount_rp=amount_rp, reference=f"TU1-{next(numbers)}", actor=actor)

    monkeypatch.setattr(SHARED, "credit", credit_blindly)

    assert at_once([settle] * 5) == {"taken": 5}
    assert purse(siti_partner) == (250_000, 0, 0)


def test_control_without_the_rows_lock_the_status_still_stops_the_second(
    waiting: TopUp, siti_partner: Partner
) -> None:
    """Two who both read "waiting": the conditional update lets one through."""
    both = [TopUp.objects.get(pk=waiting.pk) for _reader in range(2)]

    def take(read: TopUp) -> str:
        try:
            with transaction.atomic():
                return str(SHARED.take_invoice(read, PAID))
        except StaleState:
            return "stale"

    assert at_once([partial(take, read) for read in both]) == {"taken": 1, "stale": 1}
    assert purse(siti_partner) == (50_000, 0, 0)


def charge(partner: Partner, number: int) -> str:
    wanted = Charge(
        partner_id=partner.pk, kind=EntryKind.MARKETPLACE_PURCHASE, amount_rp=5_000, key=f"C{number}"
    )
    try:
        with transaction.atomic():
            charge_seller(wanted)
    except BalanceTooLow:
        return "too low"
    return "charged"


def give_points(partner: Partner, amount_rp: int) -> None:
    with transaction.atomic():
        reward_points(partner.pk, amount_rp=amount_rp, key=f"R{amount_rp}")


def test_points_are_spent_once(siti_partner: Partner) -> None:
    fund(siti_partner, 7_000)
    give_points(siti_partner, 18_000)

    assert at_once([partial(charge, siti_partner, n) for n in range(10)]) == {"charged": 5, "too low": 5}
    assert (purse(siti_partner), balance(chart.seller_points(siti_partner.pk))) == ((0, 0, 0), 0)
    assert_proven()


def test_control_without_the_lock_points_are_counted_twice(
    siti_partner: Partner, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever looked at the points too early is refused although the money would do."""
    give_points(siti_partner, 5_000)
    fund(siti_partner, 5_000)
    monkeypatch.setattr(SPENDING, "lock_purses", lambda partner_id: (5_000, 5_000))

    assert at_once([partial(charge, siti_partner, n) for n in range(2)]) == {"charged": 1, "too low": 1}
    assert purse(siti_partner) == (5_000, 0, 0)


def test_edits_of_holds_and_charges_do_not_wait_for_each_other(siti_partner: Partner) -> None:
    """Purses are locked together; taken one by one these would end in a deadlock now and then."""
    fund(siti_partner, 1_000_000)
    for number in range(3):
        with transaction.atomic():
            open_parcel(transfer_terms(siti_partner, f"KOM{number}"))
    give_points(siti_partner, 30_000)

    def edit(number: int) -> str:
        for shipping_rp in (20_000, 5_000, 30_000):
            with transaction.atomic():
                amend_parcel(
                    transfer_terms(siti_partner, f"KOM{number}", shipping_rp=shipping_rp, cashback_rp=0)
                )
        return "edited"

    jobs = [partial(edit, number) for number in range(3)]
    assert at_once([*jobs, *(partial(charge, siti_partner, n) for n in range(3))]) == {
        "edited": 3,
        "charged": 3,
    }
    assert_proven()
