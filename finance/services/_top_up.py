"""What the ways to hear of an invoice share: when to ask next, and what its news mean for the top-up."""

from datetime import datetime, timedelta
from enum import StrEnum

from django.utils.translation import gettext as _

from finance.events import TopUpPaid
from finance.gateway.port import Invoice, InvoiceState
from finance.models import TopUp
from finance.services._transition import move_top_up
from finance.services.record_top_up import record_top_up
from finance.states import TopUpStatus
from komship.core.outbox import emit
from komship.lib import clock
from komship.lib.money import rupiah

# A call that was cut off is over by then, so that a look-up tells the truth about it.
FIRST_LOOK = timedelta(seconds=60)
_PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 2, 5, 15, 30))
_SLOW = timedelta(hours=1)
_AFTER_EXPIRY = timedelta(minutes=2)
# A payment on the last second may be told late.
_LAST_LOOK = timedelta(days=1)
# An invoice that is still missing after so many looks was never made.
LOOKS_FOR_MISSING = 3


class Verdict(StrEnum):
    """What news of an invoice did."""

    TAKEN = "taken"
    OLD = "old"
    CHECK = "check"
    STRANGER = "stranger"


def pause_after(looks: int) -> timedelta:
    """How long to wait after so many looks: eagerly first, hourly in the end."""
    return _PAUSES[looks] if looks < len(_PAUSES) else _SLOW


def next_look(top_up: TopUp, now: datetime) -> datetime:
    """When to ask about an open invoice again; once more soon after it runs out."""
    usual = now + pause_after(top_up.looks)
    if top_up.expires_at is not None and now < top_up.expires_at + _AFTER_EXPIRY:
        return min(usual, top_up.expires_at + _AFTER_EXPIRY)
    return usual


def take_invoice(top_up: TopUp, invoice: Invoice) -> Verdict:
    """Let a locked top-up follow its invoice; late and repeated news change nothing.

    Only a payment of exactly the amount that was asked for, by the invoice that we know, is credited.
    Any other money turns the top-up over to people.
    """
    if invoice.state is InvoiceState.PAID:
        return _paid(top_up, invoice)
    known = {
        "gateway_id": invoice.gateway_id,
        "pay_url": invoice.pay_url or top_up.pay_url,
        "expires_at": invoice.expires_at or top_up.expires_at,
    }
    status = TopUpStatus(top_up.status)
    if invoice.state is InvoiceState.OPEN:
        if status not in (TopUpStatus.REQUESTED, TopUpStatus.UNKNOWN, TopUpStatus.FAILED):
            return Verdict.OLD
        move_top_up(top_up, TopUpStatus.WAITING, note="", looks=0, **known)
        TopUp.objects.filter(pk=top_up.pk).update(next_look_at=next_look(top_up, clock.now()))
        return Verdict.TAKEN
    if status in (TopUpStatus.PAID, TopUpStatus.CHECKING, TopUpStatus.EXPIRED):
        return Verdict.OLD
    if top_up.gateway_id not in ("", invoice.gateway_id):
        return Verdict.OLD
    move_top_up(top_up, TopUpStatus.EXPIRED, looks=0, next_look_at=clock.now() + _LAST_LOOK, **known)
    return Verdict.TAKEN


def credit(top_up: TopUp, *, amount_rp: int, actor: str, **fields: object) -> None:
    """The seller has her money: ledger, status and news in one transaction."""
    move_top_up(top_up, TopUpStatus.PAID, next_look_at=None, **fields)
    record_top_up(top_up.partner_id, amount_rp=amount_rp, reference=top_up.number, actor=actor)
    emit(
        TopUpPaid(
            top_up_id=top_up.pk,
            partner_id=top_up.partner_id,
            number=top_up.number,
            amount_rp=amount_rp,
        )
    )


def _paid(top_up: TopUp, invoice: Invoice) -> Verdict:
    status = TopUpStatus(top_up.status)
    if status in (TopUpStatus.PAID, TopUpStatus.CHECKING):
        is_known = (top_up.gateway_id, top_up.paid_rp) == (invoice.gateway_id, invoice.paid_rp)
        return Verdict.OLD if is_known else Verdict.CHECK
    paid = {
        "paid_rp": invoice.paid_rp,
        "paid_at": invoice.paid_at or clock.now(),
        "channel": invoice.channel,
    }
    misfit = _misfit(top_up, invoice)
    if misfit:
        fields = {"gateway_id": invoice.gateway_id, "note": misfit, "next_look_at": None}
        move_top_up(top_up, TopUpStatus.CHECKING, **paid, **fields)
        return Verdict.CHECK
    credit(
        top_up,
        amount_rp=top_up.amount_rp,
        actor="gateway",
        gateway_id=invoice.gateway_id,
        note="",
        **paid,
    )
    return Verdict.TAKEN


def _misfit(top_up: TopUp, invoice: Invoice) -> str:
    """Why the payment is not simply this top-up's; empty when it is."""
    if top_up.gateway_id not in ("", invoice.gateway_id):
        return _("Dibayar lewat tagihan lain: %(other)s.") % {"other": invoice.gateway_id}
    if {invoice.amount_rp, invoice.paid_rp} != {top_up.amount_rp}:
        return _("Dibayar %(paid)s, seharusnya %(amount)s.") % {
            "paid": rupiah(invoice.paid_rp),
            "amount": rupiah(top_up.amount_rp),
        }
    return ""
