"""Write a seller's buyers into a spreadsheet."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import IO

from django.utils.translation import gettext as _

from komship.lib import clock
from komship.lib.errors import InvalidInput
from komship.lib.phone import local_phone
from komship.lib.spreadsheet import Cell, Form, Table, counted, write_table
from orders.selectors.customer_filters import CustomerFilters, customers_of
from orders.selectors.customers import CustomerRow, exported_customers

# A minute of work as XLSX; what opens it in turn gets slow long before.
MOST_CUSTOMERS = 100_000

Tell = Callable[[int, int], None]


class TooManyCustomers(InvalidInput):
    code = "too_many_customers"


def _nobody(handled: int, total: int) -> None:
    """Who waits for the file itself needs no news."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerExport:
    """Whose buyers, which, in which form; `most` is how many the caller has time for."""

    partner_id: int
    filters: CustomerFilters
    form: Form
    most: int = MOST_CUSTOMERS


def export_customers(wanted: CustomerExport, out: IO[bytes], *, tell: Tell = _nobody) -> str:
    """One line per buyer into `out`, who ordered last first, headings in the active language.

    `tell` hears (written, total). Phones are as people dial them, amounts whole rupiah. Returns the
    file's name. Raises TooManyCustomers before anything is written. One query per 500 buyers.
    """
    total = customers_of(wanted.partner_id, wanted.filters).count()
    if total > wanted.most:
        text = _("Maksimal %(most)s pembeli per berkas. Saring per provinsi di halaman Pembeli.")
        raise TooManyCustomers(text % {"most": f"{wanted.most:,}".replace(",", ".")})
    tell(0, total)
    found = exported_customers(wanted.partner_id, wanted.filters, limit=total)
    rows = counted(found, lambda done: tell(min(done, total), total))
    widths = {"A": 26, "B": 17, "C": 40, "D": 34}
    write_table(out, wanted.form, Table(_head(), _lines(rows), title=_("Pembeli"), widths=widths))
    return f"pembeli-{clock.today():%Y%m%d}.{wanted.form}"


def _head() -> list[str]:
    return [
        _("Nama"),
        _("Nomor HP"),
        _("Alamat"),
        _("Daerah"),
        _("Kode pos"),
        _("Pesanan"),
        _("Barang"),
        _("Total belanja"),
        _("Terakhir pesan"),
    ]


def _lines(rows: Iterator[CustomerRow]) -> Iterator[list[Cell]]:
    for row in rows:
        yield [
            row.name,
            local_phone(row.phone),
            row.address_line,
            f"{row.village}, {row.district}, {row.city}, {row.province}",
            row.postal_code,
            row.orders,
            row.pieces,
            row.spent_rp,
            clock.wib(row.last_ordered_at).date() if row.orders else None,
        ]
