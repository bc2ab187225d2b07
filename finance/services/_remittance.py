"""What the use-cases about couriers' statements share."""

from django.utils.translation import gettext as _

from finance.chart import AccountRef
from finance.models import Remittance, RemittanceFormat
from finance.services.post_entry import Line, credit, debit
from komship.core.audit import Actor, record
from komship.lib.db import require_transaction
from komship.lib.errors import NotFound


def lock_format(format_id: int) -> RemittanceFormat:
    """One at a time per courier: whoever matches, books or resolves holds this row. Raises NotFound."""
    require_transaction()
    found = RemittanceFormat.objects.select_for_update(no_key=True).filter(pk=format_id).first()
    if found is None:
        raise NotFound(_("Format kurir tidak ditemukan."))
    return found


def lock_remittance(remittance_id: int) -> Remittance:
    """The statement, locked behind its courier. Raises NotFound."""
    require_transaction()
    format_id = Remittance.objects.filter(pk=remittance_id).values_list("format_id", flat=True).first()
    if format_id is None:
        raise NotFound(_("Laporan kurir tidak ditemukan."))
    lock_format(format_id)
    return Remittance.objects.select_for_update(no_key=True).get(pk=remittance_id)


def owed(account: AccountRef, amount_rp: int) -> Line:
    """A debit; a negative amount turns it round. What we are owed or have spent is a debit."""
    return debit(account, amount_rp) if amount_rp >= 0 else credit(account, -amount_rp)


def audit_remittance(action: str, remittance: Remittance, *, actor: Actor, **facts: object) -> None:
    """One audit line of a step."""
    after = {"status": str(remittance.status), "number": remittance.number, **facts}
    record(f"finance.remittance_{action}", remittance, actor=actor, change=(None, after))
