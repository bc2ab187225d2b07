from django.db import transaction

from finance.services._bank_account import lock_bank_accounts, mark_default, own_account
from komship.core.audit import Actor, record


def set_default_bank_account(bank_account_id: int, *, partner_id: int, actor: Actor) -> None:
    """Make this the account that is offered first. Locks the partner row. Raises BankAccountNotFound."""
    with transaction.atomic():
        lock_bank_accounts(partner_id)
        row = own_account(partner_id, bank_account_id)
        if row.is_default:
            return
        mark_default(partner_id, row.pk)
        record("bank_account.made_default", row, actor=actor)
