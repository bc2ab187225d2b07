from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.states import Right
from accounts.web.access import SellerRequest, partner_required
from finance.selectors.timeline import parcel_money_timeline
from komship.web.htmx import wants_partial
from orders.models import Order
from orders.selectors.detail import order_detail, order_lines
from orders.selectors.story import order_story
from orders.states import RETURN_ARRIVED, OrderStatus, is_cancellable, is_editable
from orders.web.amounts import buyer_pays, seller_gets
from orders.web.found import or_404
from orders.web.notices import may_take_back, notices, waiting_notice
from orders.web.timelines import activity_moments, booked_entries, parcel_moments
from shipping.selectors.shipments import tracking_lines

# A parcel that ended needs no more news.
_TRACKED = (OrderStatus.PACKING, OrderStatus.SHIPPED, OrderStatus.RETURNED)
_PRINTED = (OrderStatus.PACKING, OrderStatus.SHIPPED)
# Here the money agreed upon is not what came.
_OFF_PLAN = (OrderStatus.RETURNED, OrderStatus.CANCELLED, OrderStatus.LOST, OrderStatus.DAMAGED)


@partner_required(right=Right.ORDER_VIEW)
@require_safe
def order_detail_page(request: SellerRequest, number: str) -> HttpResponse:
    """One order: where the parcel is, what became of the money, who did what."""
    with or_404():
        order = order_detail(request.partner_access.partner_id, number=number)
    if wants_partial(request):
        return _news_of_airway_bill(request, order)
    return render(request, "orders/detail.html", _context(request, order))


def _news_of_airway_bill(request: SellerRequest, order: Order) -> HttpResponse:
    """While an airway bill is awaited the open page asks again and again; then it loads anew."""
    notice = waiting_notice(order)
    if notice is not None:
        return render(request, "orders/_waiting.html", {"order": order, "waiting": notice})
    response = HttpResponse()
    response.headers["HX-Refresh"] = "true"
    return response


def _may_have_news(order: Order) -> bool:
    if order.shipment is not None and order.shipment.awaits_payout:
        return True
    return order.status in _TRACKED and order.return_state != RETURN_ARRIVED


def _context(request: SellerRequest, order: Order) -> dict[str, Any]:
    access = request.partner_access
    story = order_story(order)
    money = parcel_money_timeline(order.number) if access.may(Right.FINANCE_BALANCE) else None
    shipment = order.shipment
    awb = shipment.awb if shipment else None
    return {
        "order": order,
        "shipment": shipment,
        "track_url": request.build_absolute_uri(reverse("shipping:track", args=[awb])) if awb else "",
        "lines": order_lines(order),
        "waiting": waiting_notice(order),
        "notices": notices(order, story),
        "buyer_pays": buyer_pays(order, is_cod=order.is_cod),
        "seller_gets": seller_gets(order),
        "parcel": parcel_moments(tracking_lines(shipment)) if shipment else [],
        "money": money,
        "entries": booked_entries(money) if money else [],
        "activity": activity_moments(story),
        "may_pickup": is_editable(order.status) and access.may(Right.PICKUP_SUBMIT),
        "may_edit": is_editable(order.status) and access.may(Right.ORDER_EDIT),
        "may_repeat": access.may(Right.ORDER_CREATE),
        "may_delete": is_editable(order.status) and access.may(Right.ORDER_DELETE),
        "may_cancel": is_cancellable(order.status) and access.may(Right.ORDER_EDIT),
        "is_off_plan": order.status in _OFF_PLAN,
        "may_print": bool(awb) and order.status in _PRINTED and access.may(Right.PICKUP_HISTORY),
        "may_track": bool(awb) and _may_have_news(order),
        "may_take_back": may_take_back(order) and access.may(Right.ORDER_EDIT),
    }
