"""The figures of days: stored ones up to a day, after it added up when asked. All others read them here.

The statement that adds up orders and parcels is the same that fills the stored rows, so both agree.
"""

from datetime import date, datetime
from typing import Any

from django.db import connection

from finance.states import ParcelStage
from komship.dashboard.models import FigureDay, FigureState
from komship.dashboard.rules import DAY, Period
from komship.lib.clock import wib_moment
from orders.states import COUNTED, SENT

KEYS = ("day", "partner_id", "courier", "method")
SUMS = (
    "orders",
    "sent",
    "total_rp",
    "shipping_rp",
    "delivered",
    "delivered_total_rp",
    "delivered_shipping_rp",
    "cashback_from_rp",
    "cashback_to_rp",
    "fee_from_rp",
    "fee_to_rp",
)
COLUMNS = ", ".join((*KEYS, *SUMS))
_ADDED = ", ".join(f"sum({name})::bigint AS {name}" for name in SUMS)

# Shares are rounded half-up per parcel, as `komship.lib.money.share_bp` does: no amount here is negative.
ADDED_UP = f"""
SELECT {", ".join(KEYS)}, {_ADDED} FROM (
    SELECT o.ordered_on AS day, o.partner_id, o.courier_name AS courier, o.payment_method AS method,
           count(*) AS orders, count(*) FILTER (WHERE o.status = ANY(%(sent)s)) AS sent,
           sum(o.total_rp) AS total_rp, sum(o.shipping_rp) AS shipping_rp,
           0 AS delivered, 0 AS delivered_total_rp, 0 AS delivered_shipping_rp,
           0 AS cashback_from_rp, 0 AS cashback_to_rp, 0 AS fee_from_rp, 0 AS fee_to_rp
      FROM orders_order o
     WHERE o.ordered_on BETWEEN %(first)s AND %(last)s
       AND o.deleted_at IS NULL AND o.status = ANY(%(counted)s)
     GROUP BY 1, 2, 3, 4
    UNION ALL
    SELECT (p.delivered_at AT TIME ZONE 'Asia/Jakarta')::date, p.partner_id, o.courier_name, p.method,
           0, 0, 0, 0,
           count(*), sum(o.total_rp), sum(p.shipping_rp),
           sum((p.shipping_rp * w.cashback_from_bp + 5000) / 10000), sum(p.cashback_rp),
           sum(CASE WHEN p.method = 'cod' THEN (o.total_rp * w.cod_cost_bp + 5000) / 10000 ELSE 0 END),
           sum(p.cod_fee_rp)
      FROM finance_parcelmoney p
      JOIN orders_order o ON o.number = p.reference
      JOIN shipping_feewindow w ON w.id = o.fee_window_id
     WHERE p.stage = %(stage)s AND p.delivered_at >= %(since)s AND p.delivered_at < %(until)s
     GROUP BY 1, 2, 3, 4) parts
 GROUP BY 1, 2, 3, 4
"""  # noqa: S608 - our own column names

_DAYS, _MONTHS = "dashboard_figureday", "dashboard_figuremonth"
_WITH_PROFIT = (
    "SELECT *, cashback_from_rp - cashback_to_rp AS shipping_profit_rp,"
    " fee_to_rp - fee_from_rp AS cod_profit_rp,"
    " cashback_from_rp - cashback_to_rp + fee_to_rp - fee_from_rp AS profit_rp FROM ({}) days"
)


def ask(query: str, period: Period, *, by_day: bool = True, **values: Any) -> list[tuple[Any, ...]]:
    """Rows of a query over `figures`: the days of the period with the columns KEYS and SUMS, and what is
    ours of postage, of COD fees and of both (`shipping_profit_rp`, `cod_profit_rp`, `profit_rp`).

    With `by_day` off the query does not look at `day`, and whole months are read as one. Two queries.
    """
    live_from = live_from_day()
    parts: list[str] = []
    known = dict(values)
    if live_from is not None and period.first < live_from:
        before = Period(period.first, min(period.last, live_from - DAY))
        for number, (table, piece) in enumerate(_pieces(before, by_day=by_day)):
            parts.append(_stored_sql(table, number))
            known |= {f"first_{number}": piece.first, f"last_{number}": piece.last}
    live_first = period.first if live_from is None else max(period.first, live_from)
    if live_first <= period.last:
        parts.append(ADDED_UP)
        known |= added_up_values(Period(live_first, period.last))
    with connection.cursor() as cursor:
        cursor.execute(f"WITH figures AS ({_WITH_PROFIT.format(' UNION ALL '.join(parts))}) {query}", known)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def _pieces(period: Period, *, by_day: bool) -> list[tuple[str, Period]]:
    """Which table has which of the stored days."""
    months = None if by_day else period.whole_months()
    if months is None:
        return [(_DAYS, period)]
    found = [
        (_DAYS, Period(period.first, months.first - DAY)),
        (_MONTHS, months),
        (_DAYS, Period(months.last + DAY, period.last)),
    ]
    return [(table, piece) for table, piece in found if piece.first <= piece.last]


def _stored_sql(table: str, number: int) -> str:
    return f"SELECT {COLUMNS} FROM {table} WHERE day BETWEEN %(first_{number})s AND %(last_{number})s"  # noqa: S608


def added_up_values(period: Period) -> dict[str, Any]:
    """What ADDED_UP wants to know to add up these days."""
    return {
        "first": period.first,
        "last": period.last,
        "since": wib_moment(period.first),
        "until": wib_moment(period.last + DAY),
        "sent": [status.value for status in SENT],
        "counted": [status.value for status in COUNTED],
        "stage": ParcelStage.DELIVERED.value,
    }


def added_up(period: Period) -> list[tuple[Any, ...]]:
    """The rows of these days straight from orders and parcels, in order: what stored ones must equal."""
    with connection.cursor() as cursor:
        cursor.execute(f"{ADDED_UP} ORDER BY 1, 2, 3, 4", added_up_values(period))
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def stored(period: Period) -> list[tuple[Any, ...]]:
    """The stored rows of these days, in the same order."""
    rows = FigureDay.objects.filter(day__range=(period.first, period.last)).order_by(*KEYS)
    return list(rows.values_list(*KEYS, *SUMS))


def live_from_day() -> date | None:
    """From this day on figures are added up when asked; None while nothing is stored."""
    return FigureState.objects.filter(pk=1).values_list("live_from", flat=True).first()


def refreshed_at() -> datetime | None:
    """When the stored days were last compared with what has changed since."""
    return FigureState.objects.filter(pk=1).values_list("refreshed_at", flat=True).first()
