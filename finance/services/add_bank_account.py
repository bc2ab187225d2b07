from django.db import transaction

from accounts.services import spend_proof
from accounts.states import CodePurpose
from finance.errors import TooManyAccounts
from finance.models import BankAccount
from finance.rules import ACCOUNT_RESTS_FOR
from finance.selectors.bank_conflicts import bank_conflict
from finance.services._bank_account import (
    BankAccountInput,
    checked_account,
    lock_bank_accounts,
    lock_number,
    mark_default,
    note_change,
    require_pin,
)
from komship.core.audit import Actor
from komship.lib import clock

MOST = 6


def add_bank_account(partner_id: int, data: BankAccountInput, *, actor: Actor) -> BankAccount:
    """Add an account withdrawals may go to, in the holder's name as the bank has it.

    The actor has typed her PIN and a code for `bank_account` minutes ago; the code is spent. The
    first account becomes the default. Every account but a seller's very first takes no withdrawals
    for 24 hours. Asks the bank, so it runs outside any transaction; locks the partner row and the
    number. Raises PinRequired, NotProven, TooManyAccounts, AccountNumberTaken, AccountNameTaken,
    AccountInDebt (unless a note gives the reason), and as find_bank_owner does.
    """
    require_pin(actor)
    account = checked_account(partner_id, data, actor=actor)
    with transaction.atomic():
        lock_bank_accounts(partner_id)
        lock_number(account)
        mine = BankAccount.objects.for_partner(partner_id)
        if mine.active().count() >= MOST:
            raise TooManyAccounts(most=MOST)
        bank_conflict(
            partner_id,
            bank_code=account.bank.code,
            account_no=account.account_no,
            account_name=account.holder,
        ).refuse(note=data.note.strip())
        spend_proof(actor.user_id or 0, purpose=CodePurpose.BANK_ACCOUNT)
        rests_until = clock.now() + ACCOUNT_RESTS_FOR if mine.exists() else None
        row = BankAccount.objects.create(
            partner_id=partner_id, rests_until_at=rests_until, **account.as_fields(data)
        )
        if data.is_default or not mine.active().filter(is_default=True).exists():
            mark_default(partner_id, row.pk)
            row.is_default = True
        note_change(row, "added", actor=actor, before=None)
    return row
