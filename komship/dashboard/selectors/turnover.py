"""What sellers sold and what couriers were sent, by day, seller and courier."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from komship.dashboard.rules import Period
from komship.dashboard.selectors.figure_rows import ask

MOST_TOP = 50


@dataclass(frozen=True, slots=True)
class TurnoverDay:
    """Orders for one day: what buyers pay, the postage in it, how many orders of how many sellers."""

    day: date
    cod_rp: int = 0
    non_cod_rp: int = 0
    shipping_cod_rp: int = 0
    shipping_non_cod_rp: int = 0
    orders: int = 0
    partners: int = 0

    @property
    def total_rp(self) -> int:
        return self.cod_rp + self.non_cod_rp

    @property
    def shipping_rp(self) -> int:
        return self.shipping_cod_rp + self.shipping_non_cod_rp


@dataclass(frozen=True, slots=True)
class Sold:
    """A seller's orders or a courier's postage in a period."""

    name: str
    amount_rp: int
    orders: int


def turnover_days(period: Period, *, couriers: Sequence[str] = ()) -> list[TurnoverDay]:
    """Every day of the period, quiet ones too; of these couriers, or of all when none is named."""
    rows = ask(
        "SELECT day,"
        " coalesce(sum(total_rp) FILTER (WHERE method = 'cod'), 0)::bigint,"
        " coalesce(sum(total_rp) FILTER (WHERE method <> 'cod'), 0)::bigint,"
        " coalesce(sum(shipping_rp) FILTER (WHERE method = 'cod'), 0)::bigint,"
        " coalesce(sum(shipping_rp) FILTER (WHERE method <> 'cod'), 0)::bigint,"
        " sum(orders)::bigint, count(DISTINCT partner_id)"
        " FROM figures WHERE orders > 0 AND (%(all)s OR lower(courier) = ANY(%(couriers)s)) GROUP BY day",
        period,
        all=not couriers,
        couriers=[name.lower() for name in couriers],
    )
    found = {row[0]: TurnoverDay(*row) for row in rows}
    return [found.get(day) or TurnoverDay(day) for day in period.days()]


def top_sellers(period: Period, *, methods: Sequence[str], limit: int = MOST_TOP) -> list[Sold]:
    """Sellers by what their buyers pay, the most first."""
    rows = ask(
        "SELECT p.name, amount, n FROM (SELECT partner_id, sum(total_rp)::bigint AS amount,"
        " sum(orders)::bigint AS n FROM figures WHERE orders > 0 AND method = ANY(%(methods)s)"
        " GROUP BY partner_id ORDER BY amount DESC, partner_id LIMIT %(limit)s) top"
        " JOIN accounts_partner p ON p.id = partner_id ORDER BY amount DESC, partner_id",
        period,
        by_day=False,
        methods=list(methods),
        limit=limit,
    )
    return [Sold(*row) for row in rows]


def top_couriers(period: Period, *, methods: Sequence[str]) -> list[Sold]:
    """Couriers by the postage of their parcels, the most first."""
    rows = ask(
        "SELECT courier, sum(shipping_rp)::bigint AS amount, sum(orders)::bigint FROM figures"
        " WHERE orders > 0 AND method = ANY(%(methods)s) GROUP BY courier ORDER BY amount DESC, courier",
        period,
        by_day=False,
        methods=list(methods),
    )
    return [Sold(*row) for row in rows]
