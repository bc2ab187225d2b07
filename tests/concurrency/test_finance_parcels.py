"""The same news told many times at once, and opposite news about one parcel. Each with a control."""

import threading
from collections.abc import Callable
from functools import partial

import pytest
from django.db import transaction

from accounts.models import Partner
from finance.errors import StageRefused
from finance.models import Entry, ParcelMoney, Withdrawal
from finance.selectors.proof import ledger_proof
from finance.services import (
    approve_withdrawal,
    cancel_parcel,
    compensate_parcel,
    complete_withdrawal,
    deliver_parcel,
    lose_parcel,
    receive_return,
    reject_withdrawal,
    ship_parcel,
)
from finance.services._parcel_lines import BUILDERS, cod_settlement
from finance.services.post_entry import Draft, post_entry
from finance.states import EntryKind, ParcelStage, WithdrawalStatus
from komship.lib import clock
from komship.lib.errors import StaleState
from tests.concurrency.at_once import at_once
from tests.factories.accounts import make_shop
from tests.factories.finance import (
    WATI,
    assert_proven,
    cod_terms,
    fund,
    make_approved,
    make_withdrawal,
    open_in,
    purse,
    shipped,
    transfer_terms,
)

pytestmark = pytest.mark.django_db(transaction=True)

TOLD = 10


@pytest.fixture
def siti() -> Partner:
    return make_shop("siti").partner


def deliver() -> str:
    with transaction.atomic():
        deliver_parcel("KOM1", delivered_at=clock.now())
    return "delivered"


def test_a_settlement_told_ten_times_is_posted_once(siti: Partner) -> None:
    shipped(cod_terms(siti))

    at_once([deliver] * TOLD)

    assert purse(siti) == (100_308, 0, 0)
    assert Entry.objects.filter(kind=EntryKind.COD_SETTLEMENT).count() == 1
    assert_proven()


def test_control_without_lock_and_key_it_is_posted_ten_times(siti: Partner) -> None:
    """All read the stage, all find the parcel undelivered, all post under a key of their own."""
    shipped(cod_terms(siti))
    all_have_looked = threading.Barrier(TOLD)

    def deliver_carelessly(teller: int) -> str:
        with transaction.atomic():
            parcel = ParcelMoney.objects.get(reference="KOM1")
            all_have_looked.wait(timeout=30)
            if parcel.stage == ParcelStage.DELIVERED:
                return "too late"
            post_entry(
                Draft(EntryKind.COD_SETTLEMENT, f"teller-{teller}", cod_settlement(parcel), parcel.reference)
            )
            ParcelMoney.objects.filter(pk=parcel.pk).update(stage=ParcelStage.DELIVERED)
        return "delivered"

    outcomes = at_once([partial(deliver_carelessly, teller) for teller in range(TOLD)])

    assert outcomes == {"delivered": TOLD}
    assert purse(siti)[0] == TOLD * 100_308


def test_settlement_and_return_of_one_parcel_at_once(siti: Partner) -> None:
    # A round that ends in a return costs money, and sellers in debt may not open the next parcel.
    fund(siti, 100_000)
    for round_ in range(3):
        reference = f"KOM{round_}"
        shipped(cod_terms(siti, reference))

        def tell(news: Callable[[str], ParcelMoney], reference: str = reference) -> str:
            with transaction.atomic():
                return str(news(reference).stage)

        news: list[Callable[[str], ParcelMoney]] = [
            lambda ref: deliver_parcel(ref, delivered_at=clock.now()),
            lambda ref: receive_return(ref, received_at=clock.now()),
            ship_parcel,
        ]
        at_once([partial(tell, one) for one in news * 3])
        assert_proven()


def test_control_without_the_lock_a_parcel_is_settled_and_charged(siti: Partner) -> None:
    """One is told of the delivery, the other of the return; both find the parcel on its way."""
    shipped(cod_terms(siti))
    both_have_looked = threading.Barrier(2)

    def follow_carelessly(kind: EntryKind, to: ParcelStage) -> str:
        with transaction.atomic():
            parcel = ParcelMoney.objects.get(reference="KOM1")
            both_have_looked.wait(timeout=30)
            if parcel.stage != ParcelStage.IN_TRANSIT:
                return "too late"
            post_entry(Draft(kind, f"careless-{kind}", BUILDERS[kind](parcel), parcel.reference))
            ParcelMoney.objects.filter(pk=parcel.pk).update(stage=to)
        return str(to)

    outcomes = at_once(
        [
            partial(follow_carelessly, EntryKind.COD_SETTLEMENT, ParcelStage.DELIVERED),
            partial(follow_carelessly, EntryKind.RETURN_CHARGE, ParcelStage.RETURNED),
        ]
    )

    assert outcomes == {"delivered": 1, "returned": 1}
    assert Entry.objects.in_force().filter(reference="KOM1").count() == 2
    assert not ledger_proof().is_true


def test_capture_and_cancel_at_once_one_wins(siti: Partner) -> None:
    fund(siti, 10_500)
    open_in(transfer_terms(siti))

    def ship() -> str:
        with transaction.atomic():
            return str(ship_parcel("KOM2").stage)

    def cancel() -> str:
        try:
            with transaction.atomic():
                return str(cancel_parcel("KOM2").stage)
        except StageRefused:
            return "refused"

    outcomes = at_once([ship, cancel] * 5)

    # A cancelled parcel that is scanned all the same is charged again, so shipping always wins in the end.
    assert outcomes["in_transit"] == 5
    assert purse(siti) == (0, 0, 0)
    assert_proven()


def test_a_loss_is_compensated_once(siti: Partner) -> None:
    shipped(cod_terms(siti))
    with transaction.atomic():
        lose_parcel("KOM1", kind=ParcelStage.LOST)

    def compensate() -> str:
        entry = compensate_parcel("KOM1", actor=WATI, reason="hilang")
        return str(entry and entry.pk)

    assert len(at_once([compensate] * TOLD)) == 1
    assert purse(siti) == (100_000, 0, 0)


def decide(service: Callable[..., Withdrawal], withdrawal_id: int) -> str:
    try:
        return str(service(withdrawal_id, actor=WATI, note="keputusan").status)
    except StaleState:
        return "too late"


def test_two_people_approve_one_does(siti: Partner) -> None:
    withdrawal = make_withdrawal(siti)

    outcomes = at_once([partial(decide, approve_withdrawal, withdrawal.pk)] * TOLD)

    assert outcomes == {"approved": 1, "too late": TOLD - 1}
    assert withdrawal.history.count() == 2


def test_paid_or_rejected_never_both(siti: Partner) -> None:
    withdrawal = make_approved(siti)

    complete = partial(decide, complete_withdrawal, withdrawal.pk)
    outcomes = at_once([complete, partial(decide, reject_withdrawal, withdrawal.pk)] * 5)

    assert outcomes["too late"] == 9
    assert purse(siti) in ((0, 0, 0), (50_000, 0, 0))
    assert_proven()


def test_control_an_unconditional_update_lets_both_decide(siti: Partner) -> None:
    withdrawal = make_approved(siti)
    both_have_looked = threading.Barrier(2)

    def decide_carelessly(status: WithdrawalStatus) -> str:
        with transaction.atomic():
            found = Withdrawal.objects.get(pk=withdrawal.pk)
            both_have_looked.wait(timeout=30)
            if found.status != WithdrawalStatus.APPROVED:
                return "too late"
            Withdrawal.objects.filter(pk=found.pk).update(status=status)
        return "decided"

    outcomes = at_once(
        [
            partial(decide_carelessly, status)
            for status in (WithdrawalStatus.COMPLETED, WithdrawalStatus.REJECTED)
        ]
    )

    assert outcomes == {"decided": 2}
