"""From the words of a line to the variant it means."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from orders.selectors.cart import Article
from orders.sheet.drafts import SheetArticle
from orders.sheet.faults import SheetFault, fault_at
from orders.sheet.grouping import same_words
from products.selectors.named import NamedVariant
from products.selectors.sellable import SellableVariant

MOST_NAMED = 5
# Clients join the names of a variant with a comma, a dash or a slash.
_JOINT = re.compile(r"\s*[,/|]\s*|\s+-\s+")
_NO_VARIANT = ("", "-")


@dataclass
class Catalogue:
    """The variants that a sheet may mean, by product name and by SKU."""

    by_name: dict[str, list[NamedVariant]] = field(default_factory=dict)
    by_sku: dict[str, list[NamedVariant]] = field(default_factory=dict)

    @classmethod
    def of(cls, rows: Iterable[NamedVariant]) -> "Catalogue":
        found = cls()
        for row in rows:
            found.by_name.setdefault(same_words(row.variant.product_name), []).append(row)
            for sku in {same_words(row.product_sku), same_words(row.variant.sku)} - {""}:
                found.by_sku.setdefault(sku, []).append(row)
        return found

    def named(self, article: SheetArticle) -> list[NamedVariant]:
        """What SKU and product name point at; both, when both are said."""
        name = same_words(article.product)
        if not article.sku:
            return self.by_name.get(name, [])
        rows = self.by_sku.get(same_words(article.sku), [])
        return [row for row in rows if not name or same_words(row.variant.product_name) == name]


def articles_of(
    lines: Sequence[SheetArticle], catalogue: Catalogue
) -> tuple[list[Article], list[SheetFault]]:
    """The articles of an order, each variant once, and what could not be found."""
    pieces: dict[int, int] = {}
    variants: dict[int, SellableVariant] = {}
    faults: list[SheetFault] = []
    for line in lines:
        if not (line.sku or line.product):
            continue
        found = _variant(line, catalogue.named(line))
        if isinstance(found, SheetFault):
            faults.append(found)
        else:
            variants[found.variant_id] = found
            pieces[found.variant_id] = pieces.get(found.variant_id, 0) + line.quantity
    return [Article(pieces[pk], variant) for pk, variant in variants.items()], faults


def _variant(line: SheetArticle, rows: Sequence[NamedVariant]) -> SellableVariant | SheetFault:
    if not rows:
        key = "sku" if line.sku else "product"
        return fault_at(line.line, key, _("Tidak ada di produk yang kamu jual."))
    # Clients leave the choice out where there is only one.
    is_only = len(rows) == 1 and line.variant in _NO_VARIANT
    fitting = rows if is_only else [row for row in rows if _fits(line, row)]
    if len(fitting) == 1:
        return fitting[0].variant
    names = [row.variant.variant_name for row in rows if row.variant.variant_name]
    if not names:
        return fault_at(line.line, "variant", _("Produk ini tidak punya varian. Kosongkan kolom ini."))
    shown = "; ".join(names[:MOST_NAMED]) + ("; …" if len(names) > MOST_NAMED else "")
    return fault_at(line.line, "variant", _("Pilih salah satu varian: %(names)s.") % {"names": shown})


def _fits(line: SheetArticle, row: NamedVariant) -> bool:
    if line.variant not in _NO_VARIANT:
        return _parts(line.variant) == _parts(row.variant.variant_name)
    own_sku = same_words(row.variant.sku)
    return not row.variant.variant_name or (
        own_sku == same_words(line.sku) and own_sku != same_words(row.product_sku)
    )


def _parts(name: str) -> list[str]:
    return [same_words(part) for part in _JOINT.split(name.strip())]
