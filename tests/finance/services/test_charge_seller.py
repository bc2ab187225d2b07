import pytest
from django.db import transaction

from accounts.models import Partner
from finance import chart
from finance.errors import BalanceTooLow, KeyReused
from finance.models import Entry
from finance.services import Charge, charge_seller
from finance.services.reward_points import reward_points
from finance.states import EntryKind
from tests.factories.finance import balance, fund, purse


def a_charge(partner: Partner, amount_rp: int = 39_000, **changes: object) -> Charge:
    values = {"kind": EntryKind.MARKETPLACE_PURCHASE, "key": "wa:1", "memo": "WhatsApp premium"} | changes
    return Charge(partner_id=partner.pk, amount_rp=amount_rp, **values)  # type: ignore[arg-type]


def reward(partner: Partner, amount_rp: int) -> None:
    with transaction.atomic():
        reward_points(partner.pk, amount_rp=amount_rp, key=f"R{amount_rp}")


def points(partner: Partner) -> int:
    return balance(chart.seller_points(partner.pk))


def test_points_pay_first_and_the_balance_the_rest(siti_partner: Partner) -> None:
    fund(siti_partner, 100_000)
    reward(siti_partner, 25_000)

    charge_seller(a_charge(siti_partner))

    assert (points(siti_partner), purse(siti_partner)) == (0, (86_000, 0, 0))
    assert balance(chart.SERVICE_REVENUE) == 39_000


def test_points_alone_may_do(siti_partner: Partner) -> None:
    reward(siti_partner, 50_000)

    charge_seller(a_charge(siti_partner))

    assert (points(siti_partner), purse(siti_partner)) == (11_000, (0, 0, 0))


def test_once_per_key_however_the_purses_stand(siti_partner: Partner) -> None:
    fund(siti_partner, 100_000)
    first = charge_seller(a_charge(siti_partner))
    reward(siti_partner, 25_000)

    assert charge_seller(a_charge(siti_partner)) == first
    assert (points(siti_partner), purse(siti_partner)) == (25_000, (61_000, 0, 0))


def test_one_key_is_one_charge(siti_partner: Partner, rina_partner: Partner) -> None:
    for partner in (siti_partner, rina_partner):
        fund(partner, 100_000)
    charge_seller(a_charge(siti_partner))

    for other in (
        a_charge(siti_partner, 40_000),
        a_charge(rina_partner),
        a_charge(siti_partner, kind=EntryKind.OUTBOUND_FEE),
    ):
        with pytest.raises(KeyReused):
            charge_seller(other)


def test_together_they_must_cover_it(siti_partner: Partner) -> None:
    fund(siti_partner, 10_000)
    reward(siti_partner, 25_000)

    with pytest.raises(BalanceTooLow):
        charge_seller(a_charge(siti_partner))
    assert (points(siti_partner), purse(siti_partner)) == (25_000, (10_000, 0, 0))
    assert not Entry.objects.filter(kind=EntryKind.MARKETPLACE_PURCHASE).exists()


@pytest.mark.parametrize("changes", [{"kind": EntryKind.TOP_UP}, {"amount_rp": 0}, {"amount_rp": -1}])
def test_what_is_no_charge(siti_partner: Partner, changes: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="charge"):
        a_charge(siti_partner, **{"amount_rp": 5, **changes})  # type: ignore[arg-type]
