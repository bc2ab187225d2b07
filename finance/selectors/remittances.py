"""Couriers' statements as the ops panel shows them."""

from dataclasses import dataclass

from django.db.models import Count, QuerySet, Sum
from django.db.models.functions import Coalesce

from finance.models import CodDifference, Remittance, RemittanceFormat, RemittanceLine
from finance.states import DifferenceKind, LineKind


@dataclass(frozen=True, slots=True)
class KindCount:
    """Lines of one kind: how many, what they bring, and what they leave open."""

    kind: str
    label: str
    lines: int
    amount_rp: int
    gap_rp: int


def line_counts(remittance_id: int) -> list[KindCount]:
    """The lines of a statement by kind, and the parcels that no line mentions. Two queries."""
    lines = RemittanceLine.objects.filter(remittance=remittance_id).values("kind").order_by()
    sums = {
        row["kind"]: row
        for row in lines.annotate(lines=Count("*"), amount_rp=Sum("amount_rp"), gap_rp=Sum("gap_rp"))
    }
    found = [
        KindCount(kind.value, str(kind.label), row["lines"], row["amount_rp"], row["gap_rp"])
        for kind in LineKind
        if (row := sums.get(kind.value))
    ]
    missing = CodDifference.objects.filter(remittance=remittance_id, kind=DifferenceKind.MISSING)
    counted = missing.aggregate(lines=Count("*"), gap_rp=Coalesce(Sum("amount_rp"), 0))
    if counted["lines"]:
        label = str(DifferenceKind.MISSING.label)
        found.append(KindCount(DifferenceKind.MISSING, label, counted["lines"], 0, counted["gap_rp"]))
    return found


def remittance_page(remittance_id: int) -> Remittance | None:
    """A statement with the people and the job behind it; None for none. One query."""
    rows = Remittance.objects.select_related("format", "uploaded_by", "booked_by", "job", "entry")
    return rows.filter(pk=remittance_id).first()


def active_formats() -> QuerySet[RemittanceFormat]:
    """Couriers whose statements can be uploaded."""
    return RemittanceFormat.objects.filter(is_active=True)
