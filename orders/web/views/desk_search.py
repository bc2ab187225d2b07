"""What the order desk's search fields ask for while somebody types."""

from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from accounts.selectors.warehouses import warehouse_list
from accounts.states import Right
from accounts.web.access import SellerRequest, partner_required
from orders.web.desk_buyers import buyer_hits, buyer_note
from orders.web.desk_items import product_hits
from orders.web.desk_places import found_places, place_note, place_text

LONGEST = 100


@partner_required(right=Right.ORDER_CREATE)
@require_safe
def destinations(request: SellerRequest) -> HttpResponse:
    """Villages of which every typed word begins a word, best first."""
    rows = found_places(_typed(request))
    found = [{"value": row.pk, "text": place_text(row), "note": place_note(row)} for row in rows]
    return JsonResponse(found, safe=False)


@partner_required(right=Right.ORDER_CREATE)
@require_safe
def buyers(request: SellerRequest) -> HttpResponse:
    """Buyers by name or number, who ordered last first."""
    hits = buyer_hits(request.partner_access.partner_id, _typed(request))
    found = [{"value": row.id, "text": row.name, "note": buyer_note(row)} for row in hits]
    return JsonResponse(found, safe=False)


@partner_required(right=Right.ORDER_CREATE)
@require_safe
def products(request: SellerRequest) -> HttpResponse:
    """Variants with price and the pieces left in the chosen warehouse."""
    partner_id = request.partner_access.partner_id
    wanted = request.GET.get("gudang", "")
    place = next((row for row in warehouse_list(partner_id) if str(row.pk) == wanted), None)
    hits = product_hits(partner_id, _typed(request), warehouse=place)
    found = [{"value": hit.variant_id, "text": hit.text, "note": hit.note} for hit in hits]
    return JsonResponse(found, safe=False)


def _typed(request: SellerRequest) -> str:
    """The database takes no zero bytes."""
    return request.GET.get("q", "")[:LONGEST].replace("\x00", "")
