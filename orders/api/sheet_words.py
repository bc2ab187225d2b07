"""The cells of a sheet in the contract's words on one side, in ours on the other."""

import json
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import serializers

from komship.lib.sheet_reading import LONGEST_CELL
from orders.sheet.columns import TITLES
from orders.sheet.grouping import SheetRow

MOST_ROWS = 1_000
MOST_ROW_DIGITS = 6
# What clients send and read, by our columns. Submitting, they call the sender by its second name.
NAMES = {
    "ordered_on": "order_date",
    "sender": "custom_label",
    "sales_admin": "tracking_sales_name",
    "warehouse": "address",
    "name": "customer_name",
    "phone": "customer_phone_number",
    "postal_code": "zip_code",
    "address": "customer_address",
    "product": "product",
    "variant": "variant",
    "note": "order_notes",
    "quantity": "qty",
    "method": "payment_method",
    "courier": "expedition",
    "wanted_total_rp": "grandtotal",
}
SENDER_AGAIN = "custom_label_name"


class RowsField(serializers.Field[list[SheetRow], Any, list[SheetRow], Any]):
    """A list of rows; forms send it as JSON text. Row numbers count from 1 where none are given."""

    default_error_messages = {
        "invalid": gettext_lazy("Kirim daftar baris, masing-masing objek."),
        "too_many": gettext_lazy("Maksimal {most} baris."),
    }

    def to_internal_value(self, data: Any) -> list[SheetRow]:
        rows = self._list(data)
        if len(rows) > MOST_ROWS:
            self.fail("too_many", most=MOST_ROWS)
        return [self._row(row, place) for place, row in enumerate(rows, 1)]

    def _list(self, data: Any) -> list[Any]:
        if isinstance(data, str):
            try:
                data = json.loads(data) if data.strip() else []
            except (ValueError, RecursionError):
                self.fail("invalid")
        if not isinstance(data, list):
            self.fail("invalid")
        rows: list[Any] = data
        return rows

    def _row(self, row: Any, place: int) -> SheetRow:
        if not isinstance(row, dict):
            self.fail("invalid")
        cells = {key: self._text(row.get(name)) for key, name in NAMES.items()}
        cells["sender"] = cells["sender"] or self._text(row.get(SENDER_AGAIN))
        number = self._text(row.get("row"))
        is_number = number.isascii() and number.isdigit() and len(number) <= MOST_ROW_DIGITS
        return SheetRow(int(number) if is_number else place, cells)

    def _text(self, value: Any) -> str:
        if value is None or value is False:
            return ""
        if not isinstance(value, str | int | float):
            self.fail("invalid")
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        text = str(value).strip()
        # JSON inside a form has not been looked through: no column holds NUL or half a surrogate pair.
        if "\x00" in text or any("\ud800" <= sign <= "\udfff" for sign in text):
            self.fail("invalid")
        return text[:LONGEST_CELL]

    def to_representation(self, value: list[SheetRow]) -> list[SheetRow]:
        return value


def coded(rows: list[SheetRow]) -> list[SheetRow]:
    """A row with a date begins an order; those after it without one are further articles of it."""
    out: list[SheetRow] = []
    begun = ""
    for row in rows:
        if row.cells["ordered_on"] or not begun:
            begun = str(row.number)
        out.append(SheetRow(row.number, {**row.cells, "code": begun}))
    return out


def saved_record(place: int, row: dict[str, Any]) -> dict[str, Any]:
    """A row as it is read back; `errors` is more than clients know."""
    cells = row["cells"]
    record = {name: cells.get(key, "") for key, name in NAMES.items()}
    return {**record, SENDER_AGAIN: cells.get("sender", ""), "row": place, "errors": row["faults"]}


def told(column: str, text: str) -> str:
    """A fault with the column it is about, named as the client names it."""
    key = next((key for key, title in TITLES.items() if title == column), "")
    name = NAMES.get(key, column)
    return _("%(column)s: %(text)s") % {"column": name, "text": text} if name else text
