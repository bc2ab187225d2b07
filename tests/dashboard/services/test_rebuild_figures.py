from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from komship.dashboard.models import FigureDay, FigureState
from komship.dashboard.rules import EVER, Period
from komship.dashboard.selectors.figure_rows import added_up, stored
from komship.dashboard.services import rebuild_figures
from tests.dashboard.figures import arrived, days_ago, sold
from tests.factories.orders import Market


def test_all_days_month_by_month(market: Market) -> None:
    arrived(sold(market, days_ago(70)), days_ago(3))
    pieces: list[Period] = []

    rows = rebuild_figures(tell=lambda piece, _: pieces.append(piece))

    assert rows == FigureDay.objects.count() == 2
    assert stored(EVER) == added_up(EVER)
    assert (pieces[0].first, pieces[-1].last) == (days_ago(70), days_ago(1))
    assert len(pieces) >= 3


def test_wrong_rows_are_replaced_and_others_left(market: Market) -> None:
    sold(market, days_ago(3))
    sold(market, days_ago(8))
    rebuild_figures()
    FigureDay.objects.update(total_rp=1)

    rebuild_figures(days_ago(4), days_ago(2))

    assert FigureDay.objects.order_by("day")[0].total_rp == 1
    assert stored(Period(days_ago(4), days_ago(1))) == added_up(Period(days_ago(4), days_ago(1)))


def test_readers_are_not_sent_over_a_gap(market: Market) -> None:
    """Days that were never stored must stay live, whatever was rebuilt after them."""
    sold(market, days_ago(8))

    rebuild_figures(days_ago(3), days_ago(2))

    assert FigureState.objects.get().live_from is None


@pytest.mark.django_db
def test_a_house_without_orders() -> None:
    assert rebuild_figures() == 0


def test_the_command(market: Market) -> None:
    sold(market, days_ago(2))
    out = StringIO()

    call_command("rebuild_figures", f"--from={days_ago(3)}", f"--to={days_ago(1)}", stdout=out)

    assert "1 rows" in out.getvalue()
    assert stored(EVER) == added_up(EVER)
    with pytest.raises(CommandError, match="a day like"):
        call_command("rebuild_figures", "--from=kemarin")
