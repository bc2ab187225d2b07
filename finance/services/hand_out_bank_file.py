from typing import IO

from django.db import transaction
from django.utils.translation import gettext as _

from finance.models import PayoutBatch
from finance.selectors.payouts import bank_table
from finance.services._payout import audit_batch, lock_batch
from finance.states import PayoutStatus
from komship.core.audit import Actor
from komship.lib.errors import Conflict
from komship.lib.spreadsheet import Form, write_table


def hand_out_bank_file(batch_id: int, form: Form, out: IO[bytes], *, actor: Actor) -> PayoutBatch:
    """Write the bank file of a released batch; that somebody took it is audited, for it names accounts.

    Columns: `finance.payout_sheet.TO_BANK`; cells that a spreadsheet would compute are guarded. Raises
    NotFound, Conflict before the release.
    """
    with transaction.atomic():
        batch = lock_batch(batch_id)
        if batch.status not in (PayoutStatus.RELEASED, PayoutStatus.FINISHED):
            raise Conflict(_("Berkas bank baru ada setelah batch dilepas oleh orang kedua."))
        audit_batch("file_taken", batch, actor=actor, reason=form)
    write_table(out, form, bank_table(batch))
    return batch
