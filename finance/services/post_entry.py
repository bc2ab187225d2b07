"""The only door into the ledger."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from finance.chart import AccountRef
from finance.errors import BalanceTooLow, KeyReused
from finance.models import Account, Entry, Posting
from finance.models.account import LockedAccount
from finance.states import EntryKind
from komship.lib import clock
from komship.lib.db import require_transaction

SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Line:
    """A signed change of one account. Made by `debit` and `credit` only; they alone know the sign."""

    account: AccountRef
    amount_rp: int
    keep_rp: int | None = None


def credit(account: AccountRef, amount_rp: int) -> Line:
    """Add to what the platform owes (or earns) on this account."""
    return _line(account, amount_rp, sign=1)


def debit(account: AccountRef, amount_rp: int, *, keep_rp: int | None = None) -> Line:
    """Take from the account; with `keep_rp` only if at least that much is left afterwards."""
    return _line(account, amount_rp, sign=-1, keep_rp=keep_rp)


def _line(account: AccountRef, amount_rp: int, *, sign: int, keep_rp: int | None = None) -> Line:
    if amount_rp < 0:
        raise ValueError("say debit or credit, not a negative amount")
    if keep_rp is not None and not account.is_cached:
        raise ValueError("only seller accounts have a limit")
    return Line(account, sign * amount_rp, keep_rp)


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry to be posted. `key` makes it once only; `reference` ties it to a parcel or withdrawal."""

    kind: EntryKind
    key: str
    lines: Sequence[Line]
    reference: str = ""
    actor: str = SYSTEM
    memo: str = ""
    reverses_id: int | None = None


def post_entry(draft: Draft) -> Entry:
    """Post a balanced entry inside the caller's transaction, once per key.

    Lines of one account are posted as one. Locks the seller accounts in pk order; platform accounts
    are not locked. Raises BalanceTooLow when a line would leave less than it must keep, KeyReused when
    the key stands for another entry, ValueError when the lines do not balance.
    """
    require_transaction()
    lines = _merge(draft.lines)
    accounts = Account.objects.lock([line.account for line in lines])
    shortage = _shortage(lines, accounts)
    if shortage is not None:
        # Refused before anything is written, so that a caller may catch it and go on.
        if Entry.objects.filter(idempotency_key=draft.key).exists():
            return _posted_before(draft, lines)
        raise shortage
    entry = Entry(
        kind=draft.kind,
        idempotency_key=draft.key,
        reference=draft.reference,
        actor=draft.actor,
        memo=draft.memo,
        # Taken after the locks, so that times never run backwards within an account.
        posted_at=clock.now(),
        reverses_id=draft.reverses_id,
    )
    entry_id = Entry.objects.insert_once(entry)
    if entry_id is None:
        return _posted_before(draft, lines)
    entry.pk = entry_id
    entry._state.adding = False
    postings = [_posting(entry, line, accounts[line.account.code]) for line in lines]
    Account.objects.write_balances(
        {row.account_id: row.balance_after_rp for row in postings if row.balance_after_rp is not None}
    )
    Posting.objects.bulk_create(postings)
    return entry


def _merge(lines: Sequence[Line]) -> list[Line]:
    merged: dict[str, Line] = {}
    for line in lines:
        known = merged.get(line.account.code)
        if known is not None:
            keeps = [keep for keep in (known.keep_rp, line.keep_rp) if keep is not None]
            line = Line(line.account, known.amount_rp + line.amount_rp, max(keeps, default=None))
        merged[line.account.code] = line
    moved = [line for line in merged.values() if line.amount_rp]
    if len(moved) < 2 or sum(line.amount_rp for line in moved) != 0:
        raise ValueError("an entry needs two accounts at least, and amounts that sum to zero")
    return moved


def _shortage(lines: Sequence[Line], accounts: Mapping[str, LockedAccount]) -> BalanceTooLow | None:
    for line in lines:
        account = accounts[line.account.code]
        if account.balance_rp is None or line.amount_rp > 0:
            continue
        keep_rp = 0 if line.keep_rp is None and not account.may_go_negative else line.keep_rp
        if keep_rp is not None and account.balance_rp + line.amount_rp < keep_rp:
            return BalanceTooLow(balance_rp=account.balance_rp, needed_rp=-line.amount_rp, keep_rp=keep_rp)
    return None


def _posting(entry: Entry, line: Line, account: LockedAccount) -> Posting:
    return Posting(
        entry=entry,
        account_id=account.pk,
        amount_rp=line.amount_rp,
        balance_after_rp=None if account.balance_rp is None else account.balance_rp + line.amount_rp,
        kind=entry.kind,
        posted_at=entry.posted_at,
    )


def _posted_before(draft: Draft, lines: Sequence[Line]) -> Entry:
    entry = Entry.objects.get(idempotency_key=draft.key)
    amounts = dict(entry.postings.values_list("account__code", "amount_rp"))
    if entry.kind != draft.kind or amounts != {line.account.code: line.amount_rp for line in lines}:
        raise KeyReused("idempotency key stands for another entry", key=draft.key, entry_id=entry.pk)
    return entry
