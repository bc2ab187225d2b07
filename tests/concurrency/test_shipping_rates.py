"""Two operators set the rates of one service, or agree to a proposal, at the same moment."""

from functools import partial
from threading import Barrier

import pytest
from django.db import IntegrityError, transaction

from komship.core.audit import SYSTEM, Actor
from komship.lib import clock
from komship.lib.errors import StaleState
from shipping.models import FeeProposal, FeeWindow
from shipping.rules.fees import FeeRates
from shipping.services import approve_fee_window, open_fee_window, propose_fee_window, seed_couriers
from tests.concurrency.at_once import at_once
from tests.factories.accounts import make_operator
from tests.factories.shipping import service_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def service_id() -> int:
    seed_couriers()
    return service_of("REG19").pk


def set_rate(service_id: int, cashback_bp: int) -> str:
    rates = FeeRates(cashback_from_bp=2800, cashback_to_bp=cashback_bp, cod_cost_bp=250, cod_fee_bp=280)
    try:
        open_fee_window(service_id, rates, actor=SYSTEM)
    except IntegrityError:
        return "clash"
    return "set"


def test_one_follows_the_other(service_id: int) -> None:
    outcomes = at_once([partial(set_rate, service_id, bp) for bp in (1000, 1100, 1200, 1300)])

    assert outcomes == {"set": 4}
    rows = list(FeeWindow.objects.filter(service=service_id).order_by("valid_from"))
    assert [row.valid_until for row in rows[:-1]] == [row.valid_from for row in rows[1:]]
    assert rows[-1].valid_until is None


def test_control_without_the_lock_they_clash(service_id: int) -> None:
    """Both cut the same window and put theirs behind it: only the database's wall stops one."""
    both_have_read = Barrier(2)

    def set_carelessly(cashback_bp: int) -> str:
        try:
            with transaction.atomic():
                before = FeeWindow.objects.valid_at(clock.now()).get(service=service_id)
                both_have_read.wait(timeout=30)
                now = clock.now()
                FeeWindow.objects.filter(pk=before.pk).update(valid_until=now)
                FeeWindow.objects.create(service_id=service_id, valid_from=now, cashback_bp=cashback_bp)
        except IntegrityError:
            return "clash"
        return "set"

    assert at_once([partial(set_carelessly, bp) for bp in (1000, 1100)]) == {"set": 1, "clash": 1}


@pytest.fixture
def proposal(service_id: int) -> FeeProposal:
    rates = FeeRates(cashback_from_bp=2800, cashback_to_bp=1000, cod_cost_bp=250, cod_fee_bp=280)
    maker = make_operator("wati")
    actor = Actor(user_id=maker.pk, label="wati", channel="test")
    return propose_fee_window(service_id, rates, actor=actor, reason="promo")


def test_a_proposal_is_agreed_to_once(proposal: FeeProposal) -> None:
    checker = make_operator("dewi")

    def agree() -> str:
        try:
            approve_fee_window(proposal.pk, actor=Actor(checker.pk, "dewi", "test"))
        except StaleState:
            return "late"
        return "agreed"

    assert at_once([agree] * 4) == {"agreed": 1, "late": 3}
    assert FeeWindow.objects.filter(approved_by=checker).count() == 1


def test_control_without_the_lock_both_agree(proposal: FeeProposal) -> None:
    """Both read it open and both open a window, one after the other."""
    both_have_read = Barrier(2)

    def agree_carelessly(cashback_bp: int) -> str:
        read = FeeProposal.objects.get(pk=proposal.pk)
        both_have_read.wait(timeout=30)
        if read.status != FeeProposal.Status.PROPOSED:
            return "late"
        return set_rate(read.service_id, cashback_bp)

    assert at_once([partial(agree_carelessly, bp) for bp in (1000, 1100)]) == {"set": 2}
