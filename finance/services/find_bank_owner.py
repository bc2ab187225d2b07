from datetime import timedelta

from accounts.errors import RightMissing
from finance.banks.directory import bank_called
from finance.banks.lookup import Inquiry, Outcome, bank_lookup
from finance.errors import (
    AccountNumberMalformed,
    BankUnknown,
    LookupDown,
    LookupOff,
    OwnerUnknown,
    TooManyInquiries,
)
from finance.models import BankInquiry
from komship.core.audit import Actor
from komship.lib import clock

# A name that was asked for a moment ago is not asked for again.
FRESH_FOR = timedelta(hours=1)
# Names of account holders are not to be harvested here.
MOST_A_DAY = 50
_DAY = timedelta(days=1)


def find_bank_owner(partner_id: int, *, bank: str, account_no: str, actor: Actor) -> str:
    """The holder's name as the bank has it. `bank` is a code or a name, `account_no` 5 to 20 digits.

    Asks over the network unless it did within the hour, so it runs outside any transaction; every
    question and its outcome is kept. Raises BankUnknown, AccountNumberMalformed, OwnerUnknown,
    LookupOff where no service is configured, LookupDown, TooManyInquiries.
    """
    found = bank_called(bank)
    if found is None:
        raise BankUnknown
    number = clean_account_no(account_no)
    now = clock.now()
    mine = BankInquiry.objects.for_partner(partner_id).filter(asked_at__gt=now - _DAY)
    fresh = mine.filter(
        bank_code=found.code, account_no=number, outcome=Outcome.FOUND, asked_at__gt=now - FRESH_FOR
    ).first()
    if fresh is not None:
        return fresh.holder
    if mine.count() >= MOST_A_DAY:
        raise TooManyInquiries
    inquiry = bank_lookup().owner(found.code, number)
    _keep(inquiry, partner_id, (found.code, number), actor)
    if inquiry.outcome is Outcome.UNKNOWN:
        raise OwnerUnknown
    if inquiry.outcome is not Outcome.FOUND:
        raise LookupOff if inquiry.outcome is Outcome.OFF else LookupDown
    return inquiry.holder


def clean_account_no(text: str) -> str:
    """Digits without the blanks, dots and dashes people write between them. Raises AccountNumberMalformed."""
    number = "".join(sign for sign in text if sign not in " .-")
    if not (5 <= len(number) <= 20 and number.isascii() and number.isdigit()):
        raise AccountNumberMalformed
    return number


def _keep(inquiry: Inquiry, partner_id: int, account: tuple[str, str], actor: Actor) -> None:
    if actor.user_id is None:
        raise RightMissing
    if inquiry.outcome is Outcome.OFF:
        return
    BankInquiry.objects.create(
        partner_id=partner_id,
        user_id=actor.user_id,
        bank_code=account[0],
        account_no=account[1],
        outcome=inquiry.outcome,
        holder=inquiry.holder,
        elapsed_ms=inquiry.elapsed_ms,
        asked_at=clock.now(),
    )
