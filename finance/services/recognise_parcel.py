from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from finance import chart, rules
from finance.errors import ResolutionRefused
from finance.models import CodDifference, ParcelMoney, RemittanceLine
from finance.remittance_terms import RemittanceTerms
from finance.services._difference import (
    audit_difference,
    lock_difference,
    post_difference,
    require_resolvable,
)
from finance.services._parcel import lock_parcel
from finance.services._remittance import owed
from finance.services._signature import person
from finance.services._transition import move_difference
from finance.states import (
    DifferenceKind,
    DifferenceStatus,
    LineKind,
    ParcelStage,
    PaymentMethod,
    Resolution,
)
from komship.core.audit import Actor
from komship.lib.errors import NotFound, StaleState


@dataclass(frozen=True, slots=True)
class _Reading:
    """What a line is once its parcel is known."""

    kind: LineKind
    cost_rp: int
    gap_rp: int


def recognise_parcel(difference_id: int, reference: str, *, actor: Actor) -> CodDifference:
    """A person knows which parcel a line speaks of (order number or airway bill): it brought that one's cash.

    What still does not fit becomes a difference of its own. Locks the courier, the difference, then the
    parcel. Audited. Raises PersonNeeded, NotFound, StaleState, and ResolutionRefused for a parcel that owes
    no COD or has been brought before.
    """
    user_id = person(actor)
    with transaction.atomic():
        difference = lock_difference(difference_id)
        line = difference.line
        if difference.status != DifferenceStatus.OPEN or line is None:
            raise StaleState(_("Selisih ini sudah diselesaikan, atau diusulkan untuk dihapus buku."))
        require_resolvable(difference, Resolution.RECOGNISED)
        parcel = _owing_parcel(reference)
        reading = _read(line, parcel, difference.remittance.terms)
        difference.parcel = parcel
        entry = post_difference(
            difference,
            [
                owed(chart.COD_COST_EXPENSE, reading.cost_rp),
                owed(chart.SUSPENSE, reading.gap_rp - difference.amount_rp),
                owed(chart.COD_RECEIVABLE, -parcel.collect_rp),
            ],
            actor=actor,
            memo=_("baris %(line)d") % {"line": line.line},
        )
        move_difference(
            difference,
            DifferenceStatus.RESOLVED,
            resolution=Resolution.RECOGNISED,
            reason=parcel.reference,
            resolved_by_id=user_id,
            entry=entry,
            parcel=parcel,
        )
        _keep(line, parcel, reading)
        _follow_up(difference, reading)
        audit_difference("recognised", difference, actor=actor, reason=parcel.reference)
        return difference


def _owing_parcel(text: str) -> ParcelMoney:
    code = text.strip().upper()
    by_number = ParcelMoney.objects.filter(reference=code) if code else ParcelMoney.objects.none()
    by_awb = ParcelMoney.objects.filter(cnote=code).order_by("-pk") if code else by_number
    found = by_number.first() or by_awb.first()
    if found is None:
        raise NotFound(_("Tidak ada paket dengan nomor itu."))
    parcel = lock_parcel(found.reference)
    if parcel.method != PaymentMethod.COD or parcel.stage != ParcelStage.DELIVERED:
        raise ResolutionRefused(
            _("Paket itu belum berutang COD: %(stage)s.") % {"stage": parcel.get_stage_display()}
        )
    missing = CodDifference.objects.filter(parcel=parcel, kind=DifferenceKind.MISSING, entry__isnull=False)
    if RemittanceLine.objects.counted().filter(parcel=parcel).exists() or missing.exists():
        raise ResolutionRefused(_("COD paket itu sudah disetor kurir."))
    return parcel


def _read(line: RemittanceLine, parcel: ParcelMoney, terms: RemittanceTerms) -> _Reading:
    """The same reading as of a line whose parcel is found by itself (`_matching`)."""
    fee_rp = line.fee_rp or 0
    agreed_rp = rules.courier_fee(line.amount_rp, terms.cod_cost_bp, terms.fee_vat_bp)
    accepted_rp = fee_rp if abs(fee_rp - agreed_rp) <= terms.fee_tolerance_rp else agreed_rp
    cost_rp = 0 if line.fee_rp is None else accepted_rp
    gap_rp = parcel.collect_rp - line.amount_rp + fee_rp - cost_rp
    if line.amount_rp != parcel.collect_rp:
        return _Reading(LineKind.AMOUNT_DIFFERS, cost_rp, gap_rp)
    return _Reading(LineKind.FEE_DIFFERS if gap_rp else LineKind.MATCHED, cost_rp, gap_rp)


def _keep(line: RemittanceLine, parcel: ParcelMoney, reading: _Reading) -> None:
    line.kind, line.parcel, line.is_counted = reading.kind, parcel, True
    line.expected_rp, line.cost_rp, line.gap_rp = parcel.collect_rp, reading.cost_rp, reading.gap_rp
    line.save(update_fields=["kind", "parcel", "is_counted", "expected_rp", "cost_rp", "gap_rp"])


def _follow_up(difference: CodDifference, reading: _Reading) -> None:
    """The parcel is missing no more; what is left over goes on."""
    missing = CodDifference.objects.filter(parcel=difference.parcel, kind=DifferenceKind.MISSING)
    for row in missing.exclude(status=DifferenceStatus.RESOLVED).select_for_update(no_key=True):
        move_difference(
            row,
            DifferenceStatus.RESOLVED,
            resolution=Resolution.LISTED,
            reason=str(difference.remittance)[:255],
        )
    if reading.kind in DifferenceKind.values:
        CodDifference.objects.create(
            kind=reading.kind,
            remittance=difference.remittance,
            line=difference.line,
            parcel=difference.parcel,
            amount_rp=reading.gap_rp,
            since_on=difference.since_on,
            assigned_to=difference.assigned_to,
        )
