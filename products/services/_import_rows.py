"""Checked products as they wait in an import's row."""

from dataclasses import asdict, dataclass
from typing import Any

from products.rules import OptionDraft, ProductDraft


@dataclass(frozen=True, slots=True)
class WaitingProduct:
    """A draft on its way in; it replaces `product_id`, or is new when that is None."""

    line: int
    product_id: int | None
    draft: ProductDraft

    def to_json(self) -> dict[str, Any]:
        return {"line": self.line, "product_id": self.product_id, "draft": asdict(self.draft)}


def waiting_product(row: dict[str, Any]) -> WaitingProduct:
    """The product a stored row stands for."""
    draft = row["draft"]
    options = tuple(_option(option) for option in draft["options"])
    return WaitingProduct(
        row["line"],
        row["product_id"],
        ProductDraft(**draft | {"axes": tuple(draft["axes"]), "options": options}),
    )


def _option(row: dict[str, Any]) -> OptionDraft:
    return OptionDraft(**row | {"children": tuple(_option(child) for child in row["children"])})
