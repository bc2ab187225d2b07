from django.db import connection

from komship.dashboard.models import FigureDay
from komship.dashboard.rules import Period
from komship.dashboard.selectors.figure_rows import ADDED_UP, COLUMNS, added_up_values

_FILL = f"INSERT INTO dashboard_figureday ({COLUMNS}) {ADDED_UP}"


def store_figures(period: Period) -> int:
    """Replace the rows of these days; the caller holds the state's row. Returns how many there are now."""
    FigureDay.objects.filter(day__range=(period.first, period.last)).delete()
    with connection.cursor() as cursor:
        cursor.execute(_FILL, added_up_values(period))
        return int(cursor.rowcount)
