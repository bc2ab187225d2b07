"""The sheet of API clients, and what its cells can be chosen from."""

from dataclasses import dataclass

from accounts.selectors.people import sales_admins, sender_identities
from accounts.selectors.warehouses import warehouse_list
from orders.models import OrderSheet
from products.models import Variant
from shipping.models import CourierService
from shipping.selectors.couriers import courier_switches, shown_services


@dataclass(frozen=True, slots=True)
class SheetProduct:
    """A product that can be ordered; `variants` is empty when there is nothing to choose."""

    name: str
    weight_g: int
    variants: list[str]


@dataclass(frozen=True, slots=True)
class SheetChoices:
    """Names, as they stand in the cells."""

    warehouses: list[str]
    products: list[SheetProduct]
    senders: list[str]
    sales_admins: list[str]
    regular_couriers: list[str]
    cargo_couriers: list[str]


def order_sheet(partner_id: int) -> OrderSheet | None:
    """The partner's sheet; None before the first one was saved. One query."""
    return OrderSheet.objects.for_partner(partner_id).first()


def sheet_choices(partner_id: int) -> SheetChoices:
    """Everything the seller can choose from. Six queries."""
    services = shown_services()
    groups = {
        switch.name: {service.group for service in services.get(switch.courier_id, ())}
        for switch in courier_switches(partner_id)
        if switch.is_active
    }
    regular, cargo = CourierService.Group.REGULAR, CourierService.Group.CARGO
    return SheetChoices(
        warehouses=[row.name for row in warehouse_list(partner_id)],
        products=_products(partner_id),
        senders=[row.name for row in sender_identities(partner_id)],
        sales_admins=[row.name for row in sales_admins(partner_id)],
        regular_couriers=[name for name, known in groups.items() if regular in known],
        cargo_couriers=[name for name, known in groups.items() if cargo in known],
    )


def _products(partner_id: int) -> list[SheetProduct]:
    rows = Variant.objects.for_partner(partner_id).sellable().order_by("product__name", "position", "pk")
    found: dict[str, SheetProduct] = {}
    for name, weight_g, variant in rows.values_list("product__name", "product__weight_g", "name"):
        product = found.setdefault(name, SheetProduct(name, weight_g, []))
        if variant:
            product.variants.append(variant)
    return list(found.values())
