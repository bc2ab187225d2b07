"""One difference ended by many at once, and a statement booked by many. Each with a control."""

import threading
from functools import partial

import pytest
from django.db import transaction

from accounts.models import Partner
from finance import chart
from finance.models import CodDifference, Remittance
from finance.services import resolve_difference
from finance.services._remittance import owed
from finance.services.post_entry import Draft, post_entry
from finance.states import EntryKind, Resolution
from komship.core.audit import Actor
from komship.lib.errors import StaleState
from tests.concurrency.at_once import at_once
from tests.factories.accounts import make_shop
from tests.factories.finance import assert_proven, balance, operator
from tests.factories.remittances import booked, delivered, line, make_format, matched, only_difference

pytestmark = pytest.mark.django_db(transaction=True)

HANDS = 6


@pytest.fixture
def siti() -> Partner:
    return make_shop("siti").partner


@pytest.fixture
def short(siti: Partner) -> CodDifference:
    """The courier brought 14000 too little (and 350 of fee fits what it brought)."""
    delivered(siti, "KOM1")
    booked(matched(make_format(), line("KOM1", 100_000, 2_500)))
    return only_difference()


def end(difference_id: int, resolution: Resolution, actor: Actor) -> str:
    try:
        resolve_difference(difference_id, resolution, actor=actor, reason="FT9")
    except StaleState:
        return "late"
    return "ended"


def test_a_difference_ends_once(short: CodDifference) -> None:
    actor = operator("wati")
    ways = [Resolution.PAID_LATER, Resolution.IGNORED] * (HANDS // 2)

    outcomes = at_once([partial(end, short.pk, way, actor) for way in ways])

    assert outcomes == {"ended": 1, "late": HANDS - 1}
    assert balance(chart.SUSPENSE) == 0
    assert_proven()


def test_control_without_the_lock_it_ends_twice(short: CodDifference) -> None:
    both_have_read = threading.Barrier(2)

    def end_carelessly(number: int) -> str:
        with transaction.atomic():
            difference = CodDifference.objects.get(pk=short.pk)
            both_have_read.wait(timeout=30)
            if difference.status != "open":
                return "late"
            lines = [owed(chart.BANK, difference.amount_rp), owed(chart.SUSPENSE, -difference.amount_rp)]
            post_entry(Draft(EntryKind.COD_DIFFERENCE, f"careless:{number}", lines))
        return "ended"

    assert at_once([partial(end_carelessly, number) for number in range(2)]) == {"ended": 2}
    assert balance(chart.SUSPENSE) == 14_000, "paid twice what was owed once"


def book(remittance: Remittance) -> str:
    try:
        booked(remittance)
    except StaleState:
        return "late"
    return "booked"


def test_a_statement_is_booked_once(siti: Partner) -> None:
    delivered(siti, "KOM1")
    remittance = matched(make_format(), line("KOM1"))
    operator("wati")

    assert at_once([partial(book, remittance)] * HANDS) == {"booked": 1, "late": HANDS - 1}
    assert balance(chart.COD_RECEIVABLE) == 0


def test_two_statements_never_count_one_parcel(siti: Partner) -> None:
    """The second was matched while the first was still open; whoever books first has it."""
    form = make_format()
    delivered(siti, "KOM1")
    first = matched(form, line("KOM1"))
    second = matched(form, line("KOM1", days_ago=1), number="S2")
    operator("wati")

    assert at_once([partial(book, first), partial(book, second)]) == {"booked": 2}

    assert balance(chart.COD_RECEIVABLE) == 0
    assert CodDifference.objects.get().kind == "duplicate"
    assert balance(chart.SUSPENSE) == 111_150


def test_a_missing_parcel_is_paid_by_hand_or_by_the_next_statement(siti: Partner) -> None:
    form = make_format()
    delivered(siti, "KOM1")
    matched(form, line("X"))
    missing = CodDifference.objects.get(kind="missing")
    second = matched(form, line("KOM1"), number="S2")
    actor = operator("wati")

    outcomes = at_once([partial(book, second), partial(end, missing.pk, Resolution.PAID_LATER, actor)])

    assert outcomes["booked"] == 1
    assert balance(chart.COD_RECEIVABLE) == 0, "its cash was taken once"
