from datetime import timedelta

from pytest_django import DjangoAssertNumQueries

from finance.models import CodDifference
from finance.selectors.differences import ageing, of_age
from finance.services import resolve_difference
from finance.states import Resolution
from komship.lib import clock
from tests.factories.finance import operator
from tests.factories.remittances import booked, line, make_format, matched


def test_open_differences_by_age(db: None, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    ages = (0, 7, 8, 14, 15, 30, 31, 400)
    booked(matched(make_format(), *(line(f"X{age}", 1_000, 0) for age in ages), line("DONE")))
    for row in CodDifference.objects.select_related("line"):
        assert row.line is not None
        if row.line.cnote == "JNDONE":
            resolve_difference(row.pk, Resolution.IGNORED, actor=operator("wati"), reason="x")
        else:
            days = timedelta(days=int(row.line.cnote.removeprefix("JNX")))
            CodDifference.objects.filter(pk=row.pk).update(since_on=clock.today() - days)

    with django_assert_num_queries(1):
        sums = ageing()

    assert [(row.count, row.total_rp) for row in sums] == [(2, 2_000)] * 4
    everything = CodDifference.objects.all()
    assert [of_age(everything, row.key).count() for row in sums] == [2, 2, 2, 2]
    assert of_age(everything, "?").count() == len(ages) + 1
