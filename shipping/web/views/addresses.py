"""Pickup addresses: written here, because regions are shipping's."""

from typing import Any

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.errors import WarehouseNotFound
from accounts.models import Warehouse
from accounts.selectors.warehouses import warehouse_detail, warehouse_list
from accounts.services import WarehouseInput, delete_warehouse, save_warehouse, set_default_warehouse
from accounts.states import Right
from accounts.web.access import SellerRequest, partner_required, web_actor
from komship.lib.errors import DomainError
from komship.web.forms import Done, form_answer, submit
from komship.web.htmx import go_to
from shipping.errors import DestinationNotFound
from shipping.ports import PRODUCTS, warehouse_counts
from shipping.selectors.destinations import destination_detail, destination_page
from shipping.services._region import region_of
from shipping.web.forms import AddressForm

MOST_PLACES = 20
LONGEST_SEARCH = 100
SEARCH = "cari"


@partner_required(right=Right.WAREHOUSE_MANAGE)
@require_safe
def addresses(request: SellerRequest) -> HttpResponse:
    partner_id = request.partner_access.partner_id
    products = warehouse_counts(PRODUCTS, partner_id)
    rows = [(row, products.get(row.pk, 0)) for row in warehouse_list(partner_id)]
    return render(request, "shipping/addresses.html", {"addresses": rows})


@partner_required(right=Right.WAREHOUSE_MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def new_address(request: SellerRequest) -> HttpResponse:
    return _edit(request, None)


@partner_required(right=Right.WAREHOUSE_MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def address(request: SellerRequest, warehouse_id: int) -> HttpResponse:
    return _edit(request, _own(request, warehouse_id))


@partner_required(right=Right.WAREHOUSE_MANAGE)
@require_POST
def make_default(request: SellerRequest, warehouse_id: int) -> HttpResponse:
    row = _own(request, warehouse_id)
    set_default_warehouse(row.pk, partner_id=row.partner_id, actor=web_actor(request))
    return _back(request, _("%(name)s sekarang alamat utama.") % {"name": row.name})


@partner_required(right=Right.WAREHOUSE_MANAGE)
@require_POST
def remove(request: SellerRequest, warehouse_id: int) -> HttpResponse:
    row = _own(request, warehouse_id)
    try:
        delete_warehouse(row.pk, partner_id=row.partner_id, actor=web_actor(request))
    except DomainError as refused:
        return go_to(request, reverse("shipping:addresses"), text=refused.message, tone="danger")
    return _back(request, _("%(name)s dihapus.") % {"name": row.name})


@partner_required(right=Right.WAREHOUSE_MANAGE)
@require_safe
def places(request: SellerRequest) -> HttpResponse:
    """What the region field asks for while somebody types."""
    found = [
        {
            "value": row.pk,
            "text": f"{row.village}, {row.district}, {row.city}",
            "note": f"{row.province} {row.postal_code}",
        }
        for row in _found(request.GET.get("q", ""))
    ]
    return JsonResponse(found, safe=False)


def _edit(request: SellerRequest, row: Warehouse | None) -> HttpResponse:
    """One form for new and stored addresses. The search button only looks for places."""
    searching = request.method == "POST" and request.POST.get("langkah") == SEARCH
    form = AddressForm(request.POST or None, initial=_values(row))
    if searching:
        form = AddressForm(initial=request.POST.dict())

    def keep(values: dict[str, Any]) -> Done:
        place = destination_detail(values["destination_id"])
        if place is None:
            raise DestinationNotFound
        data = WarehouseInput(
            name=values["name"],
            contact_name=values["contact_name"],
            contact_phone=values["contact_phone"],
            address_line=values["address_line"],
            region=region_of(place),
            is_default=values["is_default"],
        )
        partner_id = request.partner_access.partner_id
        stored_id = row.pk if row else None
        save_warehouse(data, partner_id=partner_id, warehouse_id=stored_id, actor=web_actor(request))
        return Done(reverse("shipping:addresses"), _("%(name)s tersimpan.") % values)

    done = None if searching else submit(request, form, keep)
    if done is not None:
        return done
    form.offer(_offered(form, request.POST.get("cari", "") if searching else ""))
    return form_answer(request, form, "shipping/address.html", context={"address": row})


def _offered(form: AddressForm, search: str) -> list[Any]:
    """The place that stands in the form, and those a search found."""
    raw = str(form["destination_id"].value() or "")
    current = destination_detail(int(raw)) if raw.isascii() and raw.isdigit() and len(raw) <= 18 else None
    found = _found(search)
    return [*([current] if current and current not in found else []), *found]


def _found(search: str) -> list[Any]:
    """Places a person may mean. The database takes no zero bytes."""
    text = search[:LONGEST_SEARCH].replace("\x00", "")
    return destination_page(text, limit=MOST_PLACES).rows if len(text.strip()) > 1 else []


def _values(row: Warehouse | None) -> dict[str, Any]:
    if row is None:
        return {}
    names = ("name", "contact_name", "contact_phone", "address_line", "is_default")
    return {name: getattr(row, name) for name in names} | {"destination_id": row.destination_ref or None}


def _own(request: SellerRequest, warehouse_id: int) -> Warehouse:
    try:
        return warehouse_detail(request.partner_access.partner_id, warehouse_id)
    except WarehouseNotFound as missing:
        raise Http404 from missing


def _back(request: SellerRequest, text: str) -> HttpResponse:
    return go_to(request, reverse("shipping:addresses"), text=text)
