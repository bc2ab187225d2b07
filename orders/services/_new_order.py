"""The values of a new order, checked one by one before anything is written."""

import re
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from finance.states import PaymentMethod
from komship.core.audit import Actor
from komship.lib import text
from komship.lib.errors import InvalidInput
from komship.lib.phone import InvalidPhone, normalize_phone
from orders import rules
from orders.rules import Wishes

_LETTER = re.compile(r"[A-Za-z]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """The buyer as typed. `customer_id` None means: look her up by phone, or make her."""

    name: str
    phone: str
    address_line: str
    destination_id: int
    customer_id: int | None = None
    has_whatsapp: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BankTag:
    """The account a transfer order was paid to; blank when the seller does not track it."""

    name: str = ""
    account_number: str = ""
    account_holder: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewOrder:
    """Everything a seller decides about an order. Amounts are whole rupiah."""

    partner_id: int
    actor: Actor
    user_id: int
    cart_line_ids: tuple[int, ...]
    # None: the partner's default pickup address.
    warehouse_id: int | None
    recipient: Recipient
    courier_name: str
    service_code: str
    wishes: Wishes
    ordered_on: date
    bank: BankTag = BankTag()
    sender_id: int | None = None
    # Who closed the sale, from the seller's list.
    sales_admin_id: int | None = None
    note: str = ""
    request_key: str | None = None
    # What the seller saw; an order at another price is refused, because she has told the buyer.
    expected_total_rp: int | None = None
    is_from_sheet: bool = False

    @property
    def is_cod(self) -> bool:
        return self.wishes.method == PaymentMethod.COD


def clean_recipient(recipient: Recipient) -> Recipient:
    """The recipient with even spaces and a normalised phone.

    Raises InvalidInput naming every field that a courier could not print: lengths are those of the
    label, and what is left after transliteration must still be a name and an address.
    """
    name = text.fold_spaces(recipient.name)
    address = text.fold_spaces(recipient.address_line)
    faults: dict[str, list[str]] = {}
    if not rules.SHORTEST_NAME <= len(name) <= rules.LONGEST_NAME:
        limits = {"least": rules.SHORTEST_NAME, "most": rules.LONGEST_NAME}
        faults["customer_name"] = [_("Nama penerima harus %(least)s sampai %(most)s karakter.") % limits]
    elif not _LETTER.search(text.ascii_safe(name)):
        faults["customer_name"] = [_("Nama penerima harus berisi huruf biasa supaya bisa dicetak.")]
    if not rules.SHORTEST_ADDRESS <= len(address) <= rules.LONGEST_ADDRESS:
        limits = {"least": rules.SHORTEST_ADDRESS, "most": rules.LONGEST_ADDRESS}
        faults["detail_address"] = [_("Alamat harus %(least)s sampai %(most)s karakter.") % limits]
    elif not _LETTER.search(text.ascii_safe(address)):
        faults["detail_address"] = [_("Alamat harus berisi huruf biasa supaya bisa dicetak.")]
    phone = ""
    try:
        phone = normalize_phone(recipient.phone)
    except InvalidPhone as error:
        faults["customer_phone"] = [error.message]
    if faults:
        raise InvalidInput(fields=faults)
    return Recipient(
        name=name,
        phone=phone,
        address_line=address,
        destination_id=recipient.destination_id,
        customer_id=recipient.customer_id,
        has_whatsapp=recipient.has_whatsapp,
    )
