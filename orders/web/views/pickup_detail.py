from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from accounts.states import Right
from accounts.web.access import SellerRequest, partner_required
from komship.web.htmx import answer
from orders.selectors.pickups import orders_on_pickup, packing_list, pickup_detail
from orders.selectors.rows import order_rows
from orders.services.print_packing_list import print_packing_list
from orders.states import OrderStatus
from orders.web.found import or_404
from orders.web.labels import VEHICLE_ICONS

MOST_SHOWN = 500


@partner_required(right=Right.PICKUP_HISTORY)
@require_safe
def packing_list_pdf(request: SellerRequest, pickup_id: int) -> HttpResponse:
    """The packing list to print, or to send to whoever packs."""
    with or_404():
        pdf = print_packing_list(request.partner_access.partner_id, pickup_id)
    headers = {
        "Content-Disposition": f'inline; filename="daftar-kemas-{pickup_id}.pdf"',
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)


@partner_required(right=Right.PICKUP_HISTORY)
@require_safe
def pickup_detail_page(request: SellerRequest, pickup_id: int) -> HttpResponse:
    """A pickup: what to pack, and the airway bills as they arrive."""
    partner_id = request.partner_access.partner_id
    with or_404():
        row = pickup_detail(partner_id, pickup_id)
        orders = order_rows(orders_on_pickup(partner_id, pickup_id).order_by("id"), limit=MOST_SHOWN)
    waiting = sum(1 for order in orders if order.status == OrderStatus.BOOKING)
    context: dict[str, Any] = {
        "row": row,
        "pickup": row.pickup,
        "vehicle_icon": VEHICLE_ICONS.get(row.pickup.vehicle, "truck"),
        "orders": orders,
        "waiting": waiting,
        "settled": len(orders) - waiting,
        "ready": sum(1 for order in orders if order.awb),
        "unprinted": sum(1 for order in orders if order.awb and not order.label_prints),
        "refused": sum(1 for order in orders if order.status == OrderStatus.CREATED),
        "products": packing_list(partner_id, pickup_id),
    }
    return answer(request, "orders/pickup_detail.html", partial="orders/_pickup_orders.html", context=context)
