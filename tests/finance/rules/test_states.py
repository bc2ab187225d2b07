"""The tables of moves are whole: every stage and status has a row, and no row leads nowhere."""

import pytest

from finance.states import (
    COMPENSATIONS,
    PARCEL_ENTRY_KINDS,
    PARCEL_LATE,
    PARCEL_MOVES,
    PAYOUT_MOVES,
    PROPOSAL_MOVES,
    STAGE_ENTRIES,
    WITHDRAWAL_MOVES,
    EntryKind,
    ParcelStage,
    PaymentMethod,
    PayoutStatus,
    ProposalStatus,
    WithdrawalStatus,
)

S = ParcelStage


def test_every_stage_and_status_has_its_row() -> None:
    assert set(PARCEL_MOVES) == set(ParcelStage) == set(STAGE_ENTRIES)
    assert set(WITHDRAWAL_MOVES) == set(WithdrawalStatus)
    assert set(PAYOUT_MOVES) == set(PayoutStatus)
    assert set(PROPOSAL_MOVES) == set(ProposalStatus)
    assert all(set(by_method) == set(PaymentMethod) for by_method in STAGE_ENTRIES.values())


def test_no_stage_leads_to_itself_or_back_to_open() -> None:
    for stage, moves in PARCEL_MOVES.items():
        assert stage not in moves
        assert S.OPEN not in moves


def test_late_news_is_never_an_allowed_move() -> None:
    assert not [(before, to) for before, to in PARCEL_LATE if to in PARCEL_MOVES[before]]


@pytest.mark.parametrize("stage", [S.IN_TRANSIT, S.RETURNING, S.DELIVERED, S.RETURNED, S.LOST, S.DAMAGED])
def test_a_parcel_that_left_cannot_be_cancelled(stage: ParcelStage) -> None:
    assert S.CANCELLED not in PARCEL_MOVES[stage]


def test_a_settlement_belongs_to_delivered_cod_alone() -> None:
    settled = {
        (stage, method)
        for stage, by_method in STAGE_ENTRIES.items()
        for method, kinds in by_method.items()
        if EntryKind.COD_SETTLEMENT in kinds
    }
    assert settled == {(S.DELIVERED, PaymentMethod.COD)}


def test_compensations_are_parcel_entries() -> None:
    assert set(COMPENSATIONS) == {S.LOST, S.DAMAGED}
    assert set(COMPENSATIONS.values()) <= PARCEL_ENTRY_KINDS


def test_a_decided_withdrawal_stays_decided() -> None:
    ends = {status for status, moves in WITHDRAWAL_MOVES.items() if not moves}
    assert ends == {WithdrawalStatus.COMPLETED, WithdrawalStatus.REJECTED, WithdrawalStatus.CANCELLED}


def test_a_released_batch_ends_with_its_results_only() -> None:
    assert PAYOUT_MOVES[PayoutStatus.RELEASED] == {PayoutStatus.FINISHED}
