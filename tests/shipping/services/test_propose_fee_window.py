from datetime import timedelta

import pytest

from accounts.models import User
from komship.core.audit import SYSTEM, Actor
from komship.core.models import AuditEntry
from komship.lib import clock
from komship.lib.errors import NotAllowed
from shipping.errors import CourierServiceNotFound, FeeRatesRefused
from shipping.models import FeeProposal, FeeWindow
from shipping.rules.criteria import Criterion
from shipping.services import propose_fee_window
from tests.factories.shipping import service_of
from tests.shipping.services.test_open_fee_window import rates

pytestmark = pytest.mark.usefixtures("couriers")


@pytest.fixture
def actor(wati: User) -> Actor:
    return Actor(user_id=wati.pk, label=wati.username, channel="test")


def test_nothing_changes_before_a_second_person_agrees(actor: Actor) -> None:
    service = service_of("REG19")

    proposal = propose_fee_window(
        service.pk, rates(criteria=(Criterion(origins=(1,)),)), actor=actor, reason=" promo "
    )

    assert (proposal.status, proposal.cashback_bp, proposal.reason) == ("proposed", 2000, "promo")
    assert proposal.rates().criteria == (Criterion(origins=(1,)),)
    assert FeeWindow.objects.filter(service=service).count() == 1
    assert AuditEntry.objects.get(action="fee_proposal.made").reason == "promo"


def test_one_open_proposal_per_service(actor: Actor) -> None:
    service = service_of("REG19")
    propose_fee_window(service.pk, rates(), actor=actor, reason="a")

    with pytest.raises(FeeRatesRefused, match="Masih ada usulan"):
        propose_fee_window(service.pk, rates(), actor=actor, reason="b")
    propose_fee_window(service_of("SIUNT").pk, rates(), actor=actor, reason="c")


def test_what_cannot_be_is_refused(actor: Actor) -> None:
    pk = service_of("REG19").pk
    yesterday = clock.now() - timedelta(days=1)

    with pytest.raises(FeeRatesRefused):
        propose_fee_window(pk, rates(cod_fee_bp=10_000), actor=actor, reason="x")
    with pytest.raises(FeeRatesRefused):
        propose_fee_window(pk, rates(), actor=actor, reason="x", valid_from=yesterday)
    with pytest.raises(FeeRatesRefused, match="alasannya"):
        propose_fee_window(pk, rates(), actor=actor, reason=" ")
    with pytest.raises(CourierServiceNotFound):
        propose_fee_window(0, rates(), actor=actor, reason="x")
    with pytest.raises(NotAllowed):
        propose_fee_window(pk, rates(), actor=SYSTEM, reason="x")
    assert not FeeProposal.objects.exists()
