import pytest
from django.db import IntegrityError, transaction

from accounts.models import Partner
from finance import chart
from finance.errors import SecondPersonNeeded
from finance.models import CodDifference
from finance.services import approve_write_off, propose_write_off
from komship.lib.errors import StaleState
from tests.factories.finance import balance, operator
from tests.factories.remittances import booked, delivered, line, make_format, matched, only_difference

pytestmark = pytest.mark.django_db


def test_two_people_give_it_up(siti_partner: Partner) -> None:
    delivered(siti_partner, "KOM1")
    booked(matched(make_format(), line("KOM1", 100_000, 2_500)))
    pk = propose_write_off(only_difference().pk, actor=operator("wati"), reason="di bawah batas").pk

    with pytest.raises(SecondPersonNeeded):
        approve_write_off(pk, actor=operator("wati"))
    ended = approve_write_off(pk, actor=operator("dewi"))

    assert (ended.status, ended.resolution) == ("resolved", "written_off")
    assert (balance(chart.SUSPENSE), -balance(chart.COD_DIFFERENCE_EXPENSE)) == (0, 14_000)
    with pytest.raises(StaleState):
        approve_write_off(pk, actor=operator("dewi"))


def test_a_missing_parcel_leaves_the_receivable(siti_partner: Partner) -> None:
    delivered(siti_partner, "KOM1")
    matched(make_format(), line("X"))
    missing = CodDifference.objects.get(kind="missing")
    propose_write_off(missing.pk, actor=operator("wati"), reason="x")

    approve_write_off(missing.pk, actor=operator("dewi"))

    assert (balance(chart.COD_RECEIVABLE), -balance(chart.COD_DIFFERENCE_EXPENSE)) == (0, 114_000)


def test_the_database_wants_two_people() -> None:
    booked(matched(make_format(), line("NOBODY")))
    pk = propose_write_off(only_difference().pk, actor=operator("wati"), reason="x").pk
    ended = approve_write_off(pk, actor=operator("dewi"))

    with pytest.raises(IntegrityError, match="difference_written_off_by_two"), transaction.atomic():
        CodDifference.objects.filter(pk=pk).update(resolved_by=ended.proposed_by)
