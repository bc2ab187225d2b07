"""Ops panel of orders: to look at, with the way to the parcel and to its money."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from unfold.admin import TabularInline

from finance.models import ParcelMoney
from komship.core.admin import LookOnly, ReadOnlyAdmin
from komship.lib.money import rupiah
from orders.models import Customer, Order, OrderHistory, OrderLine


class LineInline(LookOnly, TabularInline):
    model = OrderLine
    fields = ("product_name", "variant_name", "sku", "price_rp", "quantity", "weight_g")
    readonly_fields = fields
    extra = 0


class HistoryInline(LookOnly, TabularInline):
    model = OrderHistory
    fields = ("happened_at", "kind", "before", "after", "actor_label", "note")
    readonly_fields = fields
    ordering = ("id",)
    extra = 0


@admin.register(Order)
class OrderAdmin(ReadOnlyAdmin):
    list_display = (
        "number",
        "partner",
        "status",
        "recipient_name",
        "courier_name",
        "awb",
        "total",
        "created_at",
    )
    list_filter = ("status", "payment_method", "service__courier", "is_problem")
    list_select_related = ("partner", "shipment")
    # Searched by what an index answers: the beginning of a number, or an airway bill as it is.
    search_fields = ("number__startswith", "shipment__awb__exact")
    search_help_text = _("Awal nomor pesanan, atau nomor resi lengkap")
    ordering = ("-id",)
    exclude = ("request_key", "shipment")
    readonly_fields = ("shipment_link", "money_link")
    inlines = (LineInline, HistoryInline)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Order]:
        rows: QuerySet[Order] = super().get_queryset(request)
        return rows.select_related("partner", "shipment", "warehouse", "created_by")

    @admin.display(description=_("resi"))
    def awb(self, order: Order) -> str:
        return (order.shipment.awb if order.shipment else None) or "-"

    @admin.display(description=_("total"))
    def total(self, order: Order) -> str:
        return rupiah(order.total_rp)

    @admin.display(description=_("kiriman"))
    def shipment_link(self, order: Order) -> str:
        return _link("shipping_shipment", order.shipment_id, order.shipment)

    @admin.display(description=_("uang paket"))
    def money_link(self, order: Order) -> str:
        parcel = ParcelMoney.objects.filter(reference=order.number).first()
        return _link("finance_parcelmoney", parcel.pk if parcel else None, parcel)


@admin.register(Customer)
class CustomerAdmin(ReadOnlyAdmin):
    list_display = ("id", "name", "phone", "partner", "destination", "last_ordered_at")
    list_select_related = ("partner", "destination")
    search_fields = ("=phone",)
    search_help_text = _("Nomor telepon lengkap, diawali 62")
    ordering = ("-id",)


def _link(model: str, pk: int | None, row: Any) -> str:
    """The way to another app's row; its words alone where the panel does not show that app."""
    if pk is None:
        return "-"
    try:
        return format_html('<a href="{}">{}</a>', reverse(f"admin:{model}_change", args=[pk]), row)
    except NoReverseMatch:
        return str(row)
