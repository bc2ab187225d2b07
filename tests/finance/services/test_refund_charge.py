import pytest

from accounts.models import Partner
from finance import chart
from finance.errors import ChargeUnknown
from finance.services import Charge, charge_seller, refund_charge
from finance.services.reward_points import reward_points
from finance.states import EntryKind
from tests.factories.finance import balance, fund, purse


def test_everything_goes_back_where_it_came_from(siti_partner: Partner) -> None:
    fund(siti_partner, 10_000)
    reward_points(siti_partner.pk, amount_rp=4_000, key="R")
    charge_seller(
        Charge(partner_id=siti_partner.pk, kind=EntryKind.FULFILMENT_FEE, amount_rp=6_000, key="F1")
    )
    assert purse(siti_partner) == (8_000, 0, 0)

    entries = {refund_charge(siti_partner.pk, key="F1").pk for _call in range(3)}

    assert len(entries) == 1
    assert (purse(siti_partner), balance(chart.seller_points(siti_partner.pk))) == ((10_000, 0, 0), 4_000)
    assert balance(chart.FULFILMENT_REVENUE) == 0


def test_only_her_own_charge(siti_partner: Partner, rina_partner: Partner) -> None:
    fund(siti_partner, 10_000)
    charge_seller(Charge(partner_id=siti_partner.pk, kind=EntryKind.OUTBOUND_FEE, amount_rp=6_000, key="O1"))

    for partner, key in ((rina_partner, "O1"), (siti_partner, "O2")):
        with pytest.raises(ChargeUnknown):
            refund_charge(partner.pk, key=key)
    assert purse(siti_partner) == (4_000, 0, 0)
