from django.utils.translation import gettext as _

from finance import chart
from finance.models import Entry
from finance.services.post_entry import SYSTEM, Draft, credit, debit, post_entry
from finance.states import EntryKind
from komship.lib.errors import InvalidInput


def record_top_up(partner_id: int, *, amount_rp: int, reference: str, actor: str = SYSTEM) -> Entry:
    """Money of the seller reached the payment gateway: credit it, once per reference.

    Runs in the caller's transaction and locks the seller's account. Raises InvalidInput for an amount
    that is not positive.
    """
    if amount_rp <= 0:
        raise InvalidInput(fields={"amount": [_("Nominal harus lebih dari nol.")]})
    return post_entry(
        Draft(
            kind=EntryKind.TOP_UP,
            key=f"top_up:{reference}",
            lines=[debit(chart.GATEWAY, amount_rp), credit(chart.seller_available(partner_id), amount_rp)],
            reference=reference,
            actor=actor,
        )
    )
