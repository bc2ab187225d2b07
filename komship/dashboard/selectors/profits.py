"""What the platform earned: margins on postage and on COD fees of delivered parcels."""

from dataclasses import dataclass
from datetime import date

from finance.states import PaymentMethod
from komship.dashboard.rules import EVER, Period
from komship.dashboard.selectors.figure_rows import ask
from shipping.models import Courier

MOST_TOP = 100


@dataclass(frozen=True, slots=True)
class ProfitDay:
    day: date
    cod_rp: int
    non_cod_rp: int


@dataclass(frozen=True, slots=True)
class Ranked:
    """A courier (without `partner_id`) or a seller, and what we earned with it."""

    name: str
    profit_rp: int
    partner_id: int | None = None


@dataclass(frozen=True, slots=True)
class ByMethod:
    """The same ranking for both ways of paying, the highest profit first."""

    cod: list[Ranked]
    non_cod: list[Ranked]


def profit_days(period: Period, *, courier: str = "") -> list[ProfitDay]:
    """Days of the period on which parcels were delivered, by all couriers or by one."""
    rows = ask(
        "SELECT day, coalesce(sum(profit_rp) FILTER (WHERE method = 'cod'), 0)::bigint,"
        " coalesce(sum(profit_rp) FILTER (WHERE method <> 'cod'), 0)::bigint FROM figures"
        " WHERE delivered > 0 AND (%(courier)s = '' OR lower(courier) = lower(%(courier)s))"
        " GROUP BY day ORDER BY day",
        period,
        courier=courier,
    )
    return [ProfitDay(*row) for row in rows]


def couriers_by_profit(period: Period = EVER) -> ByMethod:
    """Every courier that delivered something in the period."""
    rows = ask(
        "SELECT method, courier, sum(profit_rp)::bigint AS profit FROM figures WHERE delivered > 0"
        " GROUP BY method, courier ORDER BY profit DESC, courier",
        period,
        by_day=False,
    )
    return _by_method([(method, Ranked(name, profit_rp)) for method, name, profit_rp in rows])


def partners_by_profit(period: Period = EVER, *, limit: int = MOST_TOP) -> ByMethod:
    """The first `limit` sellers of each way of paying."""
    rows = ask(
        "SELECT method, p.name, profit, partner_id FROM ("
        " SELECT method, partner_id, sum(profit_rp)::bigint AS profit,"
        " row_number() OVER (PARTITION BY method ORDER BY sum(profit_rp) DESC, partner_id) AS place"
        " FROM figures WHERE delivered > 0 GROUP BY method, partner_id) ranked"
        " JOIN accounts_partner p ON p.id = partner_id WHERE place <= %(limit)s ORDER BY place",
        period,
        by_day=False,
        limit=limit,
    )
    return _by_method([(method, Ranked(name, rp, pk)) for method, name, rp, pk in rows])


def courier_names() -> list[str]:
    """Every courier there is, hidden ones included: old parcels are theirs."""
    return list(Courier.objects.order_by("position", "id").values_list("name", flat=True))


def _by_method(rows: list[tuple[str, Ranked]]) -> ByMethod:
    return ByMethod(
        cod=[row for method, row in rows if method == PaymentMethod.COD],
        non_cod=[row for method, row in rows if method != PaymentMethod.COD],
    )
