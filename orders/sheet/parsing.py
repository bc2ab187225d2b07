"""From cells to values, with everything that cannot be read."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from finance.states import PaymentMethod
from komship.lib.sheet_cells import Fault, whole_number
from komship.lib.text import fold_spaces
from orders.sheet.columns import TITLES
from orders.sheet.drafts import SheetArticle, SheetOrder
from orders.sheet.grouping import SheetRow, disagreements

MOST_DAYS_AHEAD = 7
MOST_PIECES = 1_000
LONGEST_NOTE = 200
MOST_ARTICLES = 50
_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_METHODS = {
    "cod": PaymentMethod.COD,
    "transfer": PaymentMethod.BANK_TRANSFER,
    "banktransfer": PaymentMethod.BANK_TRANSFER,
    "noncod": PaymentMethod.BANK_TRANSFER,
}


def parse_order(rows: Sequence[SheetRow], *, today: date) -> tuple[SheetOrder, list[Fault]]:
    """The order of these lines, and what is wrong with them in themselves; nothing is looked up."""
    faults = disagreements(rows)
    reader = _Reader(rows[0], faults)
    if len(rows) > MOST_ARTICLES:
        reader.fault("product", _("Maksimal %(most)d baris per pesanan.") % {"most": MOST_ARTICLES})
    courier, service = _courier(reader)
    order = SheetOrder(
        lines=tuple(row.number for row in rows),
        ordered_on=_day(reader, today),
        name=reader.required("name"),
        phone=reader.required("phone"),
        address=reader.required("address"),
        place=reader.text("place"),
        postal_code=_postal_code(reader),
        articles=tuple(_article(_Reader(row, faults)) for row in rows),
        method=_method(reader),
        courier=courier,
        service=service,
        discount_rp=reader.rupiah("discount_rp") or 0,
        additional_rp=reader.rupiah("additional_rp") or 0,
        wanted_total_rp=reader.rupiah("wanted_total_rp"),
        note=_note(reader),
        sender=reader.text("sender"),
        sales_admin=reader.text("sales_admin"),
        warehouse=reader.text("warehouse"),
    )
    if not order.place and not reader.text("postal_code"):
        reader.fault("place", _("Isi tujuan atau kode pos."))
    return order, faults


def _article(reader: "_Reader") -> SheetArticle:
    sku, product = reader.text("sku"), reader.text("product")
    if not (sku or product):
        reader.fault("product", _("Isi nama produk atau SKU."))
    return SheetArticle(reader.row.number, sku, product, reader.text("variant"), _quantity(reader))


def _quantity(reader: "_Reader") -> int:
    text = reader.required("quantity")
    if not text:
        return 0
    try:
        number = whole_number(text)
    except ValueError:
        number = 0
    if not 1 <= number <= MOST_PIECES:
        reader.fault("quantity", _("Jumlah harus angka 1 sampai %(most)d.") % {"most": MOST_PIECES})
        return 0
    return number


def _day(reader: "_Reader", today: date) -> date | None:
    text = reader.text("ordered_on")
    if not text:
        return None
    day = _read_day(text)
    if day is None:
        reader.fault(
            "ordered_on", _("“%(text)s” bukan tanggal. Tulis seperti 21/11/2026.") % {"text": text[:40]}
        )
    elif not today <= day <= today + timedelta(days=MOST_DAYS_AHEAD):
        reader.fault(
            "ordered_on", _("Tanggal harus hari ini sampai %(most)d hari lagi.") % {"most": MOST_DAYS_AHEAD}
        )
    return day


def _read_day(text: str) -> date | None:
    found = _DAY_FIRST.fullmatch(text)
    try:
        if found:
            return date(int(found[3]), int(found[2]), int(found[1]))
        return date.fromisoformat(text)
    except ValueError:
        return None


def _postal_code(reader: "_Reader") -> str:
    text = reader.text("postal_code")
    if text and not (text.isascii() and text.isdigit() and len(text) == 5):
        reader.fault("postal_code", _("Kode pos terdiri dari 5 angka."))
        return ""
    return text


def _method(reader: "_Reader") -> PaymentMethod | None:
    text = reader.required("method")
    method = _METHODS.get(re.sub(r"[\s_-]", "", text.casefold()))
    if text and method is None:
        reader.fault("method", _("Isi dengan %(known)s.") % {"known": _("COD atau Transfer")})
    return method


def _courier(reader: "_Reader") -> tuple[str, str]:
    """Courier and service, also when both were written into the first: `JNE Reguler`."""
    courier, service = reader.required("courier"), reader.text("service")
    if not service:
        courier, _sep, service = courier.partition(" ")
    return courier, service


def _note(reader: "_Reader") -> str:
    text = reader.text("note")
    if len(text) > LONGEST_NOTE:
        reader.fault("note", _("Catatan maksimal %(most)d karakter.") % {"most": LONGEST_NOTE})
    return text[:LONGEST_NOTE]


@dataclass(frozen=True)
class _Reader:
    """Values of one line; what cannot be read becomes a fault."""

    row: SheetRow
    faults: list[Fault]

    def fault(self, key: str, text: str) -> None:
        self.faults.append(Fault(self.row.number, TITLES[key], text))

    def text(self, key: str) -> str:
        return fold_spaces(self.row.cells.get(key, ""))

    def required(self, key: str) -> str:
        text = self.text(key)
        if not text:
            self.fault(key, _("Wajib diisi."))
        return text

    def rupiah(self, key: str) -> int | None:
        text = self.text(key)
        if not text:
            return None
        try:
            return whole_number(text)
        except ValueError:
            self.fault(key, _("“%(text)s” bukan angka bulat.") % {"text": text[:40]})
            return None
