from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.selectors.access import PartnerAccess
from accounts.states import Right
from accounts.web.access import SellerRequest, partner_required
from komship.dashboard.selectors.home import best_sellers, first_steps, home_figures
from komship.dashboard.web import home_page
from komship.dashboard.web.challenge import challenge_of
from komship.lib.clock import today
from komship.web.formats import weekday_text


@require_safe
@partner_required
def home(request: SellerRequest) -> HttpResponse:
    """The page of every morning. Everybody has one; it shows what the person may see."""
    access = request.partner_access
    figures = home_figures(
        access.partner_id,
        orders=access.may(Right.ORDER_VIEW),
        money=access.may(Right.FINANCE_BALANCE),
        trend=access.may(Right.DASHBOARD_VIEW),
    )
    counts, money = figures.orders, figures.money
    cards = home_page.order_cards(counts, with_money=money is not None) if counts else []
    start = first_steps(access.partner_id, counts) if counts and access.is_owner else None
    context = {
        "greeting": home_page.greeting(),
        "today": weekday_text(today()),
        "cards": cards + (home_page.money_cards(money, counts) if money else []),
        "money": money,
        "todos": home_page.todos(counts, money, figures.parcels) if counts else [],
        "trend": home_page.trend(figures.days) if figures.days else None,
        "ranking": best_sellers(access.partner_id) if _shows_ranking(access) else None,
        "challenge": challenge_of(access.partner) if access.is_owner else None,
        "first_steps": start,
        "steps": home_page.steps(start) if start and not start.is_finished else [],
    }
    return render(request, "dashboard/home.html", context)


def _shows_ranking(access: PartnerAccess) -> bool:
    return access.may(Right.DASHBOARD_VIEW) and access.partner.settings.tracking_sales_dashboard
