from django.db import connection

from komship.dashboard.models import FigureDay, FigureMonth
from komship.dashboard.rules import Period
from komship.dashboard.selectors.figure_rows import ADDED_UP, COLUMNS, KEYS, SUMS, added_up_values

_FILL = f"INSERT INTO dashboard_figureday ({COLUMNS}) {ADDED_UP}"
_ADDED = ", ".join(f"sum({name})" for name in SUMS)
_FILL_MONTH = f"""
INSERT INTO dashboard_figuremonth ({COLUMNS})
SELECT %(first)s, {", ".join(KEYS[1:])}, {_ADDED} FROM dashboard_figureday
 WHERE day BETWEEN %(first)s AND %(last)s GROUP BY {", ".join(KEYS[1:])}
"""  # noqa: S608 - our own column names


def store_figures(period: Period) -> int:
    """Replace the rows of these days, which lie in one month, and the month's; the caller holds the
    state's row. Returns how many rows the days have now."""
    FigureDay.objects.filter(day__range=(period.first, period.last)).delete()
    month = Period.month(period.first.year, period.first.month)
    FigureMonth.objects.filter(day=month.first).delete()
    with connection.cursor() as cursor:
        cursor.execute(_FILL, added_up_values(period))
        rows = int(cursor.rowcount)
        cursor.execute(_FILL_MONTH, {"first": month.first, "last": month.last})
    return rows
