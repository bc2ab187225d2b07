"""Products as tables of a CSV or XLSX file."""

import io
from collections.abc import Iterable, Mapping

from komship.lib.spreadsheet import Table, write_xlsx
from products.sheet.columns import COLUMNS

Row = Mapping[str, str | int]

_PLAIN_SAMPLE: dict[str, str | int] = {
    "name": "Kerudung Segi Empat",
    "sku": "KSE-01",
    "weight_g": 150,
    "price_rp": 45000,
    "stock": 20,
    "is_published": "Dijual",
    "allows_cod": "Ya",
    "allows_bank_transfer": "Ya",
}
_TREE_SAMPLE: dict[str, str | int] = {
    "name": "Gamis Polos",
    "sku": "GMS-01",
    "weight_g": 400,
    "price_rp": 120000,
    "axis_1": "Warna",
    "axis_2": "Ukuran",
}
_SAMPLE: tuple[dict[str, str | int], ...] = (
    _PLAIN_SAMPLE,
    {**_TREE_SAMPLE, "option_1": "Merah", "option_2": "M", "stock": 5},
    {**_TREE_SAMPLE, "option_1": "Merah", "option_2": "L", "stock": 4},
    {**_TREE_SAMPLE, "option_1": "Biru", "option_2": "M", "stock": 3},
)


def product_sheet(rows: Iterable[Row]) -> Table:
    """The products under the headings the import knows."""
    return Table(
        head=[column.title for column in COLUMNS],
        rows=([row.get(column.key, "") for column in COLUMNS] for row in rows),
        title="Produk",
        widths={"B": 34},
    )


def sample_file() -> bytes:
    """What a seller fills in: two made-up products, and what each column means."""
    out = io.BytesIO()
    notes = Table(
        head=["Kolom", "Petunjuk"],
        rows=([column.title, column.hint] for column in COLUMNS),
        title="Petunjuk",
        widths={"A": 18, "B": 70},
    )
    write_xlsx(out, product_sheet(_SAMPLE), notes)
    return out.getvalue()
