from datetime import datetime

import pytest
import time_machine

from finance.models import ProofRun
from finance.services import prove_ledger, prove_nightly
from komship.lib.clock import JAKARTA

pytestmark = pytest.mark.django_db


def at(day: int, hour: int) -> time_machine.travel:
    return time_machine.travel(datetime(2026, 3, day, hour, tzinfo=JAKARTA), tick=False)


def test_once_a_night_from_two_o_clock_on() -> None:
    made = {}
    for day, hour in [(1, 2), (1, 3), (2, 1), (2, 2), (2, 23), (4, 1), (4, 9)]:
        with at(day, hour):
            made[day, hour] = prove_nightly()

    # The third night was slept through, and made up for in the small hours of the fourth day.
    assert [moment for moment, proofs in made.items() if proofs] == [(1, 2), (2, 2), (4, 1), (4, 9)]
    assert ProofRun.objects.filter(is_nightly=True).count() == 4


def test_a_proof_by_hand_does_not_replace_the_nightly_one() -> None:
    with at(1, 3):
        prove_ledger()
        assert prove_nightly() == 1
