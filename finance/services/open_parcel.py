from typing import Unpack

from django.utils.translation import gettext as _

from finance import chart
from finance.errors import NegativeBalance, TermsChanged
from finance.models import Account, ParcelMoney
from finance.services._parcel import post_parcel_entry
from finance.services._parcel_lines import shipping_charge
from finance.services.describe_parcel import ParcelFacts
from finance.states import EntryKind, ParcelStage, PaymentMethod
from finance.terms import ParcelTerms
from komship.lib import clock
from komship.lib.compiled import CompiledQuery
from komship.lib.db import require_transaction

_BY_REFERENCE = CompiledQuery(lambda reference: ParcelMoney.objects.filter(reference=reference))


def open_parcel(terms: ParcelTerms, **facts: Unpack[ParcelFacts]) -> ParcelMoney:
    """Begin the money of a parcel in the transaction that stores its order (decisions 17 and 18).

    `facts` are what `describe_parcel` keeps, known from the first moment.

    COD moves nothing yet; BANK TRANSFER holds shipping after cashback (locks the seller's accounts).
    Again with the same terms changes nothing, with others raises TermsChanged; of two at the same
    moment one transaction fails on the unique reference. Raises NegativeBalance when the seller owes
    money, BalanceTooLow when the hold is not covered.
    """
    require_transaction()
    known = _BY_REFERENCE.first(terms.reference)
    if known is not None:
        if known.terms() != terms:
            raise TermsChanged("parcel was opened with other terms", reference=terms.reference)
        return known
    balance_rp = Account.objects.balance_of(chart.seller_available(terms.partner_id))
    if balance_rp < 0:
        raise NegativeBalance(
            _("Saldo kamu minus karena retur yang belum lunas. Isi saldo dulu untuk membuat order."),
            balance_rp=balance_rp,
        )
    now = clock.now()
    parcel = ParcelMoney(stage=ParcelStage.OPEN, opened_at=now, stage_at=now, **terms.columns(), **facts)
    if terms.method == PaymentMethod.BANK_TRANSFER:
        # First, because it may refuse: nothing is written then, and a caller may catch it and go on.
        post_parcel_entry(parcel, EntryKind.SHIPPING_CHARGE, shipping_charge(parcel, keep_rp=0))
    parcel.save(force_insert=True)
    return parcel
