from django.db import transaction
from django.utils.translation import gettext as _

from finance.errors import StageRefused
from finance.models import Entry, ParcelMoney
from finance.services._parcel import entries_in_force, lock_parcel, post_parcel_entry
from finance.services._parcel_lines import compensation, compensation_cap
from finance.states import COMPENSATIONS, EntryKind, ParcelStage
from komship.core.audit import Actor, record
from komship.lib.errors import InvalidInput
from komship.lib.money import rupiah


def compensate_parcel(
    reference: str, *, actor: Actor, reason: str, amount_rp: int | None = None
) -> Entry | None:
    """Pay the seller for a lost or damaged parcel: goods value, at most ten times shipping (decision 22).

    `amount_rp` may be less than that. An ops decision, audited, once per loss; None when the parcel is
    worth nothing. Locks the parcel, then the seller's account. Raises NotFound, InvalidInput above the
    rule, StageRefused when the parcel is not lost or damaged.
    """
    with transaction.atomic():
        parcel = lock_parcel(reference)
        kind = compensation_kind(parcel)
        paid = entries_in_force(parcel).get(kind)
        if paid is not None:
            return paid
        lines = compensation(parcel, payable(parcel, amount_rp))
        entry = post_parcel_entry(parcel, kind, lines, actor=actor.label[:80], memo=reason[:255])
        record("finance.parcel_compensated", parcel, actor=actor, reason=reason)
        return entry


def compensation_kind(parcel: ParcelMoney) -> EntryKind:
    """The entry that pays for what happened to the parcel. Raises StageRefused when nothing did."""
    kind = COMPENSATIONS.get(ParcelStage(parcel.stage))
    if kind is None:
        text = _("Hanya paket hilang atau rusak yang diganti rugi.")
        raise StageRefused(text, reference=parcel.reference)
    return kind


def payable(parcel: ParcelMoney, amount_rp: int | None) -> int:
    """The amount within the rule; None asks for all of it. Raises InvalidInput."""
    cap_rp = compensation_cap(parcel)
    if amount_rp is None:
        return cap_rp
    if not 0 < amount_rp <= cap_rp:
        text = _("Ganti rugi paket ini paling banyak %(cap)s.") % {"cap": rupiah(cap_rp)}
        raise InvalidInput(text, fields={"amount": [text]})
    return amount_rp
