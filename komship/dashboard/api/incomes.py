"""What is ours of delivered parcels, by seller."""

from typing import Any

from rest_framework import serializers

from accounts.api.ops_endpoint import OpsEndpoint
from komship.api.pagination import Page, page_object
from komship.dashboard.api.figure_inputs import CourierField, OptionalDatesInput, period_of
from komship.dashboard.selectors.incomes import Income, IncomeFilter, income_totals, incomes
from orders.api.vocabulary import MethodField

PAGE_SIZE = 50
_OPTIONAL = ("start_date", "end_date", "shipping", "payment_method", "sort", "page")


class IncomeInput(OptionalDatesInput):
    """Clients leave everything blank until the operator has chosen."""

    shipping = CourierField(required=False)
    payment_method = MethodField(required=False)
    sort = serializers.ChoiceField(choices=["ASC", "DESC"], required=False)
    page = serializers.IntegerField(required=False, default=1, min_value=1, max_value=100_000)

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        said = {name: data[name] for name in _OPTIONAL if str(data.get(name) or "").strip()}
        if "sort" in said:
            said["sort"] = str(said["sort"]).upper()
        return dict(super().to_internal_value(said))

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        page = attrs.pop("page")
        wanted = IncomeFilter(
            period=period_of(attrs),
            courier=attrs.get("shipping", ""),
            method=attrs.get("payment_method", ""),
            sort=attrs.get("sort", ""),
        )
        return {"wanted": wanted, "page": page}


class IncomeList(OpsEndpoint):
    """Under the written names and under those clients read."""

    input = IncomeInput

    def perform(self, *, wanted: IncomeFilter, page: int) -> dict[str, Any]:
        shown = Page(number=page, size=PAGE_SIZE)
        totals = income_totals(wanted)
        rows = [_record(row) for row in incomes(wanted, offset=shown.offset, limit=shown.size)]
        path = self.request.build_absolute_uri(self.request.path)
        return {
            "profit": {
                "total_shipping_profit": totals.shipping_profit_rp,
                "total_cod_profit": totals.cod_profit_rp,
                "profit_cod": totals.cod_profit_rp,
            },
            "incomes": rows,
            "income": page_object(rows, shown, total=totals.sellers, path=path) if totals.sellers else [],
        }


def _record(row: Income) -> dict[str, Any]:
    return {
        "partner_name": row.partner_name,
        "district": row.district,
        "shipping_cost": row.shipping_rp,
        "grandtotal": row.total_rp,
        "grand_total": row.total_rp,
        "shipping_profit": row.shipping_profit_rp,
        "net_profit": row.cod_profit_rp,
    }
