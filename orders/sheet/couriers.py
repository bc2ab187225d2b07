"""From the words of a line to the courier service it means."""

from django.utils.translation import gettext as _

from orders.sheet.drafts import SheetOrder
from orders.sheet.faults import SheetFault, Sort, fault_at
from orders.sheet.grouping import same_words
from shipping.models import CourierService
from shipping.rules.quoting import Missing, QuoteOption, QuoteSet, Unavailable

REGULAR, CARGO = "Reguler", "Cargo"
# What the couriers themselves call the two kinds of service that sheets know.
_LABELS = {"reguler": ("reguler", "idlite"), "regular": ("reguler", "idlite")}
_CARGO = ("cargo", "kargo", "trucking")


def sheet_name(courier_name: str, group: str) -> str:
    """`JNE Reguler`, as sheets name a service."""
    return f"{courier_name} {REGULAR if group == CourierService.Group.REGULAR else CARGO}"


def is_in_sheets(row: QuoteOption) -> bool:
    """Whether a sheet has a name for this service; JNE's YES has none."""
    return row.group != CourierService.Group.REGULAR or same_words(row.label) in _LABELS["reguler"]


def chosen_offer(order: SheetOrder, offers: QuoteSet) -> QuoteOption | SheetFault:
    """The cheapest service that the words fit, or why there is none."""
    fitting = [row for row in offers.options if _fits(order, row)]
    if fitting:
        return min(fitting, key=lambda row: row.price_rp)
    missing = next((row for row in offers.reasons if _fits(order, row)), None)
    if missing is not None:
        sort = Sort.PLACE if missing.code == Missing.NO_COD else Sort.COURIER
        return fault_at(order.line, "courier", missing.reason, sort)
    told = _("Layanan %(courier)s %(service)s tidak tersedia untuk tujuan ini.")
    names = {"courier": order.courier, "service": order.service or REGULAR}
    return fault_at(order.line, "service", told % names, Sort.COURIER)


def _fits(order: SheetOrder, row: QuoteOption | Unavailable) -> bool:
    if same_words(row.courier_name) != same_words(order.courier):
        return False
    wanted = same_words(order.service) or "reguler"
    if wanted in _CARGO:
        return row.group != CourierService.Group.REGULAR
    labels = _LABELS.get(wanted, (wanted,))
    return same_words(row.label) in labels or same_words(row.service_code) == wanted
