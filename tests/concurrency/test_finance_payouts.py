"""Two batches that pick the same request, results told twice, money taken while it is asked for. Each with
a control."""

import threading
from functools import partial

import pytest
from django.db import IntegrityError, transaction

from accounts.models import Partner
from finance.errors import BalanceTooLow, InPayoutBatch
from finance.models import MoneyProposal, PayoutBatch, PayoutItem, Withdrawal
from finance.services import (
    AdjustmentDraft,
    approve_proposal,
    make_payout_batch,
    propose_adjustment,
    reject_withdrawal,
    request_withdrawal,
)
from finance.states import CLAIMING_OUTCOMES
from komship.core.audit import Actor
from komship.lib import clock
from komship.lib.errors import InvalidInput, StaleState
from tests.concurrency.at_once import at_once
from tests.factories.accounts import make_shop
from tests.factories.finance import (
    assert_proven,
    confirm_pin,
    fund,
    make_approved,
    make_bank_account,
    operator,
    owner_of,
    purse,
)
from tests.factories.payouts import bank_says, numbers_of, released_to

pytestmark = pytest.mark.django_db(transaction=True)

HANDS = 8
BALANCE_RP = 50_000


@pytest.fixture
def siti() -> Partner:
    return make_shop("siti").partner


def pick(withdrawal_id: int, actor: Actor) -> str:
    try:
        make_payout_batch([withdrawal_id], actor=actor)
    except InvalidInput:
        return "taken"
    return "picked"


def test_two_batches_never_pick_one_request(siti: Partner) -> None:
    withdrawal, actor = make_approved(siti), operator("wati")

    outcomes = at_once([partial(pick, withdrawal.pk, actor)] * HANDS)

    assert outcomes == {"picked": 1, "taken": HANDS - 1}
    assert PayoutBatch.objects.count() == PayoutItem.objects.count() == 1


def test_control_who_looks_without_the_lock_picks_it_again(siti: Partner) -> None:
    """Both find it free; only the unique index stops the second, with an error."""
    withdrawal, user_id = make_approved(siti), operator("wati").user_id or 0
    both_have_looked = threading.Barrier(2)

    def pick_carelessly(number: str) -> str:
        try:
            with transaction.atomic():
                claims = PayoutItem.objects.filter(withdrawal=withdrawal, outcome__in=CLAIMING_OUTCOMES)
                if claims.exists():
                    return "taken"
                both_have_looked.wait(timeout=30)
                batch = PayoutBatch.objects.create(
                    number=number, created_by_id=user_id, created_at=clock.now()
                )
                PayoutItem.objects.create(batch=batch, withdrawal=withdrawal)
        except IntegrityError:
            return "clash"
        return "picked"

    outcomes = at_once([partial(pick_carelessly, "PB1"), partial(pick_carelessly, "PB2")])

    assert outcomes == {"picked": 1, "clash": 1}


def test_picked_or_rejected_never_both(siti: Partner) -> None:
    withdrawal, actor = make_approved(siti), operator("wati")

    def reject() -> str:
        try:
            reject_withdrawal(withdrawal.pk, actor=actor, note="salah")
        except (InPayoutBatch, StaleState):
            return "refused"
        return "rejected"

    outcomes = at_once([partial(pick, withdrawal.pk, actor), reject] * 4)

    assert outcomes["picked"] + outcomes["rejected"] == 1
    withdrawal.refresh_from_db()
    assert (withdrawal.status == "approved") == bool(outcomes["picked"])
    assert_proven()


def test_results_that_arrive_many_times_are_booked_once() -> None:
    partners = [make_shop(name).partner for name in ("siti", "rina")]
    batch = released_to(partners)
    lines = [f"{number},paid,FT1,," for number in numbers_of(batch)]

    outcomes = at_once([lambda: str(bank_says(batch, *lines).paid)] * 4)

    assert sum(int(paid) * times for paid, times in outcomes.items()) == 2
    assert [purse(partner) for partner in partners] == [(0, 0, 0)] * 2
    assert PayoutBatch.objects.get().status == "finished"
    assert_proven()


def taking_of(partner: Partner) -> MoneyProposal:
    draft = AdjustmentDraft(partner_id=partner.pk, amount_rp=-30_000, reason="selisih berat")
    return propose_adjustment(draft, actor=operator("wati"))


def approve(proposal_id: int, actor: Actor) -> str:
    try:
        approve_proposal(proposal_id, actor=actor)
    except BalanceTooLow:
        return "too little left"
    except StaleState:
        return "decided"
    return "taken"


def ask(partner: Partner, bank_account_id: int) -> str:
    try:
        request_withdrawal(
            partner.pk, actor=owner_of(partner), bank_account_id=bank_account_id, amount_rp=BALANCE_RP
        )
    except BalanceTooLow:
        return "too little left"
    return "asked"


def test_an_adjustment_against_a_withdrawal(siti: Partner) -> None:
    """The balance covers one of them. Whoever comes second is refused, and may try again later."""
    fund(siti, BALANCE_RP)
    account, actor = make_bank_account(siti), operator("dewi")
    confirm_pin(siti)
    proposal = taking_of(siti)

    outcomes = at_once([partial(approve, proposal.pk, actor), partial(ask, siti, account.pk)])

    assert outcomes["too little left"] == 1
    assert purse(siti) in ((20_000, 0, 0), (0, 0, BALANCE_RP))
    proposal.refresh_from_db()
    assert (proposal.status == "approved") == bool(outcomes["taken"])
    assert_proven()


def test_an_adjustment_approved_by_many_is_posted_once(siti: Partner) -> None:
    fund(siti, BALANCE_RP)
    proposal, actor = taking_of(siti), operator("dewi")

    outcomes = at_once([partial(approve, proposal.pk, actor)] * HANDS)

    assert outcomes == {"taken": 1, "decided": HANDS - 1}
    assert purse(siti) == (20_000, 0, 0)


def test_control_who_looks_before_the_lock_takes_too_much(siti: Partner) -> None:
    """The adjustment sees enough money without the lock, and then may overdraw: both go through."""
    fund(siti, BALANCE_RP)
    account, actor = make_bank_account(siti), operator("dewi")
    confirm_pin(siti)
    proposal = taking_of(siti)
    enough_was_seen, was_asked = threading.Event(), threading.Event()

    def approve_carelessly() -> str:
        assert purse(siti)[0] >= 30_000
        enough_was_seen.set()
        assert was_asked.wait(timeout=30)
        MoneyProposal.objects.filter(pk=proposal.pk).update(may_overdraw=True)
        return approve(proposal.pk, actor)

    def ask_in_between() -> str:
        assert enough_was_seen.wait(timeout=30)
        outcome = ask(siti, account.pk)
        was_asked.set()
        return outcome

    assert at_once([approve_carelessly, ask_in_between]) == {"taken": 1, "asked": 1}
    assert purse(siti) == (-30_000, 0, BALANCE_RP)
    assert Withdrawal.objects.count() == 1
