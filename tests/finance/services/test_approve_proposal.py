import pytest
from django.db import IntegrityError, transaction

from accounts.models import Partner
from finance import chart
from finance.errors import BalanceTooLow, SecondPersonNeeded
from finance.models import Entry, MoneyProposal
from finance.selectors.timeline import parcel_money_timeline
from finance.services import (
    AdjustmentDraft,
    approve_proposal,
    compensate_parcel,
    lose_parcel,
    propose_adjustment,
    propose_compensation,
)
from finance.states import ParcelStage
from komship.lib.errors import Conflict, NotFound, StaleState
from tests.factories.finance import WATI, balance, cod_terms, fund, operator, purse, shipped


def proposed(partner: Partner, amount_rp: int, **changes: object) -> MoneyProposal:
    values: dict[str, object] = {"partner_id": partner.pk, "amount_rp": amount_rp, "reason": "selisih berat"}
    return propose_adjustment(AdjustmentDraft(**values | changes), actor=operator("wati"))  # type: ignore[arg-type]


def test_the_second_person_posts_it_with_its_reason(siti_partner: Partner) -> None:
    proposal = approve_proposal(proposed(siti_partner, 25_000).pk, actor=operator("dewi"))

    entry = Entry.objects.get()
    assert (proposal.status, proposal.entry, proposal.decided_by_id) == (
        "approved",
        entry,
        operator("dewi").user_id,
    )
    assert (entry.kind, entry.memo, entry.reference) == (
        "adjustment",
        "selisih berat",
        f"ADJ{proposal.pk:06d}",
    )
    assert (purse(siti_partner)[0], balance(chart.ADJUSTMENT_EXPENSE)) == (25_000, -25_000)


def test_money_is_taken_only_as_far_as_there_is(siti_partner: Partner) -> None:
    fund(siti_partner, 10_000)
    proposal = proposed(siti_partner, -10_001)

    with pytest.raises(BalanceTooLow):
        approve_proposal(proposal.pk, actor=operator("dewi"))
    proposal.refresh_from_db()
    assert (proposal.status, purse(siti_partner)[0]) == ("proposed", 10_000)

    approve_proposal(proposed(siti_partner, -10_001, may_overdraw=True).pk, actor=operator("dewi"))
    assert purse(siti_partner)[0] == -1


def test_not_by_who_proposed_it(siti_partner: Partner) -> None:
    proposal = proposed(siti_partner, 25_000)

    with pytest.raises(SecondPersonNeeded):
        approve_proposal(proposal.pk, actor=operator("wati"))
    approve_proposal(proposal.pk, actor=operator("dewi"))
    with pytest.raises(IntegrityError, match="proposal_two_people"), transaction.atomic():
        MoneyProposal.objects.update(decided_by=proposal.proposed_by)


def test_once_only(siti_partner: Partner) -> None:
    proposal = proposed(siti_partner, 25_000)
    approve_proposal(proposal.pk, actor=operator("dewi"))

    with pytest.raises(StaleState):
        approve_proposal(proposal.pk, actor=operator("dewi"))
    with pytest.raises(NotFound):
        approve_proposal(404, actor=operator("dewi"))
    assert purse(siti_partner)[0] == 25_000


def test_it_shows_in_the_parcels_money(siti_partner: Partner) -> None:
    shipped(cod_terms(siti_partner))
    approve_proposal(proposed(siti_partner, 2_000, reference="KOM1").pk, actor=operator("dewi"))

    timeline = parcel_money_timeline("KOM1")

    assert timeline is not None
    assert [(line.label, line.amount_rp) for line in timeline.lines] == [("Penyesuaian", 2_000)]


def test_a_large_compensation(siti_partner: Partner) -> None:
    dear = cod_terms(siti_partner, goods_rp=900_000, shipping_rp=60_000)
    shipped(dear)
    lose_parcel("KOM1", kind=ParcelStage.LOST)
    waiting = propose_compensation("KOM1", actor=operator("wati"), reason="surat kurir").proposal
    assert waiting is not None

    approve_proposal(waiting.pk, actor=operator("dewi"))

    assert purse(siti_partner)[0] == 600_000
    assert Entry.objects.latest("pk").kind == "compensation_lost"


def test_a_loss_that_was_paid_meanwhile(siti_partner: Partner) -> None:
    shipped(cod_terms(siti_partner, goods_rp=900_000, shipping_rp=60_000))
    lose_parcel("KOM1", kind=ParcelStage.LOST)
    waiting = propose_compensation("KOM1", actor=operator("wati"), reason="surat kurir").proposal
    assert waiting is not None
    compensate_parcel("KOM1", actor=WATI, reason="kecil", amount_rp=1_000)

    with pytest.raises(Conflict, match="sudah diganti"):
        approve_proposal(waiting.pk, actor=operator("dewi"))
    assert purse(siti_partner)[0] == 1_000
