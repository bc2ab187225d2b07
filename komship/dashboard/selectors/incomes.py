"""Our income by seller: parcels delivered in a period, by courier and way of paying."""

from dataclasses import dataclass
from typing import Literal

from komship.dashboard.rules import EVER, Period
from komship.dashboard.selectors.figure_rows import ask

Sort = Literal["", "ASC", "DESC"]


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomeFilter:
    """`courier` and `method` empty for all; `sort` by profit, empty for by name."""

    period: Period = EVER
    courier: str = ""
    method: str = ""
    sort: Sort = ""


@dataclass(frozen=True, slots=True)
class Income:
    """A seller's delivered parcels: postage, what buyers paid, and what is ours of either."""

    partner_id: int
    partner_name: str
    district: str
    shipping_rp: int
    total_rp: int
    shipping_profit_rp: int
    cod_profit_rp: int


@dataclass(frozen=True, slots=True)
class IncomeTotals:
    sellers: int
    shipping_rp: int
    total_rp: int
    shipping_profit_rp: int
    cod_profit_rp: int

    @property
    def profit_rp(self) -> int:
        return self.shipping_profit_rp + self.cod_profit_rp


def incomes(wanted: IncomeFilter, *, offset: int = 0, limit: int = 50) -> list[Income]:
    """Sellers with parcels delivered in the period; the district is that of their main warehouse."""
    rows = ask(
        "SELECT f.partner_id, p.name, coalesce(w.district, ''), shipping, total, postal, cod"
        " FROM (SELECT partner_id, sum(delivered_shipping_rp)::bigint AS shipping,"
        " sum(delivered_total_rp)::bigint AS total, sum(shipping_profit_rp)::bigint AS postal,"
        " sum(cod_profit_rp)::bigint AS cod FROM figures WHERE delivered > 0"
        " AND (%(courier)s = '' OR lower(courier) = lower(%(courier)s))"
        " AND (%(method)s = '' OR method = %(method)s) GROUP BY partner_id) f"
        " JOIN accounts_partner p ON p.id = f.partner_id"
        " LEFT JOIN accounts_warehouse w ON w.partner_id = f.partner_id AND w.is_default"
        " ORDER BY CASE %(sort)s WHEN 'ASC' THEN postal + cod WHEN 'DESC' THEN -postal - cod END,"
        " p.name, f.partner_id LIMIT %(limit)s OFFSET %(offset)s",
        wanted.period,
        by_day=False,
        courier=wanted.courier,
        method=wanted.method,
        sort=wanted.sort,
        limit=limit,
        offset=offset,
    )
    return [Income(*row) for row in rows]


def income_totals(wanted: IncomeFilter) -> IncomeTotals:
    """Over all sellers of the filter, whatever page is shown."""
    (row,) = ask(
        "SELECT count(*), coalesce(sum(shipping), 0)::bigint, coalesce(sum(total), 0)::bigint,"
        " coalesce(sum(postal), 0)::bigint, coalesce(sum(cod), 0)::bigint"
        " FROM (SELECT sum(delivered_shipping_rp) AS shipping, sum(delivered_total_rp) AS total,"
        " sum(shipping_profit_rp) AS postal, sum(cod_profit_rp) AS cod FROM figures WHERE delivered > 0"
        " AND (%(courier)s = '' OR lower(courier) = lower(%(courier)s))"
        " AND (%(method)s = '' OR method = %(method)s) GROUP BY partner_id) sellers",
        wanted.period,
        by_day=False,
        courier=wanted.courier,
        method=wanted.method,
    )
    return IncomeTotals(*row)
