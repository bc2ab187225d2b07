"""Payout batches as files and pages need them."""

from collections.abc import Iterator
from io import BytesIO

from finance.models import PayoutBatch, PayoutItem
from finance.payout_sheet import TO_BANK
from finance.states import PayoutOutcome
from komship.lib.spreadsheet import Cell, Table, write_csv


def payout_items(batch_id: int) -> list[PayoutItem]:
    """The transfers of a batch with their withdrawals and sellers, in the order of the file. One query."""
    rows = PayoutItem.objects.filter(batch_id=batch_id).select_related(
        "withdrawal__partner", "withdrawal__bank_account"
    )
    return list(rows.order_by("pk"))


def bank_table(batch: PayoutBatch) -> Table:
    """What the bank is told: the same rows whenever it is asked for, because released items stay."""
    return Table(TO_BANK, _bank_rows(batch), title=batch.number, widths={"A": 20, "E": 22, "F": 30})


def bank_csv(batch: PayoutBatch) -> bytes:
    """The CSV file's bytes, of which the batch keeps the fingerprint."""
    out = BytesIO()
    write_csv(out, bank_table(batch))
    return out.getvalue()


def _bank_rows(batch: PayoutBatch) -> Iterator[list[Cell]]:
    for item in payout_items(batch.pk):
        if item.outcome == PayoutOutcome.DROPPED:
            continue
        row = item.withdrawal
        yield [
            row.number,
            row.amount_rp,
            row.bank_account.bank_code,
            row.bank_name,
            row.account_no,
            row.account_name,
            f"Komship {row.number}",
        ]
