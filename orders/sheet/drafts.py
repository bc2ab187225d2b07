"""An order as a sheet says it, before anything is looked up."""

from dataclasses import dataclass
from datetime import date

from finance.states import PaymentMethod


@dataclass(frozen=True, slots=True)
class SheetArticle:
    """`quantity` 0: it could not be read, and a fault says so."""

    line: int
    sku: str
    product: str
    variant: str
    quantity: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetOrder:
    """Texts as typed; what could not be read is None or 0, with a fault on its line.

    `ordered_on` None means the day the order is stored.
    """

    lines: tuple[int, ...]
    ordered_on: date | None
    name: str
    phone: str
    address: str
    place: str
    postal_code: str
    articles: tuple[SheetArticle, ...]
    method: PaymentMethod | None
    courier: str
    service: str
    discount_rp: int
    additional_rp: int
    wanted_total_rp: int | None
    note: str
    sender: str
    sales_admin: str
    warehouse: str

    @property
    def line(self) -> int:
        """Where the order begins."""
        return self.lines[0]
