from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseBadRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from accounts.errors import RightMissing
from accounts.states import Right
from accounts.web.access import SellerRequest, partner_required, web_actor
from komship.lib.errors import NotFound
from komship.web.htmx import Tone, go_to
from products.services import delete_product, publish_products

SELL, KEEP, DELETE = "jual", "draf", "hapus"
MOST_CHOSEN = 200
MOST_DIGITS = 18


@partner_required(right=Right.PRODUCT_VIEW)
@require_POST
def product_bulk(request: SellerRequest) -> HttpResponse:
    """What was asked for the ticked products."""
    action = request.POST.get("aksi", "")
    ids = _chosen(request)
    back = reverse("products:list")
    if action not in (SELL, KEEP, DELETE):
        return HttpResponseBadRequest()
    if not request.partner_access.may(Right.PRODUCT_DELETE if action == DELETE else Right.PRODUCT_EDIT):
        raise PermissionDenied(RightMissing().message)
    if not ids:
        return go_to(request, back, text=_("Pilih dulu produknya."), tone="warning")
    changed = _delete(request, ids) if action == DELETE else _publish(request, ids, action == SELL)
    tone: Tone = "success" if changed else "warning"
    return go_to(request, back, text=_told(action, changed, len(ids)), tone=tone)


def _chosen(request: SellerRequest) -> list[int]:
    texts = request.POST.getlist("pilih")[:MOST_CHOSEN]
    if not all(text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS for text in texts):
        raise Http404
    return list(dict.fromkeys(map(int, texts)))


def _publish(request: SellerRequest, ids: list[int], is_published: bool) -> int:
    return publish_products(
        request.partner_access.partner_id,
        product_ids=ids,
        is_published=is_published,
        actor=web_actor(request),
    )


def _delete(request: SellerRequest, ids: list[int]) -> int:
    """One by one: whoever deletes the same product elsewhere at this moment stops none of the others."""
    deleted = 0
    for product_id in ids:
        try:
            delete_product(request.partner_access.partner_id, product_id=product_id, actor=web_actor(request))
        except NotFound:
            continue
        deleted += 1
    return deleted


def _told(action: str, changed: int, chosen: int) -> str:
    words = {
        SELL: ngettext("%(count)d produk dijual.", "%(count)d produk dijual.", changed),
        KEEP: ngettext("%(count)d produk jadi draf.", "%(count)d produk jadi draf.", changed),
        DELETE: ngettext("%(count)d produk dihapus.", "%(count)d produk dihapus.", changed),
    }
    told = words[action] % {"count": changed}
    if changed == chosen:
        return told
    passed = {"count": chosen - changed}
    if action == SELL:
        return f"{told} {_('%(count)d dilewati: sudah dijual atau belum ada harganya.') % passed}"
    return f"{told} {_('%(count)d dilewati.') % passed}"
