"""What the sheet of API clients allows; it is narrower than a file."""

from django.utils.translation import gettext as _

from komship.lib.phone import InvalidPhone, local_phone, normalize_phone
from orders.rules import LONGEST_ADDRESS
from orders.sheet.drafts import SheetOrder
from orders.sheet.faults import SheetFault, Sort, fault_at

SHORTEST_ADDRESS = 11
FIRST_ZIP, LAST_ZIP = "10110", "99974"
SHORTEST_PHONE = 10


def client_faults(order: SheetOrder) -> list[SheetFault]:
    """What a file would allow and a client's sheet does not."""
    faults = []
    if order.ordered_on is None:
        faults.append(fault_at(order.line, "ordered_on", _("Wajib diisi.")))
    if 0 < len(order.address) < SHORTEST_ADDRESS:
        limits = {"least": SHORTEST_ADDRESS, "most": LONGEST_ADDRESS}
        told = _("Alamat harus %(least)s sampai %(most)s karakter.") % limits
        faults.append(fault_at(order.line, "address", told))
    if order.postal_code and not FIRST_ZIP <= order.postal_code <= LAST_ZIP:
        faults.append(fault_at(order.line, "postal_code", _("Kode pos ini tidak ada."), Sort.PLACE))
    if _is_short(order.phone):
        faults.append(fault_at(order.line, "phone", _("Nomor telepon harus 10 sampai 13 angka.")))
    return faults


def _is_short(phone: str) -> bool:
    try:
        return len(local_phone(normalize_phone(phone))) < SHORTEST_PHONE
    except InvalidPhone:
        return False
