"""Pictures of a stored product. POST only; each ends at the product's form."""

from collections.abc import Callable

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.states import Right
from accounts.web.access import SellerRequest, partner_required, web_actor
from komship.lib.errors import DomainError, NotFound
from komship.web.htmx import go_to
from products.pictures import MOST_BYTES
from products.services import add_product_image, remove_product_image, show_image_first


@partner_required(right=Right.PRODUCT_EDIT)
@require_POST
def picture_add(request: SellerRequest, product_id: int) -> HttpResponse:
    def add() -> str:
        upload = request.FILES.get("image")
        add_product_image(
            request.partner_access.partner_id,
            product_id=product_id,
            # One byte more than is taken shows that a file is too big.
            content=upload.read(MOST_BYTES + 1) if upload else b"",
            actor=web_actor(request),
        )
        return _("Foto tersimpan.")

    return _try(request, product_id, add)


@partner_required(right=Right.PRODUCT_EDIT)
@require_POST
def picture_first(request: SellerRequest, product_id: int, image_id: int) -> HttpResponse:
    def show() -> str:
        show_image_first(
            request.partner_access.partner_id,
            product_id=product_id,
            image_id=image_id,
            actor=web_actor(request),
        )
        return _("Foto ini sekarang tampil pertama.")

    return _try(request, product_id, show)


@partner_required(right=Right.PRODUCT_EDIT)
@require_POST
def picture_remove(request: SellerRequest, product_id: int, image_id: int) -> HttpResponse:
    def remove() -> str:
        remove_product_image(
            request.partner_access.partner_id,
            product_id=product_id,
            image_id=image_id,
            actor=web_actor(request),
        )
        return _("Foto dihapus.")

    return _try(request, product_id, remove)


def _try(request: SellerRequest, product_id: int, do: Callable[[], str]) -> HttpResponse:
    """Back to the product with what happened, or why it did not."""
    url = reverse("products:edit", args=[product_id]) + "#foto"
    try:
        return go_to(request, url, text=do())
    except NotFound as missing:
        raise Http404 from missing
    except DomainError as refused:
        return go_to(request, url, text=refused.message, tone="danger")
