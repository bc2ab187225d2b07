from accounts.models import Partner
from finance.selectors.parcels import Behind, parcels_behind
from finance.selectors.timeline import parcel_money_timeline
from finance.services import deliver_parcel, receive_return
from komship.lib import clock
from tests.factories.finance import shipped, transfer_terms
from tests.factories.remittances import booked, delivered, line, make_format, matched


def test_a_parcel_is_confirmed_once_its_cash_was_received(siti_partner: Partner) -> None:
    for number in ("KOM1", "KOM2"):
        delivered(siti_partner, number)
    shipped(transfer_terms(siti_partner, "KOM3", shipping_rp=0, cashback_rp=0, goods_rp=1))
    deliver_parcel("KOM3", delivered_at=clock.now())
    remittance = matched(make_format(), line("KOM1"))
    assert {row.confirmed_on for row in parcels_behind(siti_partner.pk, Behind.DELIVERED)} == {None}  # type: ignore[attr-defined]

    booked(remittance)

    shown = {row.reference: row.confirmed_on for row in parcels_behind(siti_partner.pk, Behind.DELIVERED)}  # type: ignore[attr-defined]
    assert shown == {"KOM1": clock.today(), "KOM2": None}
    timeline = parcel_money_timeline("KOM1")
    assert timeline is not None
    assert timeline.confirmed_on == clock.today()


def test_a_parcel_that_came_back_is_confirmed_no_more(siti_partner: Partner) -> None:
    delivered(siti_partner, "KOM1")
    booked(matched(make_format(), line("KOM1")))
    receive_return("KOM1", received_at=clock.now())

    timeline = parcel_money_timeline("KOM1")
    assert timeline is not None
    assert timeline.confirmed_on is None
