from pytest_django import DjangoAssertNumQueries

from accounts.models import Partner
from finance.models import Entry
from finance.selectors.timeline import ParcelTimeline, parcel_money_timeline
from finance.services import (
    cancel_parcel,
    compensate_parcel,
    deliver_parcel,
    lose_parcel,
    receive_return,
    start_return,
)
from finance.states import ParcelStage
from komship.lib import clock
from tests.factories.finance import WATI, cod_terms, fund, open_in, purse, shipped, transfer_terms


def timeline(reference: str) -> ParcelTimeline:
    found = parcel_money_timeline(reference)
    assert found is not None
    return found


def lines(reference: str) -> dict[str, int]:
    return {line.label: line.amount_rp for line in timeline(reference).lines}


def test_a_settlement_is_explained_line_by_line(siti_partner: Partner) -> None:
    shipped(cod_terms(siti_partner))
    deliver_parcel("KOM1", delivered_at=clock.now())

    assert lines("KOM1") == {
        "Ditagih dari pembeli": 114_000,
        "Ongkir": -14_000,
        "Potongan ongkir": 3_500,
        "Biaya COD": -2_876,
        "PPN biaya COD": -316,
    }
    assert timeline("KOM1").effect_rp == purse(siti_partner)[0] == 100_308
    assert {line.entry_id for line in timeline("KOM1").lines} == {Entry.objects.get().pk}


def test_a_transfer_is_set_aside_then_paid(siti_partner: Partner) -> None:
    fund(siti_partner, 10_500)
    open_in(transfer_terms(siti_partner))
    assert lines("KOM2") == {"Ongkir disisihkan": -10_500}
    assert timeline("KOM2").effect_rp == 0

    deliver_parcel("KOM2", delivered_at=clock.now())

    assert lines("KOM2") == {"Ongkir disisihkan": -10_500, "Ongkir": -14_000, "Potongan ongkir": 3_500}
    assert timeline("KOM2").effect_rp == -10_500


def test_a_cancelled_transfer_is_given_back(siti_partner: Partner) -> None:
    fund(siti_partner, 10_500)
    open_in(transfer_terms(siti_partner))
    cancel_parcel("KOM2")

    assert lines("KOM2") == {"Ongkir disisihkan": -10_500, "Ongkir dikembalikan": 10_500}
    assert timeline("KOM2").effect_rp == 0


def test_a_correction_shows_both_sides(siti_partner: Partner) -> None:
    shipped(cod_terms(siti_partner, return_leg_rp=4_000, return_discount_bp=5_000))
    deliver_parcel("KOM1", delivered_at=clock.now())
    receive_return("KOM1", received_at=clock.now())

    found = timeline("KOM1")

    assert [line.is_reversal for line in found.lines].count(True) == 5
    assert found.lines[-1].label in {"Ongkir retur", "Ongkir", "Potongan ongkir"}
    assert found.effect_rp == purse(siti_partner)[0] == -12_500


def test_a_compensation(siti_partner: Partner) -> None:
    shipped(cod_terms(siti_partner))
    lose_parcel("KOM1", kind=ParcelStage.LOST)
    compensate_parcel("KOM1", actor=WATI, reason="hilang")

    assert lines("KOM1") == {"Ganti rugi": 100_000}


def test_what_is_still_to_come(siti_partner: Partner) -> None:
    open_in(cod_terms(siti_partner))
    assert timeline("KOM1").expected_rp == 0
    shipped(cod_terms(siti_partner, "KOM3"))
    assert timeline("KOM3").expected_rp == 100_308
    start_return("KOM3")
    assert timeline("KOM3").expected_rp == -10_500
    receive_return("KOM3", received_at=clock.now())
    assert timeline("KOM3").expected_rp == 0


def test_an_unknown_parcel_has_none(db: None) -> None:
    assert parcel_money_timeline("KOM404") is None


def test_two_queries(siti_partner: Partner, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    shipped(cod_terms(siti_partner))
    deliver_parcel("KOM1", delivered_at=clock.now())

    with django_assert_num_queries(2):
        timeline("KOM1")
