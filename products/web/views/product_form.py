from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.states import Right
from accounts.web.access import SellerRequest, partner_required, web_actor
from komship.lib.errors import InvalidInput, NotFound
from komship.web.forms import Done, form_answer, submit
from komship.web.htmx import answer, go_to
from products.pictures import MOST_BYTES
from products.selectors import ProductDetail, loose_picture_url, product_detail
from products.services import (
    MOST_IMAGES,
    create_product,
    delete_product,
    keep_loose_picture,
    update_product,
)
from products.web.forms import ProductForm

PAGE = "products/form.html"
# The second button of the form: show the variants' table for what was typed.
SHOW_TABLE = "tabel"
MOST_DIGITS = 19


@partner_required(right=Right.PRODUCT_CREATE)
@require_http_methods(["GET", "HEAD", "POST"])
def product_new(request: SellerRequest) -> HttpResponse:
    partner_id = request.partner_access.partner_id
    form = _new_form(request)

    def save(values: dict[str, Any]) -> Done:
        create_product(
            partner_id, draft=form.draft(), picture_id=values["picture_id"], actor=web_actor(request)
        )
        return Done(reverse("products:list"), _("%(name)s tersimpan.") % {"name": values["name"]})

    if _wants_table(request, form):
        return _table_page(request, form, None)
    return submit(request, form, save) or _page(request, form, None)


@partner_required(right=Right.PRODUCT_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def product_edit(request: SellerRequest, product_id: int) -> HttpResponse:
    partner_id = request.partner_access.partner_id
    detail = _detail(request, product_id)
    form = ProductForm(_posted(request), detail=detail)

    def save(values: dict[str, Any]) -> Done:
        update_product(partner_id, product_id=product_id, draft=form.draft(), actor=web_actor(request))
        return Done(reverse("products:list"), _("%(name)s tersimpan.") % {"name": values["name"]})

    if _wants_table(request, form):
        return _table_page(request, form, detail)
    return submit(request, form, save) or _page(request, form, detail)


@partner_required(right=Right.PRODUCT_DELETE)
@require_POST
def product_delete(request: SellerRequest, product_id: int) -> HttpResponse:
    detail = _detail(request, product_id)
    delete_product(request.partner_access.partner_id, product_id=product_id, actor=web_actor(request))
    told = _("%(name)s dihapus. Pesanan lama tetap menampilkannya.") % {"name": detail.product.name}
    return go_to(request, reverse("products:list"), text=told)


def _new_form(request: SellerRequest) -> ProductForm:
    """The form as posted. A picture is kept at once: browsers forget it when the form is shown again."""
    data = _posted(request)
    upload = request.FILES.get("image")
    if data is None or upload is None:
        return ProductForm(data)
    try:
        # One byte more than is taken shows that a file is too big.
        content = upload.read(MOST_BYTES + 1)
        picture = keep_loose_picture(request.partner_access.partner_id, content=content)
    except InvalidInput as refused:
        form = ProductForm(data)
        form.add_domain_error(refused)
        return form
    return ProductForm({**data, "picture_id": str(picture.pk)})


def _posted(request: SellerRequest) -> dict[str, str] | None:
    return request.POST.dict() if request.method == "POST" else None


def _detail(request: SellerRequest, product_id: int) -> ProductDetail:
    try:
        return product_detail(request.partner_access.partner_id, product_id)
    except NotFound as missing:
        raise Http404 from missing


def _wants_table(request: SellerRequest, form: ProductForm) -> bool:
    """The seller asked for the table, or is saving variants whose prices she could not see yet."""
    if request.method != "POST":
        return False
    return SHOW_TABLE in request.POST or (form.table_is_stale and form.is_valid())


def _table_page(request: SellerRequest, form: ProductForm, detail: ProductDetail | None) -> HttpResponse:
    return answer(request, PAGE, context=_context(request, form, detail) | {"asks_prices": bool(form.rows)})


def _page(request: SellerRequest, form: ProductForm, detail: ProductDetail | None) -> HttpResponse:
    return form_answer(request, form, PAGE, context=_context(request, form, detail))


def _context(request: SellerRequest, form: ProductForm, detail: ProductDetail | None) -> dict[str, Any]:
    may_delete = request.partner_access.may(Right.PRODUCT_DELETE)
    return {
        "form": form,
        "product": detail.product if detail else None,
        "may_delete": may_delete and detail is not None,
        "may_add_picture": detail is None or len(detail.images) < MOST_IMAGES,
        "images": detail.images if detail else [],
        "picture_url": _picture_url(request, form),
        "main_fields": [form[name] for name in ("name", "sku", "description")],
        "plain_fields": [form[name] for name in ("price_rp", "stock")],
        "parcel_fields": [form[name] for name in ("weight_g", "length_cm", "width_cm", "height_cm")],
        "switch_fields": [form[name] for name in ("is_published", "allows_cod", "allows_bank_transfer")],
    }


def _picture_url(request: SellerRequest, form: ProductForm) -> str:
    """The picture chosen before the form was shown again."""
    text = form.data.get("picture_id", "")
    is_id = text.isascii() and text.isdigit() and len(text) < MOST_DIGITS
    return loose_picture_url(request.partner_access.partner_id, int(text)) if is_id else ""
