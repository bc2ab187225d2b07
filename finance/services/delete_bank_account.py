from django.db import transaction

from finance.errors import AccountInUse, DefaultAccountKept
from finance.models import BankAccount, Withdrawal
from finance.services._bank_account import lock_bank_accounts, note_change, own_account, require_pin
from komship.core.audit import Actor
from komship.lib import clock


def delete_bank_account(bank_account_id: int, *, partner_id: int, actor: Actor) -> None:
    """Take an account out of use; withdrawals of the past keep pointing at it.

    Locks the partner row. Raises PinRequired, BankAccountNotFound, DefaultAccountKept, AccountInUse
    while a withdrawal to it is open.
    """
    require_pin(actor)
    with transaction.atomic():
        lock_bank_accounts(partner_id)
        row = own_account(partner_id, bank_account_id)
        if row.is_default:
            raise DefaultAccountKept
        if Withdrawal.objects.for_partner(partner_id).open().filter(bank_account=row).exists():
            raise AccountInUse
        BankAccount.objects.filter(pk=row.pk).update(deleted_at=clock.now())
        note_change(row, "deleted", actor=actor, before=None)
