"""How the business does, and what its sellers cost to win."""

from typing import Any

from accounts.api.ops_endpoint import OpsEndpoint
from komship.dashboard.api.figure_inputs import OptionalDatesInput, period_of, this_month
from komship.dashboard.rules import CHURN_DAYS, CHURN_MONTHS, Period
from komship.dashboard.selectors.ads_report import AdsDay, ads_report
from komship.dashboard.selectors.business_metrics import business_metrics


class MetricsInput(OptionalDatesInput):
    """The dates are ours: without them everything since the beginning."""

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        named = attrs["start_date"] and attrs["end_date"]
        return {"period": period_of(attrs) if named else None}


class BusinessMetricsNow(OpsEndpoint):
    input = MetricsInput

    def perform(self, *, period: Period | None) -> dict[str, Any]:
        found = business_metrics(period)
        return {
            "total_transaction_cod": found.cod_rp,
            "total_transaction_non_cod": found.non_cod_rp,
            "total_shipping": found.shipping_rp,
            "total_transacting_user": found.transacting,
            "net_ltv_user": found.ltv_rp,
            "retention_rate": found.retention_percent,
            "curent_churn_user": found.churned,
            "churn_period": f"{CHURN_MONTHS} Bulan - {CHURN_DAYS} Hari",
            "outstanding_user_balance": found.outstanding_rp,
        }


class AdsInput(OptionalDatesInput):
    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        return {"period": this_month(attrs)}


class AdsCostReport(OpsEndpoint):
    """A day's number is the day itself; its cost is null while nobody has entered one."""

    input = AdsInput

    def perform(self, *, period: Period) -> dict[str, Any]:
        report = ads_report(period)
        return {
            "data_days": [_day(day) for day in report.days],
            "totals": {
                "total_cost": report.cost_rp,
                "total_register": report.registered,
                "total_order": report.ordered,
                "total_pickup": report.picked_up,
            },
            "cost_per_result": {
                "cpr_register": report.cost_per(report.registered),
                "cpr_order": report.cost_per(report.ordered),
                "cpr_pickup": report.cost_per(report.picked_up),
            },
        }


def _day(day: AdsDay) -> dict[str, Any]:
    return {
        "cost_date": day.day.isoformat(),
        "id": int(f"{day.day:%Y%m%d}"),
        "cost": day.cost_rp,
        "register": day.registered,
        "order": day.ordered,
        "pickup": day.picked_up,
    }
