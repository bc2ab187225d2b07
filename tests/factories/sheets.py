"""Files of products as sellers send them."""

import csv
import io
from collections.abc import Sequence

from openpyxl import Workbook

from products.sheet.columns import TITLES

Row = dict[str, str | int]

PLAIN: Row = {"name": "Kerudung Bergo", "sku": "KB-01", "weight_g": 250, "price_rp": 50_000, "stock": 12}
GOWN: Row = {"name": "Gamis Katun", "weight_g": 400, "axis_1": "Warna", "axis_2": "Ukuran"}
_PRICES = (("Merah", "S", 90_000, 3), ("Merah", "M", 95_000, 2), ("Biru", "S", 91_000, 1))
LEAVES: Sequence[Row] = tuple(
    GOWN | {"option_1": colour, "option_2": size, "price_rp": price, "stock": stock}
    for colour, size, price, stock in _PRICES
)


def csv_file(*rows: Row, keys: Sequence[str] | None = None, separator: str = ",") -> bytes:
    """The rows under the titles of these columns; all columns when none are named."""
    names = list(TITLES) if keys is None else keys
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator)
    writer.writerow([TITLES.get(name, name) for name in names])
    writer.writerows([row.get(name, "") for name in names] for row in rows)
    return out.getvalue().encode()


def xlsx_file(*lines: Sequence[object]) -> bytes:
    """A spreadsheet with these lines as they are."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for line in lines:
        sheet.append(list(line))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
