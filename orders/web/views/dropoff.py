"""Bring the chosen orders to the counter: their airway bills are asked for without a pickup."""

from collections import Counter
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from accounts.states import Right
from accounts.web.access import SellerRequest, partner_required, web_actor
from komship.lib.errors import DomainError
from komship.web.htmx import go_to
from orders.selectors.chosen import chosen_rows
from orders.services.request_dropoff import request_dropoff
from orders.web.found import ids_in, or_404
from orders.web.refusals import words_for


@partner_required(right=Right.PICKUP_SUBMIT)
@require_POST
def dropoff(request: SellerRequest) -> HttpResponse:
    """Each order in a transaction of its own; sent again, none is asked for twice."""
    ids = ids_in(request.POST.getlist("pilih"))
    if not ids:
        text = _("Pilih pesanan yang mau diantar.")
        return go_to(request, reverse("pickups:new"), text=text, tone="warning")
    with or_404():
        rows = chosen_rows(request.partner_access.partner_id, ids)
    done, refusals = [], Counter[str]()
    for row in rows:
        try:
            request_dropoff(request.partner_access.partner_id, row.id, actor=web_actor(request))
        except DomainError as refused:
            refusals[words_for(refused)] += 1
        else:
            done.append(row.id)
    for reason, count in refusals.most_common():
        text = ngettext("%(n)s pesanan belum diproses.", "%(n)s pesanan belum diproses.", count)
        messages.warning(request, f"{text % {'n': count}} {reason}")
    return _told(request, done)


def _told(request: SellerRequest, done: list[int]) -> HttpResponse:
    """On to the labels, which the counter wants to see."""
    if not done:
        return go_to(request, reverse("pickups:new"))
    text = ngettext(
        "%(n)s pesanan diantar sendiri. Tempel labelnya, lalu bawa ke konter.",
        "%(n)s pesanan diantar sendiri. Tempel labelnya, lalu bawa ke konter.",
        len(done),
    )
    query = urlencode({"ids": ",".join(map(str, done))}, safe=",")
    return go_to(request, f"{reverse('orders:labels')}?{query}", text=text % {"n": len(done)})
