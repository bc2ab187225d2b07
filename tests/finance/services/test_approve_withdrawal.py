import pytest

from accounts.models import Partner, User
from accounts.services import judge_partner
from accounts.states import PartnerStatus
from finance.errors import PartnerOnHold
from finance.models import WithdrawalHistory
from finance.services import approve_withdrawal, review_withdrawal
from komship.core.audit import Actor
from komship.core.models import AuditEntry
from komship.lib.errors import StaleState
from tests.factories.finance import WATI, make_withdrawal, purse


def test_released_for_transfer(siti_partner: Partner, wati: User) -> None:
    withdrawal = make_withdrawal(siti_partner)
    actor = Actor(user_id=wati.pk, label="wati", channel="admin")

    approved = approve_withdrawal(withdrawal.pk, actor=actor)

    assert (approved.status, approved.approved_by_id) == ("approved", wati.pk)
    assert purse(siti_partner) == (0, 0, 50_000)
    assert list(WithdrawalHistory.objects.values_list("before", "after")) == [
        ("", "requested"),
        ("requested", "approved"),
    ]
    assert AuditEntry.objects.filter(action="finance.withdrawal_approved").count() == 1


def test_after_a_review(siti_partner: Partner) -> None:
    withdrawal = review_withdrawal(make_withdrawal(siti_partner).pk, actor=WATI, note="cek")

    assert approve_withdrawal(withdrawal.pk, actor=WATI).status == "approved"


def test_only_once(siti_partner: Partner) -> None:
    withdrawal = make_withdrawal(siti_partner)
    approve_withdrawal(withdrawal.pk, actor=WATI)

    with pytest.raises(StaleState):
        approve_withdrawal(withdrawal.pk, actor=WATI)


def test_not_for_a_seller_who_is_held_since(siti_partner: Partner) -> None:
    withdrawal = make_withdrawal(siti_partner)
    judge_partner(siti_partner.pk, verdict=PartnerStatus.ON_HOLD, reason="uji", actor=WATI)

    with pytest.raises(PartnerOnHold):
        approve_withdrawal(withdrawal.pk, actor=WATI)
    withdrawal.refresh_from_db()
    assert withdrawal.status == "requested"
