"""Write the catalogue into a file that the import reads again."""

from collections.abc import Callable
from typing import IO

from komship.lib import clock
from komship.lib.spreadsheet import Form, counted, write_table
from products.selectors.catalogue import ProductFilter
from products.selectors.export import export_rows
from products.sheet.writing import product_sheet


def export_products(
    partner_id: int, wanted: ProductFilter, *, form: Form, out: IO[bytes], tell: Callable[[int], None]
) -> str:
    """One line per variant into `out`; `tell` hears how many are written. Returns the file's name."""
    rows = counted(export_rows(partner_id, wanted), tell)
    write_table(out, form, product_sheet(rows))
    return f"produk-{clock.today():%Y%m%d}.{form}"
