"""A seller's transactions as a file."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import IO, Literal

from django.utils.translation import gettext as _

from finance.selectors.ledger_lines import LedgerPart, LinesWanted, ledger_lines
from finance.services._paper import Column, Paper, PaperTable, write_paper
from finance.states import GIVES_BACK, EntryKind, PaymentMethod
from komship.lib import clock
from komship.lib.money import rupiah
from komship.lib.spreadsheet import Cell, Table, counted, write_table

Form = Literal["xlsx", "csv", "pdf"]
Tell = Callable[[int, int], None]

MOST_LINES = 100_000
# Some hundred pages; nobody reads more on paper.
MOST_PAPER_LINES = 10_000


def nobody(handled: int, total: int) -> None:
    """Who waits for the file itself needs no news."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TransactionExport:
    """Jakarta dates, both included; None is as far as it goes. `most` is what the caller has time for."""

    partner_id: int
    since: date | None
    until: date | None
    form: Form
    most: int | None = None


def write_transactions(wanted: TransactionExport, out: IO[bytes], *, tell: Tell = nobody) -> str:
    """One line per change of the balance into `out`, oldest first, words in the active language.

    Of more than 100,000 lines (10,000 on paper) the newest are written, and the first line says that
    older ones were left out. Amounts are whole rupiah. `tell` hears (written, total). Returns the file's
    name. Two or three queries per 2,000 lines.
    """
    part = ledger_lines(
        LinesWanted(
            partner_id=wanted.partner_id,
            since=None if wanted.since is None else clock.wib_moment(wanted.since),
            until=clock.wib_moment((wanted.until or clock.today()) + timedelta(days=1)),
            most=wanted.most or (MOST_PAPER_LINES if wanted.form == "pdf" else MOST_LINES),
        )
    )
    tell(0, part.total)
    if wanted.form == "pdf":
        write_paper(out, paper_of(part, title=_("Rincian saldo"), about=_about(wanted), tell=tell))
    else:
        write_table(out, wanted.form, table_of(part, tell=tell))
    return f"rincian-saldo-{clock.today():%Y%m%d}.{wanted.form}"


def table_of(part: LedgerPart, *, tell: Tell = nobody) -> Table:
    """The lines as a sheet."""
    widths = {"A": 12, "C": 24, "D": 20, "E": 18, "H": 14, "I": 12, "J": 14, "L": 40}
    return Table(_head(), _cells(part, tell), title=_("Transaksi"), widths=widths)


def paper_of(part: LedgerPart, *, title: str, about: list[str], tell: Tell = nobody) -> Paper:
    """The lines on paper; a note says so when older ones did not fit."""
    notes = [*about, _left_out(part)] if part.left_out else about
    return Paper(title, notes, [lines_table(part, tell=tell)])


def lines_table(part: LedgerPart, *, tell: Tell = nobody) -> PaperTable:
    """The lines as a table on paper."""
    columns = [
        Column(_("Waktu"), 72),
        Column(_("Jenis"), 112),
        Column(_("Nomor"), 82),
        Column(_("Resi"), 80),
        Column(_("Jumlah"), 62, is_amount=True),
        Column(_("KomPoints"), 45, is_amount=True),
        Column(_("Saldo"), 62, is_amount=True),
    ]
    lines = counted(part.lines, lambda done: tell(min(done, part.total), part.total))
    rows = (
        [
            clock.wib(line.at).strftime("%d-%m-%Y %H.%M"),
            kind_text(EntryKind(line.kind), is_reversal=line.is_reversal),
            line.reference,
            line.cnote,
            rupiah(line.amount_rp),
            rupiah(line.points_rp) if line.points_rp else "",
            rupiah(line.balance_rp),
        ]
        for line in lines
    )
    return PaperTable(_("Transaksi"), columns, rows)


def _about(wanted: TransactionExport) -> list[str]:
    since = f"{wanted.since:%d-%m-%Y}" if wanted.since else _("awal")
    until = wanted.until or clock.today()
    return [_("%(since)s sampai %(until)s (WIB)") % {"since": since, "until": f"{until:%d-%m-%Y}"}]


def _left_out(part: LedgerPart) -> str:
    text = _("%(count)s transaksi yang lebih lama tidak muat di sini. Unduh per bulan di halaman Laporan.")
    return text % {"count": f"{part.left_out:,}".replace(",", ".")}


def _head() -> list[str]:
    return [
        _("Tanggal"),
        _("Jam"),
        _("Jenis"),
        _("Nomor"),
        _("Resi"),
        _("Ekspedisi"),
        _("Pembayaran"),
        _("Jumlah"),
        _("KomPoints"),
        _("Saldo"),
        _("Sisa KomPoints"),
        _("Catatan"),
    ]


def _cells(part: LedgerPart, tell: Tell) -> Iterator[list[Cell]]:
    if part.left_out:
        yield [_left_out(part)]
    kinds = {kind.value: kind_text(kind, is_reversal=False) for kind in EntryKind}
    undone = {kind.value: kind_text(kind, is_reversal=True) for kind in EntryKind}
    methods = {method.value: str(method.label) for method in PaymentMethod}
    for line in counted(part.lines, lambda done: tell(min(done, part.total), part.total)):
        at = clock.wib(line.at)
        yield [
            at.date(),
            at.isoformat(" ", "seconds")[11:19],
            (undone if line.is_reversal else kinds)[line.kind],
            line.reference,
            line.cnote,
            line.courier_name,
            methods.get(line.method, ""),
            line.amount_rp,
            line.points_rp,
            line.balance_rp,
            line.points_after_rp,
            line.memo,
        ]


def kind_text(kind: EntryKind, *, is_reversal: bool) -> str:
    """What a line is called; one that takes another back says so."""
    undone = is_reversal and kind not in GIVES_BACK
    return f"{kind.label} ({_('dibatalkan')})" if undone else str(kind.label)
