import pytest

from finance.models import ProofRun
from finance.selectors.proof_runs import books_are_right
from komship.lib import clock

pytestmark = pytest.mark.django_db


def proved(*, is_true: bool) -> None:
    values = {"elapsed_ms": 1, "entries": 0, "postings": 0, "parcels": 0}
    ProofRun.objects.create(started_at=clock.now(), is_true=is_true, **values)


def test_the_last_proof_counts() -> None:
    assert books_are_right()
    proved(is_true=False)
    assert not books_are_right()
    proved(is_true=True)
    assert books_are_right()
