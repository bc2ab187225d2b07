import pytest

from accounts.models import Partner
from finance import chart
from finance.errors import StageRefused
from finance.services import compensate_parcel, deliver_parcel, lose_parcel
from finance.states import ParcelStage
from komship.core.models import AuditEntry
from komship.lib import clock
from tests.factories.finance import WATI, balance, cod_terms, purse, shipped


@pytest.mark.parametrize(
    ("stage", "kind"),
    [(ParcelStage.LOST, "compensation_lost"), (ParcelStage.DAMAGED, "compensation_damaged")],
)
def test_the_seller_is_paid_and_the_courier_owes(
    siti_partner: Partner, stage: ParcelStage, kind: str
) -> None:
    shipped(cod_terms(siti_partner, goods_rp=200_000))
    lose_parcel("KOM1", kind=stage)

    entry = compensate_parcel("KOM1", actor=WATI, reason="surat kurir")

    assert entry is not None
    assert (entry.kind, entry.actor, entry.memo) == (kind, "wati", "surat kurir")
    assert purse(siti_partner) == (140_000, 0, 0)
    assert balance(chart.CLAIM_RECEIVABLE) == -140_000
    audit = AuditEntry.objects.get(action="finance.parcel_compensated")
    assert (audit.partner_id, audit.reason) == (siti_partner.pk, "surat kurir")


def test_once_per_loss(siti_partner: Partner) -> None:
    shipped(cod_terms(siti_partner))
    lose_parcel("KOM1", kind=ParcelStage.LOST)

    first = compensate_parcel("KOM1", actor=WATI, reason="a")
    again = compensate_parcel("KOM1", actor=WATI, reason="b")

    assert first == again
    assert purse(siti_partner) == (100_000, 0, 0)


def test_worthless_goods_are_not_paid(siti_partner: Partner) -> None:
    shipped(cod_terms(siti_partner, goods_rp=0))
    lose_parcel("KOM1", kind=ParcelStage.LOST)

    assert compensate_parcel("KOM1", actor=WATI, reason="a") is None


def test_taken_back_when_the_parcel_turns_up(siti_partner: Partner) -> None:
    shipped(cod_terms(siti_partner))
    lose_parcel("KOM1", kind=ParcelStage.LOST)
    compensate_parcel("KOM1", actor=WATI, reason="a")

    deliver_parcel("KOM1", delivered_at=clock.now())

    assert purse(siti_partner) == (100_308, 0, 0)
    assert balance(chart.CLAIM_RECEIVABLE) == 0


def test_lost_again_it_is_paid_again(siti_partner: Partner) -> None:
    shipped(cod_terms(siti_partner))
    for _round in range(2):
        lose_parcel("KOM1", kind=ParcelStage.LOST)
        compensate_parcel("KOM1", actor=WATI, reason="a")
        deliver_parcel("KOM1", delivered_at=clock.now())
    lose_parcel("KOM1", kind=ParcelStage.LOST)
    compensate_parcel("KOM1", actor=WATI, reason="a")

    assert purse(siti_partner) == (100_000, 0, 0)


def test_lost_after_all_damaged(siti_partner: Partner) -> None:
    shipped(cod_terms(siti_partner))
    lose_parcel("KOM1", kind=ParcelStage.LOST)
    compensate_parcel("KOM1", actor=WATI, reason="a")

    lose_parcel("KOM1", kind=ParcelStage.DAMAGED)

    assert purse(siti_partner) == (0, 0, 0)


def test_a_parcel_on_its_way_is_not_compensated(siti_partner: Partner) -> None:
    shipped(cod_terms(siti_partner))

    with pytest.raises(StageRefused):
        compensate_parcel("KOM1", actor=WATI, reason="a")
