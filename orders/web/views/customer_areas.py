from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.states import Right
from accounts.web.access import SellerRequest, partner_required
from komship.lib import clock
from komship.web.charts import Series, chart_data
from komship.web.formats import month_names
from orders.risk import FEWEST_PARCELS, INSIGHT_MONTHS
from orders.selectors.contact_growth import contact_growth
from orders.selectors.customer_areas import area_outcomes, customer_areas
from orders.selectors.performance import Period

MOST_CITIES = 20
FIRST_YEAR = 2020
PERIODS = {"semua": Period.EVER, "bulan": Period.MONTH}


@partner_required(right=Right.ORDER_VIEW)
@require_safe
def insight(request: SellerRequest) -> HttpResponse:
    """How many buyers there are, where they live, and how parcels end there."""
    partner_id = request.partner_access.partner_id
    wanted = request.GET.get("sejak", "")
    period = wanted if wanted in PERIODS else "semua"
    areas = customer_areas(partner_id, since=PERIODS[period].first_on, outcomes=area_outcomes(partner_id))
    year = _year(request.GET.get("tahun", ""))
    context = {
        "areas": areas,
        "cities": areas.cities[:MOST_CITIES],
        "year": year,
        "years": _neighbours(year),
        "growth": _growth(contact_growth(partner_id, year)),
        "period": period,
        "tabs": _tabs(period, year),
        "months": INSIGHT_MONTHS,
        "fewest": FEWEST_PARCELS,
    }
    return render(request, "orders/customer_insight.html", context)


def _year(text: str) -> int:
    this = clock.today().year
    is_year = len(text) == 4 and text.isascii() and text.isdigit()
    return int(text) if is_year and FIRST_YEAR <= int(text) <= this else this


def _neighbours(year: int) -> dict[str, int | None]:
    return {
        "before": year - 1 if year > FIRST_YEAR else None,
        "after": year + 1 if year < clock.today().year else None,
    }


def _growth(counts: list[int]) -> dict[str, Any]:
    data = chart_data(_("Bulan"), month_names(), [Series(_("Pembeli baru"), counts)])
    return {"data": data, "total": sum(counts)}


def _tabs(period: str, year: int) -> list[dict[str, object]]:
    labels = {"semua": _("Semua waktu"), "bulan": _("Bulan ini")}
    base = reverse("customers:insight")
    return [
        {"label": label, "url": f"{base}?sejak={key}&tahun={year}", "active": key == period, "count": None}
        for key, label in labels.items()
    ]
