"""The money of one parcel, line by line, each tied to the entry that proves it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from finance import chart
from finance.models import Entry, ParcelMoney, Posting
from finance.selectors.courier_confirmation import with_confirmation
from finance.states import PARCEL_ENTRY_KINDS, AccountKind, EntryKind, ParcelStage, PaymentMethod

# Seen from the seller, a platform account's line is hers with the sign turned round.
_LABELS: dict[str, Promise] = {
    chart.COD_RECEIVABLE.code: _("Ditagih dari pembeli"),
    chart.SHIPPING_REVENUE.code: _("Ongkir"),
    chart.CASHBACK_EXPENSE.code: _("Potongan ongkir"),
    chart.COD_FEE_REVENUE.code: _("Biaya COD"),
    chart.VAT_OUTPUT.code: _("PPN biaya COD"),
    chart.RETURN_REVENUE.code: _("Ongkir retur"),
    chart.CLAIM_RECEIVABLE.code: _("Ganti rugi"),
    chart.ADJUSTMENT_EXPENSE.code: _("Penyesuaian"),
}
# Accounts that no parcel touches but a statement shows.
_STATEMENT_LABELS: dict[str, Promise] = {
    chart.BANK.code: _("Ditransfer ke rekening"),
    chart.GATEWAY.code: _("Isi saldo"),
    chart.POINTS_EXPENSE.code: _("Hadiah KomPoints"),
    chart.SERVICE_REVENUE.code: _("Layanan"),
    chart.FULFILMENT_REVENUE.code: _("Fulfillment"),
}
_SET_ASIDE: dict[AccountKind, Promise] = {
    AccountKind.SELLER_AVAILABLE: _("Ongkir disisihkan"),
    AccountKind.SELLER_POINTS: _("Ongkir disisihkan dari KomPoints"),
}
_GIVEN_BACK: dict[AccountKind, Promise] = {
    AccountKind.SELLER_AVAILABLE: _("Ongkir dikembalikan"),
    AccountKind.SELLER_POINTS: _("KomPoints dikembalikan"),
}


@dataclass(frozen=True, slots=True)
class TimelineLine:
    """`amount_rp` is signed from the seller's side. Lines of one entry share its id and time."""

    entry_id: int
    kind: EntryKind
    posted_at: datetime
    account_code: str
    label: str
    amount_rp: int
    is_reversal: bool


@dataclass(frozen=True, slots=True)
class ParcelTimeline:
    """`effect_rp` is what the parcel has changed in the seller's money so far: the sum of the lines."""

    reference: str
    method: str
    stage: ParcelStage
    net_rp: int
    return_charge_rp: int
    lines: list[TimelineLine]
    # The Jakarta day on which the courier's cash was received; None while it has not come.
    confirmed_on: date | None = None

    @property
    def effect_rp(self) -> int:
        """Money set aside is still the seller's and does not count."""
        return sum(line.amount_rp for line in self.lines if line.account_code)

    @property
    def expected_rp(self) -> int:
        """What is still to come if nothing goes wrong: 0 once the parcel's money is settled."""
        if self.stage == ParcelStage.IN_TRANSIT and self.method == "cod":
            return self.net_rp
        return -self.return_charge_rp if self.stage == ParcelStage.RETURNING else 0


def platform_label(code: str) -> str:
    """What a platform account's line is to a seller; empty for accounts that sellers know nothing of."""
    return str(_LABELS.get(code) or _STATEMENT_LABELS.get(code) or "")


def parcel_money_timeline(reference: str) -> ParcelTimeline | None:
    """All postings of the parcel's entries, oldest first; None for an unknown parcel. Two queries."""
    parcel = with_confirmation(ParcelMoney.objects.filter(reference=reference)).first()
    if parcel is None:
        return None
    is_paid = parcel.method == PaymentMethod.COD and parcel.stage == ParcelStage.DELIVERED
    kinds = [*PARCEL_ENTRY_KINDS, EntryKind.SHIPPING_REFUND]
    kinds += [EntryKind.RETURN_CLAIM_CREDIT, EntryKind.ADJUSTMENT]
    entries = Entry.objects.filter(reference=reference, kind__in=kinds)
    postings = Posting.objects.filter(entry__in=entries).select_related("entry", "account").order_by("id")
    return ParcelTimeline(
        reference=reference,
        method=parcel.method,
        stage=ParcelStage(parcel.stage),
        net_rp=parcel.net_rp,
        return_charge_rp=parcel.return_charge_rp,
        lines=[line for posting in postings if (line := _line(posting)) is not None],
        confirmed_on=parcel.confirmed_on if is_paid else None,  # type: ignore[attr-defined]
    )


def _line(posting: Posting) -> TimelineLine | None:
    """One line per platform account; of the seller's own accounts only setting aside and giving back."""
    kind = EntryKind(posting.kind)
    label = _LABELS.get(posting.account.code)
    code, amount_rp = posting.account.code, -posting.amount_rp
    if label is None:
        moved_inside = kind in (EntryKind.SHIPPING_CHARGE, EntryKind.SHIPPING_REFUND)
        told = _SET_ASIDE if posting.amount_rp < 0 else _GIVEN_BACK
        label = told.get(AccountKind(posting.account.kind)) if moved_inside else None
        if label is None:
            return None
        code, amount_rp = "", posting.amount_rp
    return TimelineLine(
        entry_id=posting.entry_id,
        kind=kind,
        posted_at=posting.posted_at,
        account_code=code,
        label=str(label),
        amount_rp=amount_rp,
        is_reversal=posting.entry.reverses_id is not None,
    )
