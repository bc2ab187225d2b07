from pytest_django import DjangoAssertNumQueries

from accounts.models import Partner
from finance import chart
from finance.models import Entry, ParcelMoney
from finance.selectors.balances import five_numbers
from finance.services import (
    cancel_parcel,
    deliver_parcel,
    lose_parcel,
    open_parcel,
    receive_return,
    ship_parcel,
)
from finance.states import EntryKind, ParcelStage
from komship.lib import clock
from tests.factories.finance import balance, cod_terms, fund, purse, shipped, transfer_terms


def deliver(reference: str = "KOM1") -> ParcelMoney:
    return deliver_parcel(reference, delivered_at=clock.now())


def test_the_worked_example_to_the_rupiah(siti_partner: Partner) -> None:
    shipped(cod_terms(siti_partner))

    deliver()

    entry = Entry.objects.get()
    assert entry.kind == EntryKind.COD_SETTLEMENT
    assert dict(entry.postings.values_list("account__code", "amount_rp")) == {
        "courier:cod_receivable": -114_000,
        "rev:shipping": 14_000,
        "exp:cashback": -3_500,
        "rev:cod_fee": 2_876,
        "vat:output": 316,
        f"seller:{siti_partner.pk}:available": 100_308,
    }
    assert purse(siti_partner) == (100_308, 0, 0)


def test_pending_becomes_available(siti_partner: Partner) -> None:
    shipped(cod_terms(siti_partner))
    deliver()

    numbers = five_numbers(siti_partner.pk)
    assert (numbers.pending_rp, numbers.available_rp) == (0, 100_308)


def test_told_again_it_is_paid_once(siti_partner: Partner) -> None:
    shipped(cod_terms(siti_partner))
    first = deliver()
    again = deliver()

    assert purse(siti_partner) == (100_308, 0, 0)
    assert again.delivered_at == first.delivered_at


def test_shipping_is_implied(siti_partner: Partner) -> None:
    fund(siti_partner, 10_500)
    open_parcel(cod_terms(siti_partner))
    open_parcel(transfer_terms(siti_partner))

    deliver("KOM1")
    deliver("KOM2")

    assert purse(siti_partner) == (100_308, 0, 0)
    assert balance(chart.SHIPPING_REVENUE) == 28_000


def test_a_transfer_brings_nothing_more(siti_partner: Partner) -> None:
    fund(siti_partner, 10_500)
    shipped(transfer_terms(siti_partner))
    deliver("KOM2")

    assert purse(siti_partner) == (0, 0, 0)


def test_a_net_loss_is_taken_too(siti_partner: Partner) -> None:
    shipped(cod_terms(siti_partner, goods_rp=0, cashback_rp=0))
    deliver()

    assert purse(siti_partner) == (-392, 0, 0)


def test_a_return_that_was_a_delivery_is_put_right(siti_partner: Partner) -> None:
    shipped(cod_terms(siti_partner))
    receive_return("KOM1", received_at=clock.now())
    assert purse(siti_partner) == (-10_500, 0, 0)

    parcel = deliver()

    assert purse(siti_partner) == (100_308, 0, 0)
    assert (parcel.returned_at, parcel.version) == (None, 2)


def test_a_found_parcel_is_settled(siti_partner: Partner) -> None:
    shipped(cod_terms(siti_partner))
    lose_parcel("KOM1", kind=ParcelStage.LOST)
    deliver()

    assert purse(siti_partner) == (100_308, 0, 0)


def test_a_cancelled_parcel_that_arrived_is_settled(siti_partner: Partner) -> None:
    open_parcel(cod_terms(siti_partner))
    cancel_parcel("KOM1")
    deliver()

    assert purse(siti_partner) == (100_308, 0, 0)


def test_delivered_again_after_a_correction_is_paid_once_per_version(siti_partner: Partner) -> None:
    shipped(cod_terms(siti_partner))
    for _round in range(3):
        deliver()
        receive_return("KOM1", received_at=clock.now())
    deliver()
    ship_parcel("KOM1")

    assert purse(siti_partner) == (100_308, 0, 0)


def test_few_queries(siti_partner: Partner, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    shipped(cod_terms(siti_partner, "KOM8"))
    deliver("KOM8")
    shipped(cod_terms(siti_partner))

    with django_assert_num_queries(7):
        deliver()
