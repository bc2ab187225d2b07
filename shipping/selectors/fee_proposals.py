"""Proposed rates beside those that hold, and what they would have meant."""

from dataclasses import dataclass
from datetime import timedelta

from komship.lib import clock
from shipping.models import FeeProposal, FeeWindow
from shipping.ports import FeePreview, FeeQuestion, fee_preview

PREVIEW_DAYS = 30
RATES = (
    "cod_fee_bp",
    "cod_cost_bp",
    "vat_bp",
    "cashback_bp",
    "cashback_from_bp",
    "return_discount_bp",
)


@dataclass(frozen=True, slots=True)
class RateChange:
    """One rate in basis points, before and after; None where no window holds."""

    label: str
    before_bp: int | None
    after_bp: int

    @property
    def is_changed(self) -> bool:
        return self.before_bp != self.after_bp


@dataclass(frozen=True, slots=True)
class ProposalPage:
    """A proposal with the window it would end."""

    proposal: FeeProposal
    before: FeeWindow | None
    changes: list[RateChange]
    preview: FeePreview | None


def proposal_page(proposal_id: int) -> ProposalPage | None:
    """A proposal, the rates it would follow, and the orders of the last 30 days under both. Three queries.

    None for none.
    """
    rows = FeeProposal.objects.select_related("service__courier", "made_by", "decided_by", "window")
    proposal = rows.filter(pk=proposal_id).first()
    if proposal is None:
        return None
    before = _before(proposal)
    return ProposalPage(
        proposal, before, _changes(proposal, before), fee_preview(_question(proposal, before))
    )


def _before(proposal: FeeProposal) -> FeeWindow | None:
    """The window that holds when the proposed one begins; of a decided one, the window it followed."""
    windows = FeeWindow.objects.filter(service=proposal.service_id)
    if proposal.window is not None:
        earlier = windows.filter(valid_from__lt=proposal.window.valid_from)
        return earlier.order_by("-valid_from").first()
    return windows.valid_at(proposal.valid_from or clock.now()).first()


def _changes(proposal: FeeProposal, before: FeeWindow | None) -> list[RateChange]:
    return [
        RateChange(
            label=str(getattr(FeeProposal._meta.get_field(name), "verbose_name", name)),
            before_bp=getattr(before, name) if before else None,
            after_bp=getattr(proposal, name),
        )
        for name in RATES
    ]


def _question(proposal: FeeProposal, before: FeeWindow | None) -> FeeQuestion:
    criteria = proposal.criteria
    if criteria is None:
        criteria = before.criteria if before else []
    return FeeQuestion(
        service_id=proposal.service_id,
        since=clock.today() - timedelta(days=PREVIEW_DAYS),
        cod_fee_bp=proposal.cod_fee_bp,
        cashback_bp=proposal.cashback_bp,
        return_discount_bp=proposal.return_discount_bp,
        criteria=criteria,
    )
