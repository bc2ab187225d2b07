from django.db import transaction
from django.utils.translation import gettext as _

from finance.errors import StageRefused
from finance.models import Entry
from finance.services._parcel import entries_in_force, lock_parcel, post_parcel_entry
from finance.services._parcel_lines import compensation
from finance.states import COMPENSATIONS, ParcelStage
from komship.core.audit import Actor, record


def compensate_parcel(reference: str, *, actor: Actor, reason: str) -> Entry | None:
    """Pay the seller for a lost or damaged parcel: goods value, at most ten times shipping (decision 22).

    An ops decision, audited, once per loss; None when the parcel is worth nothing. Locks the parcel,
    then the seller's account. Raises NotFound, StageRefused when the parcel is not lost or damaged.
    """
    with transaction.atomic():
        parcel = lock_parcel(reference)
        kind = COMPENSATIONS.get(ParcelStage(parcel.stage))
        if kind is None:
            raise StageRefused(_("Hanya paket hilang atau rusak yang diganti rugi."), reference=reference)
        paid = entries_in_force(parcel).get(kind)
        if paid is not None:
            return paid
        entry = post_parcel_entry(
            parcel, kind, compensation(parcel), actor=actor.label[:80], memo=reason[:255]
        )
        record(
            "finance.parcel_compensated",
            parcel,
            actor=actor,
            reason=reason,
        )
        return entry
