"""Products as their own services make them."""

from accounts.models import Partner, Warehouse
from products.models import Product, Stock, Variant
from products.rules import OptionDraft, ProductDraft
from products.services import adjust_stock, create_product


def plain_draft(name: str = "Jilbab Segi Empat", **changes: object) -> ProductDraft:
    values: dict[str, object] = {"name": name, "weight_g": 250, "price_rp": 50_000, "stock": 10}
    return ProductDraft(**values | {"is_published": True} | changes)  # type: ignore[arg-type]


def leaf(name: str, price_rp: int = 60_000, stock: int | None = 5) -> OptionDraft:
    return OptionDraft(name=name, price_rp=price_rp, stock=stock)


def branch(name: str, *children: OptionDraft) -> OptionDraft:
    return OptionDraft(name=name, children=children)


def colour_and_size_draft(name: str = "Gamis Polos", **changes: object) -> ProductDraft:
    """Two levels and four leaves: Merah S, Merah M, Biru S, Biru M."""
    options = (
        branch("Merah", leaf("S", 60_000, 5), leaf("M", 65_000, 4)),
        branch("Biru", leaf("S", 61_000, 3), leaf("M", 66_000, 2)),
    )
    values = {"axes": ("Warna", "Ukuran"), "options": options, "price_rp": 0, "stock": None}
    return plain_draft(name, **values | changes)


def make_product(partner: Partner, draft: ProductDraft | None = None) -> Product:
    """A product with its pieces in the partner's default warehouse."""
    return create_product(partner.pk, draft=draft or plain_draft())


def only_variant(product: Product) -> Variant:
    return Variant.objects.get(product=product, retired_at=None)


def variant_named(product: Product, name: str) -> Variant:
    return Variant.objects.get(product=product, retired_at=None, name=name)


def put_stock(variant: Variant, warehouse: Warehouse, available: int) -> Stock:
    return adjust_stock(
        warehouse.partner_id, variant_id=variant.pk, warehouse_id=warehouse.pk, available=available
    )
