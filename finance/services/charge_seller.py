from dataclasses import dataclass

from finance import chart
from finance.chart import AccountRef
from finance.errors import KeyReused
from finance.models import Entry
from finance.services._spending import pay
from finance.services.post_entry import SYSTEM, Draft, credit, post_entry
from finance.states import CHARGE_REFUNDS, EntryKind
from komship.lib.db import require_transaction

# What each kind of charge is income of.
INCOME: dict[EntryKind, AccountRef] = {
    EntryKind.MARKETPLACE_PURCHASE: chart.SERVICE_REVENUE,
    EntryKind.FULFILMENT_FEE: chart.FULFILMENT_REVENUE,
    EntryKind.OUTBOUND_FEE: chart.FULFILMENT_REVENUE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """`key` makes it once only and names it when it is given back; `memo` is what the seller reads."""

    partner_id: int
    kind: EntryKind
    amount_rp: int
    key: str
    reference: str = ""
    memo: str = ""

    def __post_init__(self) -> None:
        if self.kind not in CHARGE_REFUNDS:
            raise ValueError(f"{self.kind} is no charge for a service")
        if self.amount_rp <= 0:
            raise ValueError("a charge is more than nothing")

    @property
    def entry_key(self) -> str:
        return entry_key(self.key)


def entry_key(key: str) -> str:
    """The ledger's key of a charge."""
    return f"charge:{key}"


def charge_seller(charge: Charge, *, actor: str = SYSTEM) -> Entry:
    """Let a seller pay for a service (WhatsApp premium, fulfilment, goods out), KomPoints first.

    Runs in the caller's transaction and locks the seller's purses. The same key again is the same entry,
    however the purses stand by then. Raises BalanceTooLow when points and balance together do not cover
    it, KeyReused when the key stands for another charge.
    """
    require_transaction()
    lines = pay(charge.partner_id, charge.amount_rp, keep_rp=0)
    known = Entry.objects.filter(idempotency_key=charge.entry_key).first()
    if known is not None:
        # Paid before, maybe from other purses: only what was charged must be the same.
        _refuse_another(known, charge)
        return known
    lines.append(credit(INCOME[charge.kind], charge.amount_rp))
    draft = Draft(charge.kind, charge.entry_key, lines, charge.reference, actor, charge.memo[:255])
    return post_entry(draft)


def _refuse_another(entry: Entry, charge: Charge) -> None:
    income = entry.postings.filter(account__code=INCOME[charge.kind].code, amount_rp=charge.amount_rp)
    mine = entry.postings.filter(account__holder_id=charge.partner_id)
    if entry.kind != charge.kind or not income.exists() or not mine.exists():
        raise KeyReused("idempotency key stands for another charge", key=charge.key, entry_id=entry.pk)
