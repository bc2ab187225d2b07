from django.utils.translation import gettext as _

from finance.errors import TermsChanged
from finance.models import ParcelMoney
from finance.services._parcel import lock_parcel, post_parcel_entry, reverse_parcel_entries
from finance.services._parcel_lines import shipping_charge
from finance.states import EntryKind, ParcelStage, PaymentMethod
from finance.terms import ParcelTerms
from komship.lib.db import require_transaction


def amend_parcel(terms: ParcelTerms) -> ParcelMoney:
    """Give an unsent parcel the terms of its edited order; the hold follows.

    Runs in the caller's transaction; locks the parcel, then the seller's accounts. The same terms
    again change nothing. Raises NotFound, TermsChanged once the parcel has left (or changed hands),
    BalanceTooLow when a higher hold is not covered; a lower one is always taken.
    """
    require_transaction()
    parcel = lock_parcel(terms.reference)
    before = parcel.terms()
    if before == terms:
        return parcel
    if parcel.stage != ParcelStage.OPEN or parcel.partner_id != terms.partner_id:
        raise TermsChanged(_("Order yang sudah dikirim tidak bisa diubah."), reference=terms.reference)
    columns = terms.columns()
    ParcelMoney.objects.filter(pk=parcel.pk).update(**columns)
    for name, value in columns.items():
        setattr(parcel, name, value)
    if before.hold_rp != terms.hold_rp:
        reverse_parcel_entries(parcel, EntryKind.SHIPPING_CHARGE)
        if terms.method == PaymentMethod.BANK_TRANSFER:
            keep_rp = 0 if terms.hold_rp > before.hold_rp else None
            post_parcel_entry(parcel, EntryKind.SHIPPING_CHARGE, shipping_charge(parcel, keep_rp=keep_rp))
    return parcel
