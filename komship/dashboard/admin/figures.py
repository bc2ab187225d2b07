"""Pages of figures: charts, rankings, income, metrics. All read the days that are added up."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from accounts.admin import ReadOnlyAdmin
from finance.states import PaymentMethod
from komship.dashboard.admin.bars import bars
from komship.dashboard.admin.forms import ChartForm, IncomeForm, PeriodForm
from komship.dashboard.models import FigureDay
from komship.dashboard.rules import CHURN_DAYS, CHURN_MONTHS
from komship.dashboard.selectors.ads_report import ads_report
from komship.dashboard.selectors.business_metrics import business_metrics
from komship.dashboard.selectors.figure_rows import refreshed_at
from komship.dashboard.selectors.incomes import income_totals, incomes
from komship.dashboard.selectors.profits import ProfitDay, couriers_by_profit, partners_by_profit, profit_days
from komship.dashboard.selectors.turnover import top_couriers, top_sellers, turnover_days

PAGE_SIZE, TOP = 50, 10
LAST_PAGE = 100_000
METHODS = PaymentMethod.values


@admin.register(FigureDay)
class FigureAdmin(ReadOnlyAdmin):
    """The list is the page of charts: nobody reads the stored rows one by one."""

    def get_urls(self) -> list[URLPattern]:
        pages = {
            "ranking": ("peringkat/", self.ranking_view),
            "incomes": ("pendapatan/", self.incomes_view),
            "metrics": ("metrik/", self.metrics_view),
            "ads": ("biaya-iklan/", self.ads_view),
        }
        mine = [
            path(route, self.admin_site.admin_view(view), name=f"dashboard_figureday_{name}")
            for name, (route, view) in pages.items()
        ]
        return [*mine, *super().get_urls()]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        form = ChartForm(request.GET)
        period, courier = form.period(), form.courier_name()
        days = turnover_days(period, couriers=[courier] if courier else [])
        earned = {day.day: day for day in profit_days(period, courier=courier)}
        context = {
            "form": form,
            "orders": sum(day.orders for day in days),
            "total_rp": sum(day.total_rp for day in days),
            "shipping_rp": sum(day.shipping_rp for day in days),
            "profit_rp": sum(day.cod_rp + day.non_cod_rp for day in earned.values()),
            "charts": [
                bars(_("Nilai pesanan"), ((day.day, day.cod_rp, day.non_cod_rp) for day in days)),
                bars(
                    _("Ongkir"),
                    ((day.day, day.shipping_cod_rp, day.shipping_non_cod_rp) for day in days),
                ),
                bars(_("Laba paket diterima"), (_earned(earned, day) for day in period.days())),
            ],
        }
        return self._page(request, "dashboard/ops_charts.html", _("Grafik"), context)

    def ranking_view(self, request: HttpRequest) -> HttpResponse:
        form = PeriodForm(request.GET)
        period = form.period()
        couriers, sellers = couriers_by_profit(period), partners_by_profit(period, limit=TOP)
        context = {
            "form": form,
            "sold": [
                (_("Penjual menurut nilai pesanan"), top_sellers(period, methods=METHODS, limit=TOP)),
                (_("Ekspedisi menurut ongkir"), top_couriers(period, methods=METHODS)),
            ],
            "earned": [
                (_("Laba per penjual, COD"), sellers.cod),
                (_("Laba per penjual, transfer"), sellers.non_cod),
                (_("Laba per ekspedisi, COD"), couriers.cod),
                (_("Laba per ekspedisi, transfer"), couriers.non_cod),
            ],
        }
        return self._page(request, "dashboard/ops_ranking.html", _("Peringkat"), context)

    def incomes_view(self, request: HttpRequest) -> HttpResponse:
        form = IncomeForm(request.GET)
        wanted, number = form.wanted(), _page_number(request)
        totals = income_totals(wanted)

        def page_url(page: int) -> str:
            said = {name: value for name, value in form.data.items() if value}
            return f"{request.path}?{urlencode(said | {'page': page})}"

        context = {
            "form": form,
            "totals": totals,
            "rows": incomes(wanted, offset=(number - 1) * PAGE_SIZE, limit=PAGE_SIZE),
            "previous_url": page_url(number - 1) if number > 1 else "",
            "next_url": page_url(number + 1) if number * PAGE_SIZE < totals.sellers else "",
        }
        return self._page(request, "dashboard/ops_incomes.html", _("Pendapatan"), context)

    def metrics_view(self, request: HttpRequest) -> HttpResponse:
        form = PeriodForm(request.GET)
        context = {
            "form": form,
            "metrics": business_metrics(form.period()),
            "churn_months": CHURN_MONTHS,
            "churn_days": CHURN_DAYS,
        }
        return self._page(request, "dashboard/ops_metrics.html", _("Metrik bisnis"), context)

    def ads_view(self, request: HttpRequest) -> HttpResponse:
        form = PeriodForm(request.GET)
        report = ads_report(form.period())
        context = {
            "form": form,
            "report": report,
            "results": [
                (_("Per pendaftar"), report.cost_per(report.registered)),
                (_("Per penjual yang memesan"), report.cost_per(report.ordered)),
                (_("Per penjual yang dijemput"), report.cost_per(report.picked_up)),
            ],
        }
        return self._page(request, "dashboard/ops_ads.html", _("Biaya iklan"), context)

    def _page(
        self, request: HttpRequest, template: str, title: str, context: dict[str, Any]
    ) -> TemplateResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        labels = {
            "changelist": _("Grafik"),
            "ranking": _("Peringkat"),
            "incomes": _("Pendapatan"),
            "metrics": _("Metrik bisnis"),
            "ads": _("Biaya iklan"),
        }
        urls = {name: reverse(f"admin:dashboard_figureday_{name}") for name in labels}
        frame = {
            **self.admin_site.each_context(request),
            "title": title,
            "tabs": [(urls[name], label, request.path == urls[name]) for name, label in labels.items()],
            "refreshed_at": refreshed_at(),
        }
        return TemplateResponse(request, template, frame | context)


def _earned(earned: dict[date, ProfitDay], day: date) -> tuple[date, int, int]:
    found = earned.get(day)
    return (day, found.cod_rp, found.non_cod_rp) if found else (day, 0, 0)


def _page_number(request: HttpRequest) -> int:
    text = request.GET.get("page", "")
    is_number = text.isascii() and text.isdigit() and len(text) <= 6
    return min(max(int(text), 1), LAST_PAGE) if is_number else 1
