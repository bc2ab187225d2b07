"""Files of orders as sellers send them."""

import csv
import io
from collections.abc import Sequence

from orders.sheet.columns import TITLES

Row = dict[str, str]

AYU: Row = {
    "name": "Ayu Lestari",
    "phone": "0898 7654 3210",
    "address": "Jl. Anggrek No. 12, RT 01 RW 02",
    "place": "Cihapit, Bandung Wetan, Bandung",
    "product": "Kerudung Bergo",
    "quantity": "2",
    "method": "COD",
    "courier": "JNE",
}


def order_csv(*rows: Row, keys: Sequence[str] | None = None) -> bytes:
    """The rows under the titles of these columns; all columns when none are named."""
    names = list(TITLES) if keys is None else keys
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([TITLES.get(name, name) for name in names])
    writer.writerows([row.get(name, "") for name in names] for row in rows)
    return out.getvalue().encode()
