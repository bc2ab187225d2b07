"""The sample a seller fills in, and the lines she still has to put right."""

import io
from collections.abc import Iterable, Mapping, Sequence

from komship.lib.spreadsheet import Cell, Table, write_xlsx
from orders.sheet.columns import COLUMNS, FAULTS_TITLE

_HEADS = [column.title for column in COLUMNS]
_WIDTHS = {"C": 22, "D": 16, "E": 40, "F": 32, "I": 24, "J": 14, "V": 60}
_BUYER: Mapping[str, Cell] = {
    "name": "Ayu Lestari",
    "phone": "081234567890",
    "address": "Jl. Anggrek No. 12, RT 01 RW 02",
    "place": "Cihapit, Bandung Wetan, Bandung",
    "postal_code": "40114",
    "method": "COD",
    "courier": "JNE",
    "service": "Reguler",
}
_SAMPLE: tuple[Mapping[str, Cell], ...] = (
    {**_BUYER, "code": "A-01", "product": "Kerudung Segi Empat", "quantity": 2},
    {"code": "A-01", "product": "Gamis Polos", "variant": "Merah, M", "quantity": 1},
    {
        **_BUYER,
        "code": "A-02",
        "name": "Bimo Sakti",
        "phone": "081298765432",
        "sku": "KSE-01",
        "quantity": 1,
        "method": "Transfer",
        "discount_rp": 5000,
    },
)


def sample_file() -> bytes:
    """Two made-up orders, and what each column means."""
    hints = [(column.title, column.hint) for column in COLUMNS]
    return _saved(
        Table(_HEADS, map(_cells, _SAMPLE), title="Pesanan", widths=_WIDTHS),
        Table(("Kolom", "Isi"), hints, title="Petunjuk", widths={"A": 18, "B": 90}),
    )


def faulty_file(rows: Iterable[tuple[Mapping[str, str], Sequence[str]]]) -> bytes:
    """The lines that were refused, as they were sent, with the reasons behind them."""
    lines = ([*_cells(cells), "\n".join(reasons)] for cells, reasons in rows)
    return _saved(Table([*_HEADS, FAULTS_TITLE], lines, title="Pesanan", widths=_WIDTHS))


def _saved(*tables: Table) -> bytes:
    out = io.BytesIO()
    write_xlsx(out, *tables)
    return out.getvalue()


def _cells(row: Mapping[str, Cell]) -> list[Cell]:
    return [row.get(column.key, "") for column in COLUMNS]
