from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from finance.gateway.client import payment_gateway
from finance.gateway.port import Answer, Outcome
from finance.models import TopUp
from finance.services._top_up import LOOKS_FOR_MISSING, Verdict, next_look
from finance.services._transition import move_top_up
from finance.services.settle_top_up import settle_top_up
from finance.states import OPEN_TOP_UPS, TopUpStatus
from komship.lib import clock

_NEVER_ANSWERED = (TopUpStatus.REQUESTED, TopUpStatus.UNKNOWN)


def look_at_top_up(top_up_id: int) -> Verdict | None:
    """Ask the gateway what became of an invoice and let the top-up follow; None when it could not say.

    Calls over the network, so outside any transaction. A request whose invoice stays missing was never
    made and fails; one that waits for a payment is left alone when the gateway does not know it. Safe to
    repeat.
    """
    number = TopUp.objects.values_list("number", flat=True).get(pk=top_up_id)
    answer = payment_gateway().read(number)
    verdict = settle_top_up(answer.invoice) if answer.invoice is not None else None
    _look_again(top_up_id, answer, verdict)
    return verdict


def _look_again(top_up_id: int, answer: Answer, verdict: Verdict | None) -> None:
    """Count the look, give up a request that was never made, and say when the next look is."""
    with transaction.atomic():
        top_up = TopUp.objects.select_for_update(no_key=True).get(pk=top_up_id)
        looks = top_up.looks = top_up.looks + 1
        is_missing = answer.outcome is Outcome.MISSING and top_up.status in _NEVER_ANSWERED
        if is_missing and looks >= LOOKS_FOR_MISSING:
            note = _("Tagihan tidak ada di penyedia pembayaran.")
            move_top_up(top_up, TopUpStatus.FAILED, looks=looks, note=note, next_look_at=None)
            return
        TopUp.objects.filter(pk=top_up_id).update(looks=looks, next_look_at=_next(top_up, answer, verdict))


def _next(top_up: TopUp, answer: Answer, verdict: Verdict | None) -> datetime | None:
    """An open invoice is asked about again and again, one that ran out once more a day later."""
    is_unsure = top_up.status == TopUpStatus.EXPIRED and answer.outcome in (Outcome.UNKNOWN, Outcome.OFF)
    if top_up.status in OPEN_TOP_UPS or is_unsure:
        return next_look(top_up, clock.now())
    return top_up.next_look_at if verdict is Verdict.TAKEN else None
