from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.states import Right
from accounts.web.access import SellerRequest, partner_required
from finance.selectors.income import income_days, income_totals, return_cost
from finance.states import PaymentMethod
from orders.selectors.forecast import DAYS_AHEAD, settlement_forecast
from orders.selectors.income import method_income
from orders.web.income_page import (
    IncomePeriodForm,
    forecast_chart,
    forecast_lines,
    income_cards,
    income_chart,
    method_facts,
    quick_periods,
    usual_period,
)


@partner_required(right=Right.FINANCE_INCOME)
@require_safe
def income(request: SellerRequest) -> HttpResponse:
    """What parcels have brought in a period: cards, a graph with its table, and each payment method."""
    partner_id = request.partner_access.partner_id
    form = IncomePeriodForm(request.GET or usual_period())
    since, until = form.period()
    context = {
        "form": form,
        "since": since,
        "until": until,
        "tabs": quick_periods(since, until),
        "cards": income_cards(income_totals(partner_id)),
        "chart": income_chart(income_days(partner_id, since, until), since, until),
        "methods": [
            method_facts(method_income(partner_id, method, since, until)) for method in PaymentMethod
        ],
        "returns": return_cost(partner_id, since, until),
    }
    return render(request, "orders/income.html", context)


@partner_required(right=Right.FINANCE_BALANCE)
@require_safe
def forecast(request: SellerRequest) -> HttpResponse:
    """Pending money by the day it should arrive; what has no day is named and summed too."""
    found = settlement_forecast(request.partner_access.partner_id)
    context = {
        "forecast": found,
        "chart": forecast_chart(found),
        "lines": forecast_lines(found),
        "days_ahead": DAYS_AHEAD,
    }
    return render(request, "orders/forecast.html", context)
