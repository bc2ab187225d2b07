import pytest

from accounts.models import Partner
from finance import chart
from finance.errors import ResolutionRefused
from finance.models import CodDifference
from finance.services import recognise_parcel
from komship.lib.errors import NotFound, StaleState
from tests.factories.finance import balance, cod_terms, operator, shipped
from tests.factories.remittances import (
    booked,
    delivered,
    line,
    make_format,
    matched,
    only_difference,
)

pytestmark = pytest.mark.django_db


def test_a_line_gets_its_parcel(siti_partner: Partner) -> None:
    booked(matched(make_format(), line("TYPO")))
    delivered(siti_partner, "KOM1")

    ended = recognise_parcel(only_difference().pk, " jnkom1 ", actor=operator("wati"))

    assert (ended.status, ended.resolution, ended.reason) == ("resolved", "recognised", "KOM1")
    row = ended.line
    assert row is not None
    row.refresh_from_db()
    assert (row.kind, row.is_counted, str(row.parcel)) == ("matched", True, "KOM1")
    assert (balance(chart.SUSPENSE), balance(chart.COD_RECEIVABLE)) == (0, 0)
    assert -balance(chart.COD_COST_EXPENSE) == 2_850


def test_what_is_left_over_goes_on(siti_partner: Partner) -> None:
    booked(matched(make_format(), line("TYPO", 100_000, 2_600)))
    delivered(siti_partner, "KOM1")

    recognise_parcel(only_difference().pk, "KOM1", actor=operator("wati"))

    left = CodDifference.objects.get(status="open")
    assert (left.kind, left.amount_rp, -balance(chart.SUSPENSE)) == ("amount_differs", 14_100, 14_100)


def test_a_parcel_that_was_missing_is_found(siti_partner: Partner) -> None:
    delivered(siti_partner, "KOM1")
    booked(matched(make_format(), line("TYPO")))

    recognise_parcel(CodDifference.objects.get(kind="unknown").pk, "KOM1", actor=operator("wati"))

    assert CodDifference.objects.get(kind="missing").resolution == "listed"


def test_only_a_parcel_that_owes_can_be_meant(siti_partner: Partner) -> None:
    delivered(siti_partner, "PAID")
    shipped(cod_terms(siti_partner, "MOVING"))
    booked(matched(make_format(), line("PAID"), line("TYPO")))
    pk, wati = only_difference().pk, operator("wati")

    with pytest.raises(ResolutionRefused, match="sudah disetor"):
        recognise_parcel(pk, "PAID", actor=wati)
    with pytest.raises(ResolutionRefused, match="belum berutang COD: Dikirim"):
        recognise_parcel(pk, "MOVING", actor=wati)
    for nothing in ("KOM404", ""):
        with pytest.raises(NotFound):
            recognise_parcel(pk, nothing, actor=wati)
    assert only_difference().status == "open"


def test_not_before_the_money_is_booked_and_not_twice(siti_partner: Partner) -> None:
    remittance = matched(make_format(), line("TYPO"))
    delivered(siti_partner, "KOM1")
    pk, wati = only_difference().pk, operator("wati")

    with pytest.raises(ResolutionRefused, match="Bukukan laporannya dulu"):
        recognise_parcel(pk, "KOM1", actor=wati)
    booked(remittance)
    CodDifference.objects.filter(kind="missing").delete()
    recognise_parcel(pk, "KOM1", actor=wati)
    with pytest.raises(StaleState):
        recognise_parcel(pk, "KOM1", actor=wati)
