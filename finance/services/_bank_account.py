"""What the changes of bank accounts share."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.utils.translation import gettext as _

from accounts.models import Partner
from accounts.selectors.pin import has_recent_pin_check
from finance.banks.directory import Bank, bank_called
from finance.errors import BankAccountNotFound, BankUnknown, LookupOff, OwnerNameMissing, PinRequired
from finance.events import BankAccountChanged
from finance.models import BankAccount
from finance.services.find_bank_owner import clean_account_no, find_bank_owner
from komship.core.audit import Actor, record
from komship.core.outbox import emit
from komship.lib import clock
from komship.lib.db import require_transaction
from komship.lib.text import fold_spaces

LONGEST_NAME = 120
LONGEST_NOTE = 255
SHOWN_DIGITS = 4


@dataclass(frozen=True, kw_only=True)
class BankAccountInput:
    """What a seller types. `bank` is a code or a name; the name counts only where no bank can be asked."""

    bank: str
    account_no: str
    account_name: str = ""
    # How the bank is to be called in lists; empty for its code, as clients store it.
    bank_name: str = ""
    note: str = ""
    is_default: bool = False


@dataclass(frozen=True)
class CheckedAccount:
    """An account whose owner was asked for. `verified_at` is None where nobody could be asked."""

    bank: Bank
    account_no: str
    holder: str
    verified_at: datetime | None

    def as_fields(self, data: BankAccountInput) -> dict[str, object]:
        return {
            "bank_code": self.bank.code,
            "bank_name": (fold_spaces(data.bank_name) or self.bank.code)[:60],
            "account_no": self.account_no,
            "account_name": self.holder,
            "verified_at": self.verified_at,
            "note": fold_spaces(data.note)[:LONGEST_NOTE],
        }


def require_pin(actor: Actor) -> None:
    """Raise PinRequired unless the PIN was typed rightly within the last minutes."""
    if actor.user_id is None or not has_recent_pin_check(actor.user_id):
        raise PinRequired(_("Masukkan PIN dulu untuk mengatur rekening."))


def checked_account(partner_id: int, data: BankAccountInput, *, actor: Actor) -> CheckedAccount:
    """Ask the bank for the owner (network, outside transactions). Raises as find_bank_owner does."""
    bank = bank_called(data.bank)
    if bank is None:
        raise BankUnknown
    number = clean_account_no(data.account_no)
    try:
        holder = find_bank_owner(partner_id, bank=bank.code, account_no=number, actor=actor)
    except LookupOff:
        typed = fold_spaces(data.account_name)[:LONGEST_NAME]
        if not typed:
            raise OwnerNameMissing from None
        return CheckedAccount(bank, number, typed, None)
    return CheckedAccount(bank, number, holder, clock.now())


def lock_bank_accounts(partner_id: int) -> None:
    """Changes of one seller's accounts queue behind her row; orders that only point at it need not."""
    require_transaction()
    Partner.objects.select_for_update(no_key=True).filter(pk=partner_id).first()


def lock_number(account: CheckedAccount) -> None:
    """Two sellers who register one number at once queue, so that the second sees the first."""
    require_transaction()
    with connection.cursor() as cursor:
        key = f"bank_account:{account.bank.code}:{account.account_no}"
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])


def own_account(partner_id: int, bank_account_id: int) -> BankAccount:
    """Raises BankAccountNotFound, for others' as for none."""
    found = BankAccount.objects.for_partner(partner_id).active().filter(pk=bank_account_id).first()
    if found is None:
        raise BankAccountNotFound
    return found


def mark_default(partner_id: int, bank_account_id: int) -> None:
    """Move the mark; the old one goes first, because the unique index is checked row by row."""
    require_transaction()
    mine = BankAccount.objects.for_partner(partner_id)
    mine.filter(is_default=True).exclude(pk=bank_account_id).update(is_default=False)
    mine.filter(pk=bank_account_id).update(is_default=True)


def note_change(row: BankAccount, change: str, *, actor: Actor, before: Mapping[str, object] | None) -> None:
    """An audit entry, and news for the owners."""
    after = {
        "bank_code": row.bank_code,
        "account_no": row.account_no,
        "account_name": row.account_name,
        "is_default": row.is_default,
    }
    record(f"bank_account.{change}", row, actor=actor, reason=row.note, change=(before, after))
    emit(
        BankAccountChanged(
            bank_account_id=row.pk,
            partner_id=row.partner_id,
            change=change,
            bank_name=row.bank_name,
            masked_no=f"…{row.account_no[-SHOWN_DIGITS:]}",
            by=actor.label[:80],
            serial=clock.now().isoformat(),
        )
    )
