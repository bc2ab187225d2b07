"""Write lines of the ledger into a file."""

from collections.abc import Callable, Iterable, Iterator
from typing import IO

from django.utils.translation import gettext as _

from finance.models import Posting
from finance.selectors.explorer import LedgerFilter, all_ledger_lines
from komship.lib import clock
from komship.lib.errors import InvalidInput
from komship.lib.spreadsheet import Cell, Table, counted, write_csv

# What a spreadsheet opens at all.
MOST_LINES = 1_000_000

Tell = Callable[[int], None]


class TooManyLines(InvalidInput):
    code = "too_many_lines"


def write_ledger(wanted: LedgerFilter, out: IO[bytes], *, tell: Tell, most: int = MOST_LINES) -> str:
    """One line per posting into `out`, newest first, as CSV; returns the file's name.

    Debit and credit are whole rupiah, times Jakarta's. `tell` hears how many are written. Raises
    TooManyLines once there are more than `most`; the file is then worth nothing.
    """
    lines = counted(_at_most(all_ledger_lines(wanted), most), tell)
    write_csv(out, Table(_head(), _cells(lines)))
    return f"buku-besar-{clock.today():%Y%m%d}.csv"


def _at_most(lines: Iterable[Posting], most: int) -> Iterator[Posting]:
    for number, line in enumerate(lines, 1):
        if number > most:
            shown = f"{most:,}".replace(",", ".")
            raise TooManyLines(_("Lebih dari %(most)s baris. Persempit tanggalnya.") % {"most": shown})
        yield line


def _head() -> list[str]:
    return [
        _("Jurnal"),
        _("Waktu (WIB)"),
        _("Jenis"),
        _("Akun"),
        _("Penjual"),
        _("Debit"),
        _("Kredit"),
        _("Saldo sesudahnya"),
        _("Referensi"),
        _("Pelaku"),
        _("Keterangan"),
    ]


def _cells(lines: Iterable[Posting]) -> Iterator[list[Cell]]:
    for line in lines:
        entry, holder = line.entry, line.account.holder
        yield [
            line.entry_id,
            clock.wib_text(entry.posted_at),
            str(entry.get_kind_display()),
            line.account.code,
            holder.name if holder else None,
            -line.amount_rp if line.amount_rp < 0 else None,
            line.amount_rp if line.amount_rp > 0 else None,
            line.balance_after_rp,
            entry.reference,
            entry.actor,
            entry.memo,
        ]
