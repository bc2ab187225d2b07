from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from komship.core.audit import Actor
from komship.lib import clock
from shipping.errors import CourierServiceNotFound, FeeRatesRefused
from shipping.models import CourierService, FeeProposal
from shipping.rules.fees import DEFAULT_RETURN_DISCOUNT_BP, DEFAULT_VAT_BP, FeeRates
from shipping.services._fee_proposal import audit_proposal, person
from shipping.services.open_fee_window import check_fee_rates, plain_criteria

LONGEST_REASON = 255


def propose_fee_window(
    service_id: int, rates: FeeRates, *, actor: Actor, reason: str, valid_from: datetime | None = None
) -> FeeProposal:
    """Ask for new rates of a service; nothing changes before a second person agrees.

    One open proposal per service. Without `valid_from` they will hold from the approval on. Locks the
    service. Audited. Raises PersonNeeded, CourierServiceNotFound, FeeRatesRefused.
    """
    user_id = person(actor)
    check_fee_rates(rates, valid_from)
    if not reason.strip():
        raise _refusal("reason", _("Tulis alasannya."))
    with transaction.atomic():
        if not CourierService.objects.select_for_update(no_key=True).filter(pk=service_id).exists():
            raise CourierServiceNotFound
        if FeeProposal.objects.filter(service=service_id, status=FeeProposal.Status.PROPOSED).exists():
            raise _refusal("service", _("Masih ada usulan tarif untuk layanan ini. Putuskan dulu."))
        proposal = FeeProposal.objects.create(
            service_id=service_id,
            valid_from=valid_from,
            reason=reason.strip()[:LONGEST_REASON],
            made_by_id=user_id,
            made_at=clock.now(),
            **_columns(rates),
        )
        audit_proposal("made", proposal, actor=actor, reason=proposal.reason)
        return proposal


def _columns(rates: FeeRates) -> dict[str, Any]:
    discount_bp = rates.return_discount_bp
    return {
        "cod_fee_bp": rates.cod_fee_bp,
        "cod_cost_bp": rates.cod_cost_bp,
        "vat_bp": DEFAULT_VAT_BP if rates.vat_bp is None else rates.vat_bp,
        "cashback_bp": rates.cashback_to_bp,
        "cashback_from_bp": rates.cashback_from_bp,
        "return_discount_bp": DEFAULT_RETURN_DISCOUNT_BP if discount_bp is None else discount_bp,
        "criteria": None if rates.criteria is None else plain_criteria(rates.criteria),
    }


def _refusal(field: str, text: str) -> FeeRatesRefused:
    return FeeRatesRefused(text, fields={field: [text]})
