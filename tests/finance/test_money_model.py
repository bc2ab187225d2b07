"""Any story of parcels, top-ups and withdrawals ends where a plain model says, whatever the path.

The model knows no entries and no order of events: a seller's balances are a sum over what each parcel
and each withdrawal is in the end.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import Partner
from finance import services
from finance.errors import (
    AboveWithdrawalLimit,
    BalanceTooLow,
    NegativeBalance,
    StageRefused,
    TermsChanged,
    WithdrawalOpen,
)
from finance.models import BankAccount, ParcelMoney, Withdrawal
from finance.selectors.balances import five_numbers
from finance.states import ParcelStage, PaymentMethod
from finance.terms import ParcelTerms
from komship.lib import clock
from komship.lib.errors import NotFound, StaleState
from tests.factories.finance import (
    WATI,
    assert_proven,
    cod_terms,
    confirm_pin,
    fund,
    make_bank_account,
    owner_of,
    transfer_terms,
)

S = ParcelStage
REFUSALS = (
    AboveWithdrawalLimit,
    BalanceTooLow,
    NegativeBalance,
    NotFound,
    StageRefused,
    StaleState,
    TermsChanged,
    WithdrawalOpen,
)
REFERENCES = ("A", "B", "C")


@dataclass
class Model:
    """What ought to be, worked out from final states only."""

    topped_up_rp: int = 0
    parcels: dict[str, ParcelTerms] = field(default_factory=dict)
    compensated: set[str] = field(default_factory=set)

    def available_rp(self) -> int:
        asked = Withdrawal.objects.exclude(status__in=["rejected", "cancelled"])
        spent_rp = sum(asked.values_list("amount_rp", flat=True))
        return self.topped_up_rp - spent_rp + sum(self.effect_rp(reference) for reference in self.parcels)

    def held_rp(self) -> int:
        return sum(
            terms.shipping_rp - terms.cashback_rp
            for reference, terms in self.parcels.items()
            if terms.method == PaymentMethod.BANK_TRANSFER and stage_of(reference) == S.OPEN
        )

    def effect_rp(self, reference: str) -> int:
        terms, stage = self.parcels[reference], stage_of(reference)
        shipping_rp = terms.shipping_rp - terms.cashback_rp
        back_rp = (terms.return_leg_rp * (10_000 - terms.return_discount_bp) + 5_000) // 10_000
        paid_rp = min(terms.goods_rp, 10 * terms.shipping_rp) if reference in self.compensated else 0
        if terms.method == PaymentMethod.COD:
            after = {S.DELIVERED: terms.net_rp, S.RETURNED: -shipping_rp - back_rp}
            return after.get(stage, 0) + paid_rp
        if stage == S.CANCELLED:
            return 0
        return -shipping_rp - (back_rp if stage == S.RETURNED else 0) + paid_rp


def stage_of(reference: str) -> ParcelStage:
    return ParcelStage(ParcelMoney.objects.values_list("stage", flat=True).get(reference=reference))


MOVES: dict[str, Callable[[str], Any]] = {
    "ship": services.ship_parcel,
    "deliver": lambda ref: services.deliver_parcel(ref, delivered_at=clock.now()),
    "start_return": services.start_return,
    "receive_return": lambda ref: services.receive_return(ref, received_at=clock.now()),
    "cancel": services.cancel_parcel,
    "lose": lambda ref: services.lose_parcel(ref, kind=S.LOST),
    "damage": lambda ref: services.lose_parcel(ref, kind=S.DAMAGED),
    "flag": lambda ref: services.flag_parcel(ref, is_problem=True),
}

reference = st.sampled_from(REFERENCES)
amounts = st.fixed_dictionaries(
    {
        "goods_rp": st.sampled_from([0, 1, 90_000, 2_000_000]),
        "shipping_rp": st.sampled_from([0, 14_000, 14_001]),
        "return_leg_rp": st.sampled_from([0, 9_999]),
        "return_discount_bp": st.sampled_from([10_000, 7_500, 0]),
    }
)
steps = st.one_of(
    st.tuples(st.sampled_from(["open", "amend"]), reference, st.booleans(), amounts),
    st.tuples(st.sampled_from(sorted(MOVES)), reference),
    st.tuples(st.just("compensate"), reference),
    st.tuples(st.just("top_up"), st.sampled_from([1, 20_000, 500_000])),
    st.tuples(st.just("withdraw"), st.sampled_from([10_000, 50_000])),
    st.tuples(st.sampled_from(["approve", "complete", "reject", "cancel_withdrawal"])),
)


@dataclass
class Story:
    partner: Partner
    bank_account: BankAccount
    model: Model = field(default_factory=Model)
    told: int = 0

    def tell(self, step: tuple[Any, ...]) -> None:
        """Do one step for real, in a transaction of its own; a refusal must leave no trace."""
        self.told += 1
        name, *values = step
        before = five_numbers(self.partner.pk)
        try:
            with transaction.atomic():
                getattr(self, name, lambda *args: self.move(name, *args))(*values)
        except REFUSALS:
            assert five_numbers(self.partner.pk) == before
        for known in [ref for ref in self.model.compensated if stage_of(ref) not in (S.LOST, S.DAMAGED)]:
            self.model.compensated.discard(known)

    def terms(self, ref: str, is_cod: bool, values: dict[str, int]) -> ParcelTerms:
        make = cod_terms if is_cod else transfer_terms
        return make(self.partner, ref, cashback_rp=values["shipping_rp"] // 4, **values)

    def open(self, ref: str, is_cod: bool, values: dict[str, int]) -> None:
        terms = self.terms(ref, is_cod, values)
        services.open_parcel(terms)
        self.model.parcels[ref] = terms

    def amend(self, ref: str, is_cod: bool, values: dict[str, int]) -> None:
        terms = self.terms(ref, is_cod, values)
        services.amend_parcel(terms)
        self.model.parcels[ref] = terms

    def move(self, name: str, ref: str) -> None:
        before = stage_of(ref) if ref in self.model.parcels else None
        MOVES[name](ref)
        if before in (S.LOST, S.DAMAGED) and stage_of(ref) != before:
            self.model.compensated.discard(ref)

    def compensate(self, ref: str) -> None:
        services.compensate_parcel(ref, actor=WATI, reason="uji")
        self.model.compensated.add(ref)

    def top_up(self, amount_rp: int) -> None:
        fund(self.partner, amount_rp, reference=f"TOP-{self.told}")
        self.model.topped_up_rp += amount_rp

    def withdraw(self, amount_rp: int) -> None:
        services.request_withdrawal(
            self.partner.pk,
            actor=owner_of(self.partner),
            bank_account_id=self.bank_account.pk,
            amount_rp=amount_rp,
        )

    def decide(self, service: Callable[..., Any], **values: Any) -> None:
        newest = Withdrawal.objects.order_by("-pk").first()
        if newest is not None:
            service(newest.pk, actor=WATI, **values)

    def approve(self) -> None:
        self.decide(services.approve_withdrawal)

    def complete(self) -> None:
        self.decide(services.complete_withdrawal)

    def reject(self) -> None:
        self.decide(services.reject_withdrawal, note="uji")

    def cancel_withdrawal(self) -> None:
        self.decide(services.cancel_withdrawal)

    def compare(self) -> None:
        numbers = five_numbers(self.partner.pk)
        assert numbers.available_rp == self.model.available_rp()
        assert numbers.held_rp == self.model.held_rp()


@pytest.mark.django_db
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(story=st.lists(steps, min_size=1, max_size=20))
def test_every_story_ends_where_the_model_says(siti_partner: Partner, story: list[tuple[Any, ...]]) -> None:
    with transaction.atomic():
        confirm_pin(siti_partner)
        teller = Story(siti_partner, make_bank_account(siti_partner))
        for step in story:
            teller.tell(step)
            teller.compare()
        assert_proven()
        with connection.cursor() as cursor:
            # The walls are asked now, as they would be at a commit.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        transaction.set_rollback(True)
