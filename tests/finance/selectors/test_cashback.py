from datetime import UTC, date, datetime

import pytest

from accounts.models import Partner
from finance.selectors.balances import balance_summary
from finance.selectors.cashback import cashback_summary
from finance.services import deliver_parcel, receive_return
from tests.factories.finance import cod_terms, shipped

# 17.00 UTC is midnight in Jakarta.
LAST_OF_OCTOBER = datetime(2026, 10, 31, 16, 59, tzinfo=UTC)
FIRST_OF_NOVEMBER = datetime(2026, 10, 31, 17, 0, tzinfo=UTC)


@pytest.fixture
def saved(siti_partner: Partner, rina_partner: Partner) -> Partner:
    for number, at in ((1, LAST_OF_OCTOBER), (2, FIRST_OF_NOVEMBER)):
        shipped(cod_terms(siti_partner, f"D{number}"))
        deliver_parcel(f"D{number}", delivered_at=at)
    shipped(cod_terms(siti_partner, "R1", cashback_rp=100))
    receive_return("R1", received_at=FIRST_OF_NOVEMBER)
    shipped(cod_terms(siti_partner, "T1"))
    shipped(cod_terms(rina_partner, "X1"))
    deliver_parcel("X1", delivered_at=FIRST_OF_NOVEMBER)
    return siti_partner


def test_delivered_and_returned_add_up_to_the_summary(saved: Partner) -> None:
    summary = cashback_summary(saved.pk)

    assert (summary.delivered_rp, summary.returned_rp, summary.total_rp) == (7_000, 100, 7_100)
    assert balance_summary(saved.pk).earned_cashback_rp == summary.total_rp


@pytest.mark.parametrize(
    ("since", "until", "delivered_rp", "returned_rp"),
    [
        (date(2026, 11, 1), None, 3_500, 100),
        (None, date(2026, 10, 31), 3_500, 0),
        (date(2026, 10, 31), date(2026, 11, 1), 7_000, 100),
        (date(2026, 12, 1), date(2026, 12, 31), 0, 0),
    ],
)
def test_days_are_jakarta_days(
    saved: Partner, since: date | None, until: date | None, delivered_rp: int, returned_rp: int
) -> None:
    summary = cashback_summary(saved.pk, since=since, until=until)

    assert (summary.delivered_rp, summary.returned_rp) == (delivered_rp, returned_rp)
