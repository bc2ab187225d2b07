from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.selectors.warehouses import default_warehouse
from accounts.states import Right
from accounts.web.access import SellerRequest, partner_required, web_actor
from komship.lib.errors import DomainError, NotFound
from komship.web.htmx import go_to
from shipping.selectors.couriers import courier_switches, shown_services
from shipping.services import switch_courier


@partner_required(right=Right.SETTING_COURIER)
@require_safe
def couriers(request: SellerRequest) -> HttpResponse:
    """Which couriers new orders are offered, with their services and, when closed, the reason."""
    partner_id = request.partner_access.partner_id
    services = shown_services()
    rows = [(switch, services.get(switch.courier_id, [])) for switch in courier_switches(partner_id)]
    context = {"couriers": rows, "has_address": default_warehouse(partner_id) is not None}
    return render(request, "shipping/couriers.html", context)


@partner_required(right=Right.SETTING_COURIER)
@require_POST
def switch(request: SellerRequest, courier_id: int) -> HttpResponse:
    is_on, back = request.POST.get("nyala") == "1", reverse("shipping:couriers")
    partner_id = request.partner_access.partner_id
    try:
        switch_courier(courier_id, partner_id=partner_id, is_active=is_on, actor=web_actor(request))
    except NotFound as missing:
        raise Http404 from missing
    except DomainError as refused:
        return go_to(request, back, text=refused.message, tone="danger")
    text = _("Ekspedisi dinyalakan.") if is_on else _("Ekspedisi dimatikan.")
    return go_to(request, back, text=text)
