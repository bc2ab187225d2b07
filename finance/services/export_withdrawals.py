from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import IO

from django.utils.translation import gettext as _

from finance.selectors.withdrawals import withdrawal_page
from komship.lib import clock
from komship.lib.errors import InvalidInput
from komship.lib.spreadsheet import Cell, Form, Table, write_table

# Years of daily withdrawals; written in about two seconds.
MOST_ROWS = 5_000
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class WithdrawalExport:
    """Whose withdrawals, requested between two Jakarta dates (both included), in which form."""

    partner_id: int
    since: date
    until: date
    form: Form


def export_withdrawals(wanted: WithdrawalExport, out: IO[bytes]) -> str:
    """One line per withdrawal into `out`, newest first, amounts whole rupiah. Returns the file's name.

    Raises InvalidInput for a period that is turned round or holds more than 5,000. Two queries per 500.
    """
    if wanted.since > wanted.until:
        text = _("Tanggal awal harus sebelum tanggal akhir.")
        raise InvalidInput(text, fields={"start_date": [text]})
    total = withdrawal_page(wanted.partner_id, since=wanted.since, until=wanted.until, limit=1).total
    if total > MOST_ROWS:
        text = _("Maksimal %(most)d penarikan per berkas. Perpendek periodenya.") % {"most": MOST_ROWS}
        raise InvalidInput(text, fields={"start_date": [text]})
    widths = {"A": 20, "B": 20, "D": 22, "E": 28, "G": 26, "H": 40}
    write_table(out, wanted.form, Table(_head(), _lines(wanted), title=_("Penarikan"), widths=widths))
    return f"penarikan-{wanted.since:%Y%m%d}-{wanted.until:%Y%m%d}.{wanted.form}"


def _head() -> list[str]:
    return [
        _("Nomor"),
        _("Diajukan"),
        _("Bank"),
        _("Nomor rekening"),
        _("Atas nama"),
        _("Jumlah"),
        _("Status"),
        _("Catatan"),
        _("Ditransfer"),
    ]


def _lines(wanted: WithdrawalExport) -> Iterator[list[Cell]]:
    offset = 0
    while True:
        page = withdrawal_page(
            wanted.partner_id, since=wanted.since, until=wanted.until, offset=offset, limit=_AT_ONCE
        )
        for row in page.rows:
            yield [
                row.number,
                clock.wib_text(row.requested_at),
                row.bank_name,
                row.account_no,
                row.account_name,
                row.amount_rp,
                row.get_status_display(),
                row.review_note or row.seller_note,
                clock.wib_text(row.completed_at),
            ]
        offset += _AT_ONCE
        if len(page.rows) < _AT_ONCE:
            return
