"""The articles on the order desk: what was picked, and what can be picked."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from django.http import QueryDict
from django.utils.translation import gettext as _

from accounts.models import Warehouse
from komship.lib.money import rupiah
from orders.errors import UnknownVariant
from orders.services._cart_items import CartItem
from products.selectors import OrderableProduct, Shelf, orderable_products, sellable_variants
from products.selectors.availability import available_pieces
from products.selectors.sellable import SellableVariant

MOST_LINES = 50
MOST_HITS = 30
MOST_PRODUCTS = 12
_LONGEST_NUMBER = 9
_PART = re.compile(r"[\s,]+")


@dataclass(slots=True)
class Picked:
    """A variant's id and how many of it, as they came from the page."""

    variant_id: int
    quantity: int


@dataclass(frozen=True, slots=True)
class DeskItem:
    """A picked article with its price, and the pieces left in the chosen warehouse."""

    variant: SellableVariant
    quantity: int
    available: int

    @property
    def subtotal_rp(self) -> int:
        return self.quantity * self.variant.price_rp

    @property
    def is_short(self) -> bool:
        return self.quantity > self.available


@dataclass(frozen=True, slots=True)
class Hit:
    """A variant that can be added."""

    variant_id: int
    text: str
    note: str


def picked_in(data: QueryDict) -> list[Picked]:
    """The rows of the page's table; what is no number counts as one piece."""
    pairs = zip(data.getlist("barang"), data.getlist("jumlah"), strict=False)
    rows = [Picked(_number(variant, 0), _number(quantity, 1)) for variant, quantity in pairs]
    return [row for row in rows if row.variant_id][:MOST_LINES]


def with_one_more(rows: list[Picked], argument: str) -> list[Picked]:
    variant_id = _number(argument, 0)
    known = next((row for row in rows if row.variant_id == variant_id), None)
    if known is not None:
        known.quantity += 1
        return rows
    return [*rows, Picked(variant_id, 1)] if variant_id else rows


def without(rows: list[Picked], argument: str) -> list[Picked]:
    return [row for row in rows if str(row.variant_id) != argument]


def load_items(
    partner_id: int,
    rows: Sequence[Picked],
    *,
    warehouse_id: int | None,
    own: Mapping[int, int] = MappingProxyType({}),
) -> list[DeskItem]:
    """The picked articles as they are sold today, in their order. Two queries.

    Articles that are not sold (any more) are left out: compare the lengths. `own` pieces are promised
    to the order on the desk, so they are there for it.
    """
    if not rows:
        return []
    ids = {row.variant_id for row in rows}
    variants = {found.variant_id: found for found in sellable_variants(partner_id, variant_ids=ids)}
    pieces = available_pieces(partner_id, ids, warehouse_id=warehouse_id)
    left = {pk: pieces.get(pk, 0) + own.get(pk, 0) for pk in ids}
    return [
        DeskItem(variants[row.variant_id], row.quantity, left[row.variant_id])
        for row in rows
        if row.variant_id in variants
    ]


def cart_items(rows: Sequence[Picked], items: Sequence[DeskItem]) -> list[CartItem]:
    """For the cart. Raises UnknownVariant rather than leave out what the seller has picked."""
    if len(items) != len(rows):
        raise UnknownVariant(_("Ada produk yang tidak dijual lagi. Pilih ulang produknya."))
    return [CartItem(item.variant.product_id, item.variant.option_id, item.quantity) for item in items]


def product_hits(partner_id: int, text: str, *, warehouse: Warehouse | None) -> list[Hit]:
    """Variants of which every word begins a word of product, variant or SKU. At most eight queries."""
    words = text.lower().split()
    if not words:
        return []
    shelf = Shelf(warehouse.kind, warehouse.pk) if warehouse else Shelf()
    for search in dict.fromkeys((text.strip(), words[0])):
        products = orderable_products(partner_id, shelf=shelf, search=search, limit=MOST_PRODUCTS)
        hits = [hit for product in products for hit in _hits(product, words)]
        if hits:
            best_first = sorted(hits, key=lambda pair: -pair[0])
            return [hit for _whole_words, hit in best_first[:MOST_HITS]]
    return []


def _hits(product: OrderableProduct, words: list[str]) -> list[tuple[int, Hit]]:
    """With how many words were typed in full: `M` is a size before it begins `Merah`."""
    found = []
    for row in product.variants:
        name = f"{product.name}, {row.name}" if row.name else product.name
        parts = _PART.split(f"{name} {product.sku}".lower())
        if all(any(part.startswith(word) for part in parts) for word in words):
            note = f"{rupiah(row.price_rp)} · {_stock_text(row.stock)}"
            found.append((sum(word in parts for word in words), Hit(row.variant_id, name, note)))
    return found


def _stock_text(stock: int) -> str:
    return _("stok %(n)s") % {"n": stock} if stock > 0 else _("stok habis")


def _number(text: str, default: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _LONGEST_NUMBER else default
