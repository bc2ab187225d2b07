from collections.abc import Sequence

from django.db import connection, transaction

from finance.models import Remittance
from finance.remittance_sheet import SheetLine, read_sheet
from finance.services._matching import classify
from finance.services._remittance import lock_remittance
from finance.services._transition import move_remittance
from finance.states import LineKind, RemittanceStatus
from komship.core.jobs import private_files
from komship.lib.errors import InvalidInput

_COPY = """
COPY finance_remittanceline
     (remittance_id, line, cnote, reference, amount_rp, fee_rp, paid_on, kind, cost_rp, gap_rp, is_counted)
FROM STDIN
"""


def read_remittance(remittance_id: int) -> Remittance:
    """Take in the lines of a statement's file and match them; all of them or none.

    Not in a transaction: the file may lie elsewhere. Reads it into memory (at most 200,000 lines), then
    copies the lines and classifies them in one transaction, behind the courier's lock. Called again after
    it was done it changes nothing. A file that cannot be read refuses the statement for good; raises
    InvalidInput with the first faults then. Raises NotFound, too.
    """
    remittance = Remittance.objects.select_related("format").filter(pk=remittance_id).first()
    if remittance is None or remittance.status == RemittanceStatus.READING:
        return _read(remittance_id, remittance)
    return remittance


def _read(remittance_id: int, remittance: Remittance | None) -> Remittance:
    if remittance is None:
        with transaction.atomic():
            return lock_remittance(remittance_id)
    with private_files().open(remittance.file) as file:
        content = file.read()
    try:
        lines = read_sheet(content, remittance.format.columns())
    except InvalidInput as refused:
        _refuse(remittance_id, refused)
        raise
    with transaction.atomic():
        locked = lock_remittance(remittance_id)
        if locked.status != RemittanceStatus.READING:
            return locked
        _copy(remittance_id, lines)
        locked.line_count = len(lines)
        classify(locked)
        move_remittance(
            locked,
            RemittanceStatus.READY,
            line_count=len(lines),
            amount_rp=sum(line.amount_rp for line in lines),
            fee_rp=sum(line.fee_rp or 0 for line in lines),
        )
    return locked


def _refuse(remittance_id: int, refused: InvalidInput) -> None:
    with transaction.atomic():
        locked = lock_remittance(remittance_id)
        if locked.status == RemittanceStatus.READING:
            move_remittance(locked, RemittanceStatus.REFUSED, fault=refused.message[:500])


def _copy(remittance_id: int, lines: Sequence[SheetLine]) -> None:
    with connection.cursor() as cursor, cursor.copy(_COPY) as copy:
        for line in lines:
            known = (line.number, line.cnote, line.reference, line.amount_rp, line.fee_rp, line.paid_on)
            copy.write_row((remittance_id, *known, LineKind.UNKNOWN.value, 0, 0, False))
