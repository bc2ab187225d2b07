from django.utils.translation import gettext as _

from finance.errors import BalanceTooLow, NegativeBalance, TermsChanged
from finance.models import ParcelMoney
from finance.services._parcel import lock_parcel, post_parcel_entry, reverse_parcel_entries
from finance.services._parcel_lines import shipping_charge
from finance.services._spending import lock_purses
from finance.states import EntryKind, ParcelStage, PaymentMethod
from finance.terms import ParcelTerms
from komship.lib.db import require_transaction


def amend_parcel(terms: ParcelTerms) -> ParcelMoney:
    """Give an unsent parcel the terms of its edited order; the hold follows.

    Runs in the caller's transaction; locks the parcel, then the seller's accounts. The same terms
    again change nothing. Raises NotFound, TermsChanged once the parcel has left (or changed hands),
    BalanceTooLow when a higher hold is not covered, NegativeBalance when the seller owes money; a
    hold that does not grow is always taken.
    """
    require_transaction()
    parcel = lock_parcel(terms.reference)
    before = parcel.terms()
    if before == terms:
        return parcel
    if parcel.stage != ParcelStage.OPEN or parcel.partner_id != terms.partner_id:
        raise TermsChanged(_("Order yang sudah dikirim tidak bisa diubah."), reference=terms.reference)
    if terms.hold_rp > before.hold_rp:
        _refuse_unless_covered(terms, terms.hold_rp - before.hold_rp)
    columns = terms.columns()
    ParcelMoney.objects.filter(pk=parcel.pk).update(**columns)
    for name, value in columns.items():
        setattr(parcel, name, value)
    if before.hold_rp != terms.hold_rp:
        reverse_parcel_entries(parcel, EntryKind.SHIPPING_CHARGE)
        if terms.method == PaymentMethod.BANK_TRANSFER:
            post_parcel_entry(parcel, EntryKind.SHIPPING_CHARGE, shipping_charge(parcel))
    return parcel


def _refuse_unless_covered(terms: ParcelTerms, more_rp: int) -> None:
    """Before anything is written; the lock keeps the answer true until the hold is posted."""
    balance_rp, points_rp = lock_purses(terms.partner_id)
    if balance_rp < 0:
        raise NegativeBalance(
            _("Saldo kamu minus karena retur yang belum lunas. Isi saldo dulu untuk mengubah order."),
            balance_rp=balance_rp,
        )
    if balance_rp + points_rp < more_rp:
        raise BalanceTooLow(balance_rp=balance_rp + points_rp, needed_rp=more_rp)
