"""What a draft holds, and writing it down."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from accounts.models import Warehouse
from orders.errors import NoSuchDestination, NoSuchWarehouse
from orders.models import OrderDraft, OrderDraftLine
from orders.rules import MOST_PIECES
from products.selectors.sellable import sellable_variants
from shipping.models import Destination


@dataclass(frozen=True, slots=True)
class DraftItem:
    variant_id: int
    quantity: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftContent:
    """Everything may be missing. `items` None leaves the articles as they are."""

    ordered_on: date | None = None
    warehouse_id: int | None = None
    customer_name: str = ""
    customer_phone: str = ""
    address_line: str = ""
    destination_id: int | None = None
    items: Sequence[DraftItem] | None = ()
    form_values: Mapping[str, str] = field(default_factory=dict)

    def columns(self) -> dict[str, object]:
        return {
            "ordered_on": self.ordered_on,
            "warehouse_id": self.warehouse_id,
            "customer_name": self.customer_name,
            "customer_phone": self.customer_phone,
            "address_line": self.address_line,
            "destination_id": self.destination_id,
            "form_values": dict(self.form_values),
        }


def require_own_places(partner_id: int, content: DraftContent) -> None:
    """Raises NoSuchWarehouse or NoSuchDestination for a place that is named but not there."""
    mine = Warehouse.objects.for_partner(partner_id).active()
    if content.warehouse_id is not None and not mine.filter(pk=content.warehouse_id).exists():
        raise NoSuchWarehouse(_("Alamat pickup tidak ditemukan."))
    wanted = content.destination_id
    if wanted is not None and not Destination.objects.filter(pk=wanted).exists():
        raise NoSuchDestination(_("Kelurahan/kecamatan tujuan tidak ditemukan."))


def write_lines(draft: OrderDraft, content: DraftContent) -> None:
    """Replace the articles of the draft; those that are not for sale by its seller are left out."""
    if content.items is None:
        return
    wanted: Counter[int] = Counter()
    for item in content.items:
        wanted[item.variant_id] += item.quantity
    known = {row.variant_id for row in sellable_variants(draft.partner_id, variant_ids=list(wanted))}
    OrderDraftLine.objects.filter(draft=draft).delete()
    OrderDraftLine.objects.bulk_create(
        OrderDraftLine(draft=draft, variant_id=variant_id, quantity=min(quantity, MOST_PIECES))
        for variant_id, quantity in wanted.items()
        if variant_id in known and quantity > 0
    )
