"""Everything a seller does to orders that exist. POST only; each ends where it began."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urlencode, urlsplit

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBadRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from accounts.states import Right
from accounts.web.access import SellerRequest, partner_required, web_actor
from komship.lib import clock
from komship.lib.errors import DomainError, NotFound
from komship.web.htmx import Tone, go_to
from orders.models import Order
from orders.selectors.chosen import chosen_rows
from orders.selectors.detail import order_detail
from orders.selectors.rows import OrderRow
from orders.services.call_off_order import call_off_order
from orders.services.cancel_order import cancel_order
from orders.services.check_in_return import ReturnArrival, check_in_return
from orders.services.delete_order import delete_order
from orders.services.start_cancel import start_cancel
from orders.web.background import WHILE_WAITING, go_to_job
from orders.web.found import ids_in, or_404
from orders.web.refusals import require_rights, words_for
from shipping.services.poll_now import poll_now

# A courier that was asked a moment ago has nothing new, and its rate limit is everybody's.
ASKED_LATELY = timedelta(seconds=30)


@partner_required(right=Right.ORDER_DELETE)
@require_POST
def delete(request: SellerRequest, number: str) -> HttpResponse:
    """Take back an order no courier knows of."""
    order = _own(request, number)
    return _try(
        request,
        order,
        lambda: delete_order(order.partner_id, order.pk, actor=web_actor(request)),
        (_("%(number)s dihapus. Stok dan saldo yang ditahan sudah kembali."), reverse("orders:list")),
    )


@partner_required(right=Right.ORDER_EDIT)
@require_POST
def cancel(request: SellerRequest, number: str) -> HttpResponse:
    """Cancel an order that waits for the courier."""
    order = _own(request, number)
    return _try(
        request,
        order,
        lambda: cancel_order(order.partner_id, order.pk, actor=web_actor(request)),
        (_("%(number)s dibatalkan. Stok dan saldo yang ditahan sudah kembali."), _page(order)),
    )


@partner_required(right=Right.ORDER_EDIT)
@require_POST
def take_back(request: SellerRequest, number: str) -> HttpResponse:
    """The goods of a return are all there and fine: back on the shelf with them."""
    order = _own(request, number)
    arrival = ReturnArrival(partner_id=order.partner_id, order_id=order.pk)
    return _try(
        request,
        order,
        lambda: check_in_return(arrival, actor=web_actor(request)),
        (_("Barang %(number)s kembali ke stok dan bisa dijual lagi."), _page(order)),
    )


@partner_required(right=Right.ORDER_VIEW)
@require_POST
def track(request: SellerRequest, number: str) -> HttpResponse:
    """Ask the courier about the parcel now."""
    order = _own(request, number)
    shipment = order.shipment
    if shipment is None or not shipment.awb:
        return go_to(request, _page(order), text=_("Resi belum terbit."), tone="warning")
    if shipment.polled_at and clock.now() - shipment.polled_at < ASKED_LATELY:
        return go_to(request, _page(order), text=_("Baru saja dilacak. Coba lagi sebentar."), tone="info")
    text = _("Kurir belum punya kabar baru.")
    tone: Tone = "info"
    for result in poll_now([shipment.pk]):
        if result.new_scans:
            text, tone = _("Perjalanan paket sudah diperbarui."), "success"
        elif result.problem and order.status != "packing":
            text, tone = _("Kurir belum bisa dihubungi. Kami coba lagi otomatis."), "warning"
    return go_to(request, _page(order), text=text, tone=tone)


@partner_required(right=Right.ORDER_VIEW)
@require_POST
def act_on_chosen(request: SellerRequest) -> HttpResponse:
    """Pickup and labels have pages of their own; cancelling happens here, order by order."""
    act = _ON_CHOSEN.get(request.POST.get("aksi", ""))
    if act is None:
        return HttpResponseBadRequest()
    ids = ids_in(request.POST.getlist("pilih"))
    if not ids:
        return go_to(request, _list_as_it_was(request), text=_("Pilih pesanannya dulu."), tone="warning")
    with or_404():
        rows = chosen_rows(request.partner_access.partner_id, ids)
    return act(request, rows)


def _to_pickup(request: SellerRequest, rows: list[OrderRow]) -> HttpResponse:
    return go_to(request, f"{reverse('pickups:new')}?{_ids(rows)}")


def _to_labels(request: SellerRequest, rows: list[OrderRow]) -> HttpResponse:
    return go_to(request, f"{reverse('orders:labels')}?{_ids(rows)}")


def _cancel_each(request: SellerRequest, rows: list[OrderRow]) -> HttpResponse:
    """New orders are deleted, those waiting for the courier are cancelled, others stay, with the reason."""
    require_rights(request, Right.ORDER_EDIT, Right.ORDER_DELETE)
    access = request.partner_access
    if len(rows) > WHILE_WAITING:
        return _cancel_later(request, rows)
    refusals: Counter[str] = Counter()
    for row in rows:
        try:
            call_off_order(access.partner_id, row.id, actor=web_actor(request))
        except DomainError as refused:
            refusals[words_for(refused)] += 1
    done = len(rows) - refusals.total()
    for reason, count in refusals.most_common():
        text = ngettext("%(n)s pesanan tidak dibatalkan.", "%(n)s pesanan tidak dibatalkan.", count)
        messages.warning(request, f"{text % {'n': count}} {reason}")
    told = ngettext("%(n)s pesanan dibatalkan.", "%(n)s pesanan dibatalkan.", done) % {"n": done}
    return go_to(request, _list_as_it_was(request), text=told if done else "")


def _cancel_later(request: SellerRequest, rows: list[OrderRow]) -> HttpResponse:
    try:
        job = start_cancel(request.partner_access.partner_id, rows, actor=web_actor(request))
    except DomainError as refused:
        return go_to(request, _list_as_it_was(request), text=words_for(refused), tone="warning")
    return go_to_job(request, job)


_ON_CHOSEN: dict[str, Callable[[SellerRequest, list[OrderRow]], HttpResponse]] = {
    "pickup": _to_pickup,
    "label": _to_labels,
    "batal": _cancel_each,
}


def _own(request: SellerRequest, number: str) -> Order:
    with or_404():
        return order_detail(request.partner_access.partner_id, number=number)


def _try(
    request: SellerRequest, order: Order, use_case: Callable[[], object], told: tuple[str, str]
) -> HttpResponse:
    """Run a use-case on the order and say how it went; `told` is (text, where to go) of success."""
    text, url = told
    try:
        use_case()
    except NotFound:
        return go_to(request, reverse("orders:list"), text=_("Pesanan ini sudah dihapus."), tone="warning")
    except DomainError as refused:
        return go_to(request, _page(order), text=words_for(refused), tone="danger")
    return go_to(request, url, text=text % {"number": order.number})


def _page(order: Order) -> str:
    return reverse("orders:detail", args=[order.number])


def _ids(rows: list[OrderRow]) -> str:
    return urlencode({"ids": ",".join(str(row.id) for row in rows)}, safe=",")


def _list_as_it_was(request: SellerRequest) -> str:
    """The list with the tab and filters it had."""
    came_from = urlsplit(request.headers.get("Referer", ""))
    page = reverse("orders:list")
    return f"{page}?{came_from.query}" if came_from.path == page and came_from.query else page
