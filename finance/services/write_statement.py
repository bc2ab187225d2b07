"""A statement as a file: what the purses held, what moved them, and every transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import IO

from django.utils.translation import gettext as _

from accounts.models import Partner
from finance.selectors.ledger_lines import LedgerPart, LinesWanted, ledger_lines
from finance.selectors.statement import Period, Purse, Statement, statement
from finance.services._paper import Column, Paper, PaperTable, write_paper
from finance.services.write_transactions import (
    MOST_LINES,
    MOST_PAPER_LINES,
    Form,
    Tell,
    lines_table,
    nobody,
    table_of,
)
from komship.lib import clock
from komship.lib.money import rupiah
from komship.lib.spreadsheet import Cell, Table, write_xlsx


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementFile:
    """`title` stands above it, `name` is the file's without its ending."""

    partner_id: int
    period: Period
    title: str
    name: str
    form: Form


def write_statement(wanted: StatementFile, out: IO[bytes], *, tell: Tell = nobody) -> str:
    """Opening and closing balance, movements by kind, their sources, and all transactions, into `out`.

    XLSX in sheets or PDF; every number is the ledger's. Raises ValueError when the numbers do not add up,
    rather than hand a wrong paper to somebody. Returns the file's name.
    """
    found = statement(wanted.partner_id, wanted.period)
    if not found.adds_up:
        raise ValueError(f"statement of seller {wanted.partner_id} does not follow from the ledger")
    most = MOST_PAPER_LINES if wanted.form == "pdf" else MOST_LINES
    period = wanted.period
    part = ledger_lines(LinesWanted(wanted.partner_id, period.since, period.until, most))
    tell(0, part.total)
    if wanted.form == "pdf":
        write_paper(out, _paper(wanted, found, part, tell))
    else:
        write_xlsx(out, _summary(wanted, found), table_of(part, tell=tell))
    return f"{wanted.name}.{wanted.form}"


def summary_lines(found: Statement) -> list[tuple[str, str, int | None, int]]:
    """Group, label, how many entries, signed amount: what sheet and paper say alike."""
    lines: list[tuple[str, str, int | None, int]] = []
    for purse in (found.available, *found.others):
        lines += _purse_lines(purse)
    group = _("Asal perubahan")
    lines += [(group, source.label, None, source.amount_rp) for source in found.sources]
    lines.append((group, _("Perubahan semua saldo"), None, found.changed_rp))
    return lines


def _purse_lines(purse: Purse) -> list[tuple[str, str, int | None, int]]:
    group = str(purse.kind.label)
    return [
        (group, _("Saldo awal"), None, purse.opening_rp),
        *((group, str(move.kind.label), move.entries, move.amount_rp) for move in purse.movements),
        (group, _("Saldo akhir"), None, purse.closing_rp),
    ]


def _about(wanted: StatementFile) -> list[str]:
    shop = Partner.objects.values_list("name", flat=True).get(pk=wanted.partner_id)
    period = wanted.period
    return [
        shop,
        _("%(since)s sampai %(until)s WIB")
        % {
            "since": f"{clock.wib(period.since):%d-%m-%Y %H.%M}",
            "until": f"{clock.wib(period.until):%d-%m-%Y %H.%M}",
        },
    ]


def _summary(wanted: StatementFile, found: Statement) -> Table:
    rows: list[Sequence[Cell]] = [[line] for line in (wanted.title, *_about(wanted))]
    rows += [[group, label, entries, amount] for group, label, entries, amount in summary_lines(found)]
    head = [_("Bagian"), _("Keterangan"), _("Transaksi"), _("Jumlah")]
    return Table(head, rows, title=_("Ringkasan"), widths={"A": 28, "B": 34, "C": 12, "D": 16})


def _paper(wanted: StatementFile, found: Statement, part: LedgerPart, tell: Tell) -> Paper:
    columns = [
        Column(_("Bagian"), 150),
        Column(_("Keterangan"), 200),
        Column(_("Transaksi"), 65, is_amount=True),
        Column(_("Jumlah"), 100, is_amount=True),
    ]
    rows = [
        [group, label, "" if entries is None else str(entries), rupiah(amount)]
        for group, label, entries, amount in summary_lines(found)
    ]
    tables = [PaperTable(_("Ringkasan"), columns, rows), lines_table(part, tell=tell)]
    return Paper(wanted.title, _about(wanted), tables)
