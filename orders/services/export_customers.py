"""Take a seller's buyers out as a spreadsheet."""

from collections.abc import Iterable, Iterator

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Partner
from komship.core import audit
from komship.core.audit import Actor
from komship.lib import clock
from komship.lib.phone import local_phone
from komship.lib.spreadsheet.writing import Cell, add_table, new_book, saved
from orders.selectors.customer_filters import CustomerFilters
from orders.selectors.customers import CustomerRow, exported_customers

# Written in about three seconds; clients give up after twelve.
MOST_EXPORTED = 20_000


def export_customers(partner: Partner, filters: CustomerFilters, *, actor: Actor) -> bytes:
    """The bytes of an XLSX file: who ordered last first, at most 20,000.

    These are names and numbers of people, so who took them out is written down. One query per 500 buyers.
    """
    with transaction.atomic():
        change = {"search": filters.search, "province": filters.province}
        audit.record("customer.export", partner, actor=actor, change=(None, change))
    book = new_book()
    rows = exported_customers(partner.pk, filters, limit=MOST_EXPORTED)
    add_table(book, _("Pembeli"), _heads(), _lines(rows), widths={"A": 26, "B": 17, "C": 40, "D": 34})
    return saved(book)


def _heads() -> list[str]:
    return [
        _("Nama"),
        _("Nomor HP"),
        _("Alamat"),
        _("Daerah"),
        _("Kode pos"),
        _("Pesanan"),
        _("Barang"),
        _("Total belanja (Rp)"),
        _("Terakhir pesan"),
    ]


def _lines(rows: Iterable[CustomerRow]) -> Iterator[list[Cell]]:
    for row in rows:
        yield [
            row.name,
            local_phone(row.phone),
            row.address_line,
            f"{row.district}, {row.city}, {row.province}",
            row.postal_code,
            row.orders,
            row.pieces,
            row.spent_rp,
            clock.wib(row.last_ordered_at).date().isoformat() if row.orders else "",
        ]
