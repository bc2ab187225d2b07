from django.db import transaction

from finance.models import BankAccount
from finance.rules import ACCOUNT_RESTS_FOR
from finance.selectors.bank_conflicts import bank_conflict
from finance.services._bank_account import (
    BankAccountInput,
    CheckedAccount,
    checked_account,
    lock_bank_accounts,
    lock_number,
    mark_default,
    note_change,
    own_account,
    require_pin,
)
from komship.core.audit import Actor
from komship.lib import clock


def change_bank_account(
    bank_account_id: int, data: BankAccountInput, *, partner_id: int, actor: Actor
) -> BankAccount:
    """Correct an account; withdrawals of the past keep the values they were asked with.

    Another bank or number is asked for at the bank, and the account then takes no withdrawals for
    24 hours. `is_default` can be gained here, not lost. Locks the partner row and the number.
    Raises PinRequired, BankAccountNotFound, and the conflicts of add_bank_account.
    """
    require_pin(actor)
    own_account(partner_id, bank_account_id)
    account = checked_account(partner_id, data, actor=actor)
    with transaction.atomic():
        lock_bank_accounts(partner_id)
        lock_number(account)
        row = own_account(partner_id, bank_account_id)
        before = {"bank_code": row.bank_code, "account_no": row.account_no, "account_name": row.account_name}
        bank_conflict(
            partner_id,
            bank_code=account.bank.code,
            account_no=account.account_no,
            account_name=account.holder,
            besides=row.pk,
        ).refuse(note=data.note.strip())
        fields = account.as_fields(data) | _rest(row, account)
        BankAccount.objects.filter(pk=row.pk).update(**fields)
        if data.is_default:
            mark_default(partner_id, row.pk)
        row.refresh_from_db()
        note_change(row, "changed", actor=actor, before=before)
    return row


def _rest(row: BankAccount, account: CheckedAccount) -> dict[str, object]:
    """Only a new destination has to rest; the same one in other words does not."""
    if (row.bank_code, row.account_no) == (account.bank.code, account.account_no):
        return {}
    return {"rests_until_at": clock.now() + ACCOUNT_RESTS_FOR}
