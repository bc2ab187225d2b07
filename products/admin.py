"""Ops panel of the catalogue: to look only. Stock is corrected by its owner, through the use-case."""

from typing import ClassVar

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.admin import TabularInline

from accounts.admin import LookOnly, ReadOnlyAdmin
from products.models import Product, Stock, StockMovement, Variant


class VariantInline(LookOnly, TabularInline):
    model = Variant
    fields = ("name", "sku", "price_rp", "retired_at")
    readonly_fields = ("retired_at",)
    extra = 0


@admin.register(Product)
class ProductAdmin(ReadOnlyAdmin):
    list_display = (
        "id",
        "name",
        "sku",
        "partner",
        "is_published",
        "has_variants",
        "updated_at",
        "deleted_at",
    )
    list_filter = ("is_published", "has_variants", ("deleted_at", admin.EmptyFieldListFilter))
    list_select_related = ("partner",)
    search_fields = ("=id", "name", "=sku", "partner__name")
    inlines: ClassVar = [VariantInline]


@admin.register(Stock)
class StockAdmin(ReadOnlyAdmin):
    list_display = ("id", "product_name", "variant", "warehouse", "on_hand", "reserved", "sold")
    list_select_related = ("variant__product", "warehouse")
    search_fields = ("=id", "variant__product__name", "warehouse__name")

    @admin.display(description=_("produk"), ordering="variant__product__name")
    def product_name(self, stock: Stock) -> str:
        return stock.variant.product.name


@admin.register(StockMovement)
class StockMovementAdmin(ReadOnlyAdmin):
    list_display = ("id", "stock", "kind", "quantity", "reference", "created_at")
    list_filter = ("kind",)
    search_fields = ("=reference",)
    ordering = ("-id",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[StockMovement]:
        rows: QuerySet[StockMovement] = super().get_queryset(request)
        return rows.select_related("stock")
