"""Any story of parcels, top-ups, points and withdrawals leaves the books as a plain model says.

`MONEY_STEPS=1000 pytest tests/finance/test_money_machine.py` takes that many steps and proves the ledger
after each; the suite takes fewer, compares every account after each, and proves at the end of a story.
"""

import os
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import Sum
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from accounts.models import Partner
from finance import services
from finance.models import Entry, Posting, Withdrawal
from finance.services.reverse_entry import reverse_entry
from finance.services.reward_points import reward_points
from finance.states import ParcelStage
from finance.terms import ParcelTerms
from komship.core.audit import Actor
from komship.lib import clock
from komship.lib.errors import DomainError
from tests.factories.accounts import make_shop
from tests.factories.finance import (
    WATI,
    assert_proven,
    cod_terms,
    confirm_pin,
    make_bank_account,
    owner_of,
    transfer_terms,
)
from tests.finance.money_model import Gift, Money, Terms

STEPS = int(os.environ.get("MONEY_STEPS", "0"))
STEPS_OF_A_STORY = 50 if STEPS else 12
STORIES = max(1, STEPS // STEPS_OF_A_STORY) if STEPS else 30
DEWI = Actor(user_id=None, label="dewi", channel="admin")

MOVES: dict[str, tuple[str, bool, Callable[[str], Any]]] = {
    "ship": ("in_transit", False, services.ship_parcel),
    "deliver": ("delivered", False, lambda ref: services.deliver_parcel(ref, delivered_at=clock.now())),
    "start_return": ("returning", False, services.start_return),
    "receive_return": ("returned", False, lambda ref: services.receive_return(ref, received_at=clock.now())),
    "cancel": ("cancelled", False, services.cancel_parcel),
    "lose": ("lost", False, lambda ref: services.lose_parcel(ref, kind=ParcelStage.LOST)),
    "damage": ("damaged", False, lambda ref: services.lose_parcel(ref, kind=ParcelStage.DAMAGED)),
    "found": ("in_transit", True, lambda ref: services.ship_parcel(ref, is_correction=True)),
    "call off": ("cancelled", True, lambda ref: services.cancel_parcel(ref, is_correction=True)),
    "not arrived": ("returning", True, lambda ref: services.start_return(ref, is_correction=True)),
}
DECISIONS: dict[str, Callable[[int], Any]] = {
    "on_review": lambda pk: services.review_withdrawal(pk, actor=WATI, note="periksa"),
    "approved": lambda pk: services.approve_withdrawal(pk, actor=WATI),
    "completed": lambda pk: services.complete_withdrawal(pk, actor=DEWI),
    "rejected": lambda pk: services.reject_withdrawal(pk, actor=DEWI, note="beda nama"),
    "cancelled": lambda pk: services.cancel_withdrawal(pk, actor=DEWI),
}

references = st.sampled_from(["A", "B", "C", "D"])
sellers = st.integers(0, 1)
amounts = st.fixed_dictionaries(
    {
        "goods_rp": st.sampled_from([0, 1, 90_000, 2_000_000]),
        "shipping_rp": st.sampled_from([0, 14_000, 14_001]),
        "leg_rp": st.sampled_from([0, 9_999]),
        "discount_bp": st.sampled_from([10_000, 7_500, 0]),
    }
)


class MoneyMachine(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.story = transaction.atomic()
        self.story.__enter__()
        self.partners = [make_shop("satu").partner, make_shop("dua").partner]
        self.accounts = [make_bank_account(partner) for partner in self.partners]
        for partner in self.partners:
            confirm_pin(partner)
        self.model = Money()

    def teardown(self) -> None:
        assert_proven()
        with connection.cursor() as cursor:
            # The walls are asked now, as they would be at a commit.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        transaction.set_rollback(True)
        self.story.__exit__(None, None, None)

    def expect(self, *, accepted: bool, of: Callable[[], Any]) -> None:
        """Do it for real; a refusal where the model sees none, or none where it sees one, is a fault."""
        refusal = None
        try:
            with transaction.atomic():
                of()
        except DomainError as refused:
            refusal = refused
        assert (refusal is None) == accepted, refusal or "the house did what the model forbids"

    def terms(self, reference: str, seller: int, is_cod: bool, values: dict[str, int]) -> Terms:
        partner = self.partners[seller].pk
        return Terms(partner, is_cod, cashback_rp=values["shipping_rp"] // 4, **values)

    def real(self, reference: str, terms: Terms) -> ParcelTerms:
        make = cod_terms if terms.is_cod else transfer_terms
        return make(
            Partner(pk=terms.seller),
            reference,
            goods_rp=terms.goods_rp,
            shipping_rp=terms.shipping_rp,
            cashback_rp=terms.cashback_rp,
            return_leg_rp=terms.leg_rp,
            return_discount_bp=terms.discount_bp,
        )

    @rule(reference=references, seller=sellers, is_cod=st.booleans(), values=amounts)
    def open(self, reference: str, seller: int, is_cod: bool, values: dict[str, int]) -> None:
        terms = self.terms(reference, seller, is_cod, values)
        real = self.real(reference, terms)
        self.expect(accepted=self.model.open(reference, terms), of=lambda: services.open_parcel(real))

    @rule(reference=references, is_cod=st.booleans(), values=amounts)
    def amend(self, reference: str, is_cod: bool, values: dict[str, int]) -> None:
        known = self.model.parcels.get(reference)
        seller = self.partners.index(Partner(pk=known.terms.seller)) if known else 0
        terms = self.terms(reference, seller, is_cod, values)
        real = self.real(reference, terms)
        self.expect(accepted=self.model.amend(reference, terms), of=lambda: services.amend_parcel(real))

    @rule(reference=references, name=st.sampled_from(sorted(MOVES)))
    def move(self, reference: str, name: str) -> None:
        to, by_person, service = MOVES[name]
        accepted = self.model.move(reference, to, by_person=by_person)
        self.expect(accepted=accepted, of=lambda: service(reference))

    @rule(reference=references, is_problem=st.booleans())
    def flag(self, reference: str, is_problem: bool) -> None:
        accepted = self.model.flag(reference, is_problem=is_problem)
        self.expect(accepted=accepted, of=lambda: services.flag_parcel(reference, is_problem=is_problem))

    @rule(reference=references)
    def compensate(self, reference: str) -> None:
        accepted = self.model.compensate(reference)
        self.expect(
            accepted=accepted, of=lambda: services.compensate_parcel(reference, actor=WATI, reason="uji")
        )

    @rule(seller=sellers, key=references, amount_rp=st.sampled_from([1, 20_000, 500_000]))
    def top_up(self, seller: int, key: str, amount_rp: int) -> None:
        partner = self.partners[seller].pk
        accepted = self.model.give(self.model.top_ups, key, Gift(partner, amount_rp))
        self.expect(
            accepted=accepted, of=lambda: services.record_top_up(partner, amount_rp=amount_rp, reference=key)
        )

    @rule(seller=sellers, key=references, amount_rp=st.sampled_from([1, 50_000]))
    def reward(self, seller: int, key: str, amount_rp: int) -> None:
        partner = self.partners[seller].pk
        accepted = self.model.give(self.model.rewards, key, Gift(partner, amount_rp))
        self.expect(accepted=accepted, of=lambda: reward_points(partner, amount_rp=amount_rp, key=key))

    @rule(key=references, is_top_up=st.booleans())
    def reverse(self, key: str, is_top_up: bool) -> None:
        """Twice is once: the mirror has a key of its own."""
        gift = (self.model.top_ups if is_top_up else self.model.rewards).get(key)
        if gift is None:
            return
        stored = f"top_up:{key}" if is_top_up else f"points:{key}"
        entry = Entry.objects.get(idempotency_key=stored)
        accepted = self.model.take_back(gift, is_points=not is_top_up)
        self.expect(accepted=accepted, of=lambda: reverse_entry(entry))

    @rule(seller=sellers, amount_rp=st.sampled_from([9_999, 10_000, 50_000, 480_000]))
    def request(self, seller: int, amount_rp: int) -> None:
        partner = self.partners[seller]
        self.expect(
            accepted=self.model.request(partner.pk, amount_rp),
            of=lambda: services.request_withdrawal(
                partner.pk,
                actor=owner_of(partner),
                bank_account_id=self.accounts[seller].pk,
                amount_rp=amount_rp,
            ),
        )

    @rule(place=st.integers(0, 2), to=st.sampled_from(sorted(DECISIONS)))
    def decide(self, place: int, to: str) -> None:
        """About one of the newest three requests."""
        if place >= len(self.model.withdrawals):
            return
        place = len(self.model.withdrawals) - 1 - place
        pk = Withdrawal.objects.order_by("pk").values_list("pk", flat=True)[place]
        self.expect(accepted=self.model.decide(place, to), of=lambda: DECISIONS[to](pk))

    @invariant()
    def every_account_is_as_the_model_says(self) -> None:
        sums = Posting.objects.values_list("account__code").annotate(total=Sum("amount_rp"))
        found = {code: total for code, total in sums if total}
        for partner in self.partners:
            self.model.points[partner.pk] = found.get(f"seller:{partner.pk}:points", 0)
        assert all(points >= 0 for points in self.model.points.values())
        assert found == self.model.accounts([partner.pk for partner in self.partners])
        if STEPS:
            assert_proven()


@pytest.mark.django_db
def test_the_books_are_as_the_model_says() -> None:
    run_state_machine_as_test(
        MoneyMachine,
        settings=settings(
            max_examples=STORIES,
            stateful_step_count=STEPS_OF_A_STORY,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
