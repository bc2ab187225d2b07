"""Price, pieces and sales per live variant."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, Q, Sum

from accounts.states import WarehouseKind
from products.models import Variant


@dataclass(frozen=True, slots=True)
class VariantRow:
    """`stock` is what can be ordered; `option_id` is None for a product without variants."""

    variant_id: int
    product_id: int
    option_id: int | None
    parent_option_id: int | None
    option_name: str
    name: str
    price_rp: int
    stock: int
    sold: int


def own_warehouses(prefix: str = "stocks__warehouse__") -> Q:
    """Condition: the stock lies in one of the seller's own warehouses."""
    return Q(**{f"{prefix}kind": WarehouseKind.PRIVATE, f"{prefix}deleted_at__isnull": True})


def variant_rows(
    product_ids: Iterable[int], *, warehouse_id: int | None = None
) -> dict[int, list[VariantRow]]:
    """Live variants by product, in their order; pieces of one warehouse or of all own ones."""
    counted = own_warehouses() if warehouse_id is None else Q(stocks__warehouse_id=warehouse_id)
    rows = (
        Variant.objects.filter(product_id__in=list(product_ids), retired_at=None)
        .annotate(
            stock=Sum(F("stocks__on_hand") - F("stocks__reserved"), filter=counted, default=0),
            sold=Sum("stocks__sold", default=0),
        )
        .order_by("product_id", "position", "pk")
        .values_list(
            "pk",
            "product_id",
            "option_id",
            "option__parent_id",
            "option__name",
            "name",
            "price_rp",
            "stock",
            "sold",
        )
    )
    found: defaultdict[int, list[VariantRow]] = defaultdict(list)
    for variant_id, product_id, option_id, parent_id, option_name, *rest in rows:
        found[product_id].append(
            VariantRow(variant_id, product_id, option_id, parent_id, option_name or "", *rest)
        )
    return found


def option_ids_of(variant_ids: Iterable[int]) -> dict[int, int]:
    """The option each of these variants stands for; plain ones are missing. One query."""
    rows = Variant.objects.filter(pk__in=list(variant_ids), option__isnull=False)
    return dict(rows.values_list("pk", "option_id"))
