from django.db import transaction

from finance.gateway.port import Invoice
from finance.models import TopUp
from finance.services._top_up import Verdict, take_invoice


def settle_top_up(invoice: Invoice) -> Verdict:
    """Let the top-up follow what the gateway says of its invoice; polls and callbacks both end here.

    A payment of exactly the amount is credited once, whenever it is told: repeated, late and out of
    order news change nothing. Another amount, another invoice or a second payment is CHECK, for people
    to decide; a number that is not ours is STRANGER. Locks the top-up, then the seller's account.
    """
    with transaction.atomic():
        top_up = TopUp.objects.select_for_update(no_key=True).filter(number=invoice.external_id).first()
        return Verdict.STRANGER if top_up is None else take_invoice(top_up, invoice)
