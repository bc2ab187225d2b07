from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from accounts.states import Right
from accounts.web.access import SellerRequest, partner_required
from komship.web.lists import ListRows, Tab, list_answer
from products.selectors import ProductCounts, ProductFilter, ProductTable, product_counts, products_of
from products.web.list_page import ALL, DRAFT, PRODUCTS, PUBLISHED

SHOWN = {ALL: None, PUBLISHED: True, DRAFT: False}


@partner_required(right=Right.PRODUCT_VIEW)
@require_safe
def product_list(request: SellerRequest) -> HttpResponse:
    """All products with price, pieces per warehouse and sales."""
    access = request.partner_access
    state = PRODUCTS.read(request, tabs=tuple(SHOWN))
    asked = dict(state.filters)
    wanted = ProductFilter(search=asked.pop("q", ""), is_published=SHOWN[state.tab], **asked)
    products = products_of(access.partner_id, wanted).order_by(*PRODUCTS.order_by(state.sort))
    counts = product_counts(access.partner_id)
    rows = ListRows(
        ProductTable(products),
        tabs=_tabs(counts),
        total=None if state.filtered else _count(counts, state.tab),
        context={
            "may_create": access.may(Right.PRODUCT_CREATE),
            "may_edit": access.may(Right.PRODUCT_EDIT),
            "may_delete": access.may(Right.PRODUCT_DELETE),
        },
    )
    return list_answer(request, PRODUCTS, state, rows)


def _tabs(counts: ProductCounts) -> tuple[Tab, ...]:
    labels = {ALL: _("Semua"), PUBLISHED: _("Dijual"), DRAFT: _("Draf")}
    return tuple(Tab(key, label, _count(counts, key)) for key, label in labels.items())


def _count(counts: ProductCounts, tab: str) -> int:
    by_tab = {PUBLISHED: counts.published, DRAFT: counts.drafts}
    return by_tab.get(tab, counts.published + counts.drafts)
