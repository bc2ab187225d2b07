"""Ask couriers to come: choose an address, its orders, a slot; one result per order."""

import secrets
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.states import Right
from accounts.web.access import SellerRequest, partner_required, web_actor
from komship.core.jobs import TooManyJobs
from komship.lib.errors import DomainError
from komship.web.forms import form_answer
from komship.web.htmx import UNPROCESSABLE, go_to
from orders.errors import OrderNotChangeable
from orders.selectors.chosen import (
    WaitingPlace,
    chosen_rows,
    pickup_of_token,
    waiting_places,
    waiting_rows,
)
from orders.selectors.rows import OrderRow
from orders.services.request_pickup import PickupSlot, request_pickup
from orders.services.start_pickup import start_pickup
from orders.states import OrderStatus
from orders.web.background import WHILE_WAITING, go_to_job
from orders.web.found import ids_in, or_404
from orders.web.pickup_form import PickupForm, by_courier
from orders.web.refusals import words_for
from shipping.errors import PickupSlotRefused, PickupTokenTaken


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one order; an empty `reason` means it is on the pickup."""

    row: OrderRow
    reason: str = ""


@partner_required(right=Right.PICKUP_SUBMIT)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def pickup_new(request: SellerRequest) -> HttpResponse:
    """Nothing is lost by sending the form again: with the same token an order is asked for once."""
    vehicles = request.partner_access.partner.settings.vehicles
    if request.method != "POST":
        return _page(request, PickupForm(initial={"token": secrets.token_urlsafe(16)}, vehicles=vehicles))
    ids = ids_in(request.POST.getlist("pilih"))
    with or_404():
        rows = chosen_rows(request.partner_access.partner_id, ids)
    form = PickupForm(request.POST, vehicles=vehicles)
    if form.is_valid() and not rows:
        form.add_domain_error(OrderNotChangeable(_("Pilih pesanan yang mau dijemput.")))
    if not form.is_valid():
        return _page(request, form)
    try:
        if len(rows) > WHILE_WAITING:
            return _ask_later(request, rows, _slot(form))
        results = _ask_for_each(request, rows, _slot(form))
    except (PickupSlotRefused, PickupTokenTaken, TooManyJobs) as refused:
        return _refused(request, form, refused)
    return _told(request, form, results)


def _slot(form: PickupForm) -> PickupSlot:
    values = form.cleaned_data
    return PickupSlot(
        token=values["token"],
        pickup_on=values["pickup_time"].on,
        pickup_time=values["pickup_time"].at,
        vehicle=values["vehicle"],
    )


def _ask_for_each(request: SellerRequest, rows: list[OrderRow], slot: PickupSlot) -> list[Result]:
    """Each order in a transaction of its own. Raises what refuses the slot, and so every order."""
    results = []
    for row in rows:
        try:
            request_pickup(request.partner_access.partner_id, row.id, slot, actor=web_actor(request))
        except (PickupSlotRefused, PickupTokenTaken):
            raise
        except DomainError as refused:
            results.append(Result(row, words_for(refused)))
        else:
            results.append(Result(row))
    return results


def _ask_later(request: SellerRequest, rows: list[OrderRow], slot: PickupSlot) -> HttpResponse:
    """One job for all of them. Raises what refuses the slot."""
    partner_id = request.partner_access.partner_id
    return go_to_job(request, start_pickup(partner_id, rows, slot, actor=web_actor(request)))


def _refused(request: SellerRequest, form: PickupForm, refused: DomainError) -> HttpResponse:
    """The hour is gone, or this form has made another pickup already: choose again, under a new token."""
    typed = request.POST.copy()
    typed["token"] = secrets.token_urlsafe(16)
    form.data = typed
    if isinstance(refused, PickupTokenTaken):
        text = _("Jadwal atau alamatnya berubah dari permintaan sebelumnya. Periksa lagi, lalu kirim.")
        form.add_error(None, text)
    else:
        form.add_domain_error(refused)
    return _page(request, form)


def _told(request: SellerRequest, form: PickupForm, results: list[Result]) -> HttpResponse:
    done = [result for result in results if not result.reason]
    failed = [result for result in results if result.reason]
    pickup = pickup_of_token(request.partner_access.partner_id, form.cleaned_data["token"])
    if pickup is not None and not failed:
        text = ngettext("%(n)s pesanan dijadwalkan.", "%(n)s pesanan dijadwalkan.", len(done))
        return go_to(request, reverse("pickups:detail", args=[pickup.pk]), text=text % {"n": len(done)})
    context = {
        "form": form,
        "pickup": pickup,
        "done": done,
        "failed": failed,
        "slot_value": form.cleaned_data["pickup_time"].value,
        "vehicle": form.cleaned_data["vehicle"],
    }
    status = 200 if done else UNPROCESSABLE
    return render(request, "orders/pickup_result.html", context, status=status)


def _page(request: SellerRequest, form: PickupForm) -> HttpResponse:
    partner_id = request.partner_access.partner_id
    asked = _asked_for(request)
    places = waiting_places(partner_id)
    current = _current_place(request, places, asked)
    rows = waiting_rows(partner_id, current.warehouse.pk) if current else []
    chosen = {row.id for row in asked} if asked else {row.id for row in rows}
    context: dict[str, Any] = {
        "places": places,
        "current": current,
        "groups": by_courier(rows),
        "shown": len(rows),
        "chosen": chosen,
        "chosen_here": sum(1 for row in rows if row.id in chosen),
        "elsewhere": sum(1 for row in asked if current and row.warehouse_id != current.warehouse.pk),
        "ids": ",".join(str(row.id) for row in asked),
    }
    return form_answer(request, form, "orders/pickup_new.html", context=context)


def _asked_for(request: SellerRequest) -> list[OrderRow]:
    """Orders ticked elsewhere, or in this form before it was refused."""
    texts = request.POST.getlist("pilih") if request.method == "POST" else request.GET.getlist("ids")
    with or_404():
        rows = chosen_rows(request.partner_access.partner_id, ids_in(texts))
    return [row for row in rows if row.status == OrderStatus.CREATED]


def _current_place(
    request: SellerRequest, places: list[WaitingPlace], asked: list[OrderRow]
) -> WaitingPlace | None:
    """The address asked for, else that of the ticked orders, else the first where somebody waits."""
    wanted = str(asked[0].warehouse_id) if asked else ""
    wanted = request.GET.get("alamat", wanted)
    known = next((place for place in places if str(place.warehouse.pk) == wanted), None)
    waiting = next((place for place in places if place.orders), None)
    return known or waiting or next(iter(places), None)
