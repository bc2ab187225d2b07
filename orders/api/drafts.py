"""Orders that are not finished."""

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from accounts.api.seller_endpoint import SellerEndpoint
from accounts.states import Right
from komship.api.envelope import Answer
from komship.api.fields import IdField, IdListField
from komship.lib.clock import wib
from orders.errors import CartLineNotFound
from orders.models import OrderDraft
from orders.selectors.cart import cart_rows
from orders.selectors.drafts import (
    DraftArticle,
    DraftFilters,
    DraftRow,
    draft_detail,
    draft_list,
    draft_rows,
)
from orders.services._draft_rows import DraftContent, DraftItem
from orders.services.resume_draft import resume_draft
from orders.services.save_draft import save_draft

MOST_SHOWN = 200


class DraftInput(serializers.Serializer[Any]):
    """Nothing is required: a draft may be incomplete."""

    date = serializers.DateField(required=False, allow_null=True)
    address_id = IdField(required=False, allow_null=True)
    customer_name = serializers.CharField(required=False, allow_blank=True, allow_null=True, max_length=200)
    customer_phone = serializers.CharField(required=False, allow_blank=True, allow_null=True, max_length=30)
    destination_id = IdField(required=False, allow_null=True)
    customer_address = serializers.CharField(
        required=False, allow_blank=True, allow_null=True, max_length=1000
    )
    cart = IdListField(required=False)

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        filled = {name: value for name, value in data.items() if name != "date" or value != ""}
        return dict(super().to_internal_value(filled))


class DraftFiltersInput(serializers.Serializer[Any]):
    """Blanks mean no filter."""

    search = serializers.CharField(required=False, max_length=100)
    start_date = serializers.DateField(required=False)
    end_date = serializers.DateField(required=False)
    address_id = IdField(required=False)
    product_id = IdField(required=False)

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        filled = {name: value for name, value in data.items() if value not in ("", None)}
        return dict(super().to_internal_value(filled))

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        filters = DraftFilters(
            search=attrs.get("search", ""),
            first_on=attrs.get("start_date"),
            last_on=attrs.get("end_date"),
            warehouse_id=attrs.get("address_id"),
            product_id=attrs.get("product_id"),
        )
        return {"filters": filters}


class DraftEndpoint(SellerEndpoint):
    right = Right.ORDER_CREATE

    def content(self, data: dict[str, Any], before: DraftContent) -> DraftContent:
        """What was sent on top of what the draft holds. Raises CartLineNotFound."""
        given: dict[str, Any] = {
            "ordered_on": data.get("date"),
            "warehouse_id": data.get("address_id") or None,
            "customer_name": data.get("customer_name") or "",
            "customer_phone": data.get("customer_phone") or "",
            "destination_id": data.get("destination_id") or None,
            "address_line": data.get("customer_address") or "",
        }
        sent = {name: value for name, value in given.items() if _CONTRACT_NAMES[name] in data}
        return replace(before, **sent, items=self._items(data["cart"]) if "cart" in data else before.items)

    def _items(self, line_ids: list[int]) -> list[DraftItem]:
        rows = cart_rows(self.access.user_id, partner_id=self.access.partner_id, line_ids=line_ids)
        if len(rows) != len(set(line_ids)):
            raise CartLineNotFound(_("Ada barang yang tidak ada di keranjang."))
        return [DraftItem(row.variant.variant_id, row.quantity) for row in rows]


_CONTRACT_NAMES = {
    "ordered_on": "date",
    "warehouse_id": "address_id",
    "customer_name": "customer_name",
    "customer_phone": "customer_phone",
    "destination_id": "destination_id",
    "address_line": "customer_address",
}


class StoreDraft(DraftEndpoint):
    input = DraftInput

    def perform(self, **data: Any) -> Answer:
        content = self.content(data, DraftContent())
        draft = save_draft(self.access.partner_id, content, user_id=self.access.user_id)
        return Answer(data={"id": draft.pk}, message="Successfully add draft order")


class UpdateDraft(DraftEndpoint):
    """What is not sent stays; a cart replaces the articles."""

    input = DraftInput
    message = "Successfully edit draft order"

    def perform(self, *, draft_id: int, **data: Any) -> None:
        known = draft_detail(self.access.partner_id, draft_id)
        content = self.content(data, _content_of(known))
        save_draft(self.access.partner_id, content, user_id=self.access.user_id, draft_id=draft_id)


def _content_of(draft: OrderDraft) -> DraftContent:
    return DraftContent(
        ordered_on=draft.ordered_on,
        warehouse_id=draft.warehouse_id,
        customer_name=draft.customer_name,
        customer_phone=draft.customer_phone,
        address_line=draft.address_line,
        destination_id=draft.destination_id,
        items=None,
        form_values=draft.form_values,
    )


class ListDrafts(DraftEndpoint):
    input = DraftFiltersInput

    def perform(self, *, filters: DraftFilters) -> list[dict[str, Any]]:
        drafts = draft_list(self.access.partner_id, filters)
        return [_draft(row, _article) for row in draft_rows(drafts, limit=MOST_SHOWN)]


class DraftDetail(DraftEndpoint):
    """Each article carries the id of its line in the caller's cart, so that the order form goes on
    from there; lines that are missing are put into the cart."""

    def perform(self, *, draft_id: int) -> dict[str, Any]:
        draft_detail(self.access.partner_id, draft_id)
        (row,) = draft_rows(draft_list(self.access.partner_id).filter(pk=draft_id), limit=1)
        cart_ids = resume_draft(row, user_id=self.access.user_id)

        def with_cart_id(row: DraftRow, article: DraftArticle) -> dict[str, Any]:
            return _article(row, article) | {"cart_id": cart_ids[article.variant.variant_id]}

        return _draft(row, with_cart_id)


def _draft(row: DraftRow, article: Any) -> dict[str, Any]:
    draft = row.draft
    day = draft.ordered_on or wib(draft.created_at).date()
    return {
        "id": draft.pk,
        "date": day.isoformat(),
        "partner_id": draft.partner_id,
        "user_id": draft.user_id,
        "address_id": draft.warehouse_id or 0,
        "address_name": draft.warehouse.name if draft.warehouse else "",
        "customer_name": draft.customer_name,
        "customer_phone": draft.customer_phone,
        "destination_id": draft.destination_id or 0,
        "city_name": draft.destination.city if draft.destination else "",
        "customer_address": draft.address_line,
        "draft_detail": [article(row, found) for found in row.articles],
    }


def _article(row: DraftRow, article: DraftArticle) -> dict[str, Any]:
    variant = article.variant
    has_variants = variant.option_id is not None
    return {
        "detail_id": article.line_id,
        "draft_order_id": row.draft.pk,
        "product_id": variant.product_id,
        "product_name": variant.product_name,
        "product_variant_id": variant.option_id or 0,
        "product_variant_name": variant.variant_name,
        "qty": article.quantity,
        "product_stock": 0 if has_variants else article.available,
        "varaint_stock": article.available if has_variants else 0,
        "product_price": variant.price_rp,
        "weight": variant.weight_g,
        "subtotal": article.subtotal_rp,
    }
