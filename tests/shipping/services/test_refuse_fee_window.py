import pytest

from accounts.models import User
from komship.core.audit import Actor
from komship.lib.errors import StaleState
from shipping.models import FeeWindow
from shipping.services import propose_fee_window, refuse_fee_window
from tests.factories.shipping import service_of
from tests.shipping.services.test_open_fee_window import rates

pytestmark = pytest.mark.usefixtures("couriers")


def test_rates_are_turned_down_or_taken_back(wati: User) -> None:
    actor = Actor(user_id=wati.pk, label=wati.username, channel="test")
    service = service_of("REG19")
    proposal = propose_fee_window(service.pk, rates(), actor=actor, reason="promo")

    refused = refuse_fee_window(proposal.pk, actor=actor, note="salah ketik")

    assert (refused.status, refused.decision_note, refused.window) == ("refused", "salah ketik", None)
    assert FeeWindow.objects.filter(service=service).count() == 1
    with pytest.raises(StaleState):
        refuse_fee_window(proposal.pk, actor=actor)
    propose_fee_window(service.pk, rates(), actor=actor, reason="lagi")
