import pytest

from accounts.models import Partner
from finance import rules
from finance.errors import PersonNeeded, StageRefused
from finance.models import MoneyProposal
from finance.services import lose_parcel, propose_compensation
from finance.states import ParcelStage
from komship.lib.errors import Conflict, InvalidInput
from tests.factories.finance import WATI, cod_terms, operator, purse, shipped

LIMIT_RP = rules.COMPENSATION_ALONE_RP


def lost(partner: Partner, **terms: int) -> None:
    shipped(cod_terms(partner, "KOM1", **terms))
    lose_parcel("KOM1", kind=ParcelStage.LOST)


def test_up_to_the_limit_one_person_pays(siti_partner: Partner) -> None:
    lost(siti_partner, goods_rp=LIMIT_RP, shipping_rp=60_000)

    done = propose_compensation("KOM1", actor=WATI, reason="surat kurir")

    assert done.entry is not None
    assert done.proposal is None
    assert purse(siti_partner)[0] == LIMIT_RP
    assert propose_compensation("KOM1", actor=WATI, reason="lagi").entry == done.entry


def test_above_it_a_second_one_is_asked(siti_partner: Partner) -> None:
    lost(siti_partner, goods_rp=LIMIT_RP + 1, shipping_rp=60_000)

    done = propose_compensation("KOM1", actor=operator("wati"), reason="surat kurir")

    assert done.entry is None
    assert done.proposal is not None
    assert (done.proposal.amount_rp, done.proposal.kind) == (LIMIT_RP + 1, "compensation")
    assert purse(siti_partner)[0] == 0
    with pytest.raises(Conflict):
        propose_compensation("KOM1", actor=operator("dewi"), reason="lagi")
    assert MoneyProposal.objects.count() == 1


def test_less_than_the_rule_but_never_more(siti_partner: Partner) -> None:
    lost(siti_partner)
    for amount_rp in (0, 100_001):
        with pytest.raises(InvalidInput):
            propose_compensation("KOM1", actor=WATI, reason="surat kurir", amount_rp=amount_rp)

    propose_compensation("KOM1", actor=WATI, reason="rusak sebagian", amount_rp=40_000)

    assert purse(siti_partner)[0] == 40_000


def test_a_parcel_worth_nothing(siti_partner: Partner) -> None:
    lost(siti_partner, goods_rp=0)
    done = propose_compensation("KOM1", actor=WATI, reason="surat kurir")
    assert (done.entry, done.proposal) == (None, None)


def test_who_may_not_and_what_may_not(siti_partner: Partner) -> None:
    shipped(cod_terms(siti_partner, goods_rp=LIMIT_RP + 1, shipping_rp=60_000))
    with pytest.raises(StageRefused):
        propose_compensation("KOM1", actor=WATI, reason="surat kurir")
    lose_parcel("KOM1", kind=ParcelStage.DAMAGED)
    with pytest.raises(PersonNeeded):
        propose_compensation("KOM1", actor=WATI, reason="surat kurir")
    with pytest.raises(InvalidInput):
        propose_compensation("KOM1", actor=WATI, reason=" ")
