from collections.abc import Sequence

from django.db import connection, transaction
from django.utils.translation import gettext as _

from finance.models import PayoutBatch, PayoutItem, Withdrawal
from finance.services._payout import audit_batch
from finance.services._signature import person
from finance.states import CLAIMING_OUTCOMES, WithdrawalStatus
from komship.core.audit import Actor
from komship.lib import clock
from komship.lib.errors import InvalidInput

# A bank's file takes more; results are booked one by one, which a person waits for.
MOST_ITEMS = 500


def make_payout_batch(withdrawal_ids: Sequence[int], *, actor: Actor) -> PayoutBatch:
    """Gather approved withdrawals into a draft; each is in one open batch at most.

    Locks the withdrawals in pk order, so that two batches never pick the same one. Audited. Raises
    PersonNeeded, InvalidInput by field `withdrawals` with every reason at once.
    """
    user_id = person(actor)
    if not 1 <= len(set(withdrawal_ids)) <= MOST_ITEMS:
        raise _refusal([_("Pilih 1 sampai %(most)d penarikan.") % {"most": MOST_ITEMS}])
    with transaction.atomic():
        rows = list(
            Withdrawal.objects.select_for_update(no_key=True).filter(pk__in=withdrawal_ids).order_by("pk")
        )
        faults = _faults(rows)
        if len(rows) != len(set(withdrawal_ids)):
            faults.append(_("Penarikan tidak ditemukan."))
        if faults:
            raise _refusal(faults)
        batch = _insert(user_id, rows)
        PayoutItem.objects.bulk_create([PayoutItem(batch=batch, withdrawal=row) for row in rows])
        audit_batch("made", batch, actor=actor)
        return batch


def _faults(rows: list[Withdrawal]) -> list[str]:
    claims = PayoutItem.objects.filter(withdrawal__in=rows, outcome__in=CLAIMING_OUTCOMES)
    taken = dict(claims.values_list("withdrawal_id", "batch__number"))
    faults = []
    for row in rows:
        if row.status != WithdrawalStatus.APPROVED:
            faults.append(_("%(number)s belum disetujui atau sudah selesai.") % {"number": row.number})
        elif row.pk in taken:
            known = {"number": row.number, "batch": taken[row.pk]}
            faults.append(_("%(number)s sudah ada di batch %(batch)s.") % known)
    return faults


def _insert(user_id: int, rows: list[Withdrawal]) -> PayoutBatch:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('finance_payoutbatch', 'id'))")
        pk = int(cursor.fetchone()[0])
    now = clock.now()
    batch = PayoutBatch(
        pk=pk,
        number=f"PB{clock.wib(now):%y%m%d}{pk:05d}",
        created_by_id=user_id,
        created_at=now,
        item_count=len(rows),
        total_rp=sum(row.amount_rp for row in rows),
    )
    batch.save(force_insert=True)
    return batch


def _refusal(texts: list[str]) -> InvalidInput:
    return InvalidInput(" ".join(texts), fields={"withdrawals": texts})
