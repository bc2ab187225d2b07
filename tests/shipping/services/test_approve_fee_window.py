from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction

from accounts.models import User
from komship.core.audit import Actor
from komship.core.models import AuditEntry
from komship.lib import clock
from komship.lib.errors import NotFound, StaleState
from shipping.errors import FeeRatesRefused, SecondPersonNeeded
from shipping.models import FeeProposal, FeeWindow
from shipping.services import approve_fee_window, propose_fee_window
from tests.factories.shipping import service_of
from tests.shipping.services.test_open_fee_window import rates

pytestmark = pytest.mark.usefixtures("couriers")


def by(user: User) -> Actor:
    return Actor(user_id=user.pk, label=user.username, channel="test")


@pytest.fixture
def proposal(wati: User) -> FeeProposal:
    return propose_fee_window(service_of("REG19").pk, rates(), actor=by(wati), reason="promo")


def test_the_window_opens_in_both_names(proposal: FeeProposal, wati: User, dewi: User) -> None:
    approved = approve_fee_window(proposal.pk, actor=by(dewi), note="ok")

    before, after = FeeWindow.objects.filter(service=proposal.service_id).order_by("valid_from")
    assert (after.made_by, after.approved_by, after.cashback_bp) == (wati, dewi, 2000)
    assert before.valid_until == after.valid_from
    assert (approved.status, approved.window, approved.decision_note) == ("approved", after, "ok")
    assert AuditEntry.objects.get(action="fee_proposal.approved").user_label == "dewi"
    with pytest.raises(StaleState):
        approve_fee_window(proposal.pk, actor=by(dewi))


def test_nobody_agrees_with_herself(proposal: FeeProposal, wati: User, dewi: User) -> None:
    with pytest.raises(SecondPersonNeeded):
        approve_fee_window(proposal.pk, actor=by(wati))
    assert FeeWindow.objects.filter(service=proposal.service_id).count() == 1

    approve_fee_window(proposal.pk, actor=by(dewi))
    with pytest.raises(IntegrityError, match="fee_proposal_two_people"), transaction.atomic():
        FeeProposal.objects.update(decided_by=wati)


def test_rates_that_hold_already_are_approved_without_a_new_window(wati: User, dewi: User) -> None:
    service = service_of("REG19")
    (window,) = FeeWindow.objects.filter(service=service)
    same = rates(cashback_from_bp=window.cashback_from_bp, cashback_to_bp=window.cashback_bp)
    proposal = propose_fee_window(service.pk, same, actor=by(wati), reason="x")

    assert approve_fee_window(proposal.pk, actor=by(dewi)).window == window
    assert FeeWindow.objects.filter(service=service).count() == 1


def test_a_beginning_that_has_passed_is_refused_and_stays_open(wati: User, dewi: User) -> None:
    soon = clock.now() + timedelta(hours=1)
    proposal = propose_fee_window(
        service_of("REG19").pk, rates(), actor=by(wati), reason="x", valid_from=soon
    )

    with (
        time_machine.travel(soon + timedelta(hours=1)),
        pytest.raises(FeeRatesRefused, match="berlaku mundur"),
    ):
        approve_fee_window(proposal.pk, actor=by(dewi))
    proposal.refresh_from_db()
    assert proposal.status == "proposed"
    with pytest.raises(NotFound):
        approve_fee_window(0, actor=by(dewi))
