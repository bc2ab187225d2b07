"""Sealing while others post: ids are drawn in one order and committed in another. With a control."""

import threading
from collections.abc import Callable
from functools import partial

import pytest
from django.db import connection, transaction

from accounts.models import Partner
from finance.models import Entry, LedgerSeal
from finance.selectors.proof import ask, seals, whole_proof
from finance.services import deliver_parcel, record_top_up, seal_ledger
from komship.lib import clock
from tests.concurrency.at_once import at_once
from tests.factories.accounts import make_shop
from tests.factories.finance import cod_terms, fund, shipped

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def siti() -> Partner:
    return make_shop("siti").partner


@pytest.fixture
def rina(siti: Partner) -> Partner:
    """Both have been here before: whoever makes an account's row keeps others waiting for it."""
    partner = make_shop("rina").partner
    for known in (siti, partner):
        fund(known, 500)
    return partner


class Slow:
    """Somebody who has drawn an entry's id and takes her time to commit."""

    def __init__(self, partner: Partner) -> None:
        self.partner = partner
        self.has_drawn = threading.Event()
        self.may_commit = threading.Event()
        self.thread = threading.Thread(target=self._post)

    def _post(self) -> None:
        try:
            with transaction.atomic():
                record_top_up(self.partner.pk, amount_rp=1_000, reference="SLOW")
                self.has_drawn.set()
                assert self.may_commit.wait(timeout=30)
        finally:
            connection.close()

    def __enter__(self) -> "Slow":
        self.thread.start()
        assert self.has_drawn.wait(timeout=30)
        return self

    def commit(self) -> None:
        self.may_commit.set()
        self.thread.join(timeout=30)

    def __exit__(self, *error: object) -> None:
        self.commit()


def chain_is_true() -> bool:
    return all(ask(rule).is_true for rule in seals.SEAL_RULES)


def test_nothing_is_sealed_that_somebody_may_still_slip_below(siti: Partner, rina: Partner) -> None:
    with Slow(siti) as slow:
        fund(rina, 2_000)
        assert seal_ledger(patience_ms=0) == 0
        slow.commit()

        assert seal_ledger(patience_ms=0) == 1

    assert LedgerSeal.objects.get().entries == 4
    assert chain_is_true()


def test_control_the_highest_id_is_no_horizon(
    siti: Partner, rina: Partner, monkeypatch: pytest.MonkeyPatch
) -> None:
    def highest(patience_ms: int) -> int:
        return Entry.objects.latest("pk").pk

    monkeypatch.setitem(seal_ledger.__globals__, "settled_entry_id", highest)
    with Slow(siti) as slow:
        fund(rina, 2_000)
        assert seal_ledger() == 1
        assert chain_is_true()
        slow.commit()

    assert not chain_is_true()


def test_who_waits_for_writers_holds_nobody_up(siti: Partner, rina: Partner) -> None:
    sealed: list[int] = []

    def seal() -> None:
        try:
            sealed.append(seal_ledger(patience_ms=20_000))
        finally:
            connection.close()

    with Slow(siti) as slow:
        sealer = threading.Thread(target=seal)
        sealer.start()
        fund(rina, 2_000)
        slow.commit()
        sealer.join(timeout=30)

    assert sealed == [1]
    seal_ledger()
    assert Entry.objects.count() == sum(LedgerSeal.objects.values_list("entries", flat=True)) == 4
    assert chain_is_true()


def test_sealers_make_one_chain(siti: Partner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(seal_ledger.__globals__, "MOST_ENTRIES", 2)
    for number in range(9):
        fund(siti, 1_000, reference=f"T{number}")

    outcomes = at_once([lambda: str(seal_ledger())] * 4)

    assert sum(int(seals_) * times for seals_, times in outcomes.items()) == 5
    assert list(LedgerSeal.objects.order_by("number").values_list("number", "entries")) == [
        (1, 2),
        (2, 2),
        (3, 2),
        (4, 2),
        (5, 1),
    ]
    assert chain_is_true()


def test_a_proof_amid_postings_raises_no_alarm(siti: Partner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("finance.selectors.proof.proving.added_proof_rules", tuple)
    for number in range(12):
        shipped(cod_terms(siti, f"KOM{number}"))

    def deliver(number: int) -> str:
        with transaction.atomic():
            deliver_parcel(f"KOM{number}", delivered_at=clock.now())
        return "delivered"

    def prove() -> str:
        seal_ledger()
        with transaction.atomic():
            broken = whole_proof().broken
        return f"broken: {broken}" if broken else "true"

    jobs: list[Callable[[], str]] = [prove] * 3
    outcomes = at_once([*jobs, *(partial(deliver, number) for number in range(12))])

    assert outcomes == {"true": 3, "delivered": 12}
