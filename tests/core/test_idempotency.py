from datetime import timedelta
from typing import Any

import pytest
import time_machine

from komship.core import idempotency
from komship.core.idempotency import KeyInFlight, KeyReused, OutcomeUnknown, begin, finish, purge_old
from komship.core.models import IdempotentCall
from komship.lib import clock
from komship.lib.errors import InvalidInput

pytestmark = pytest.mark.django_db


def first(**changes: Any) -> idempotency.Begun:
    values: dict[str, Any] = {"user_id": 1, "key": "k", "route": "POST /x", "body": b"{}"}
    return begin(**values | changes)


def test_the_stored_answer_is_replayed() -> None:
    finish(first().call_id, status=200, body={"code": 200})
    replay = first().replay
    assert replay is not None
    assert (replay.status, replay.body) == (200, {"code": 200})


def test_while_the_first_runs_the_second_waits() -> None:
    first()
    with pytest.raises(KeyInFlight):
        first()


@pytest.mark.parametrize("change", [{"body": b"other"}, {"route": "POST /y"}])
def test_another_request_under_the_same_key(change: dict[str, Any]) -> None:
    finish(first().call_id, status=200, body={})
    with pytest.raises(KeyReused):
        first(**change)


def test_keys_of_two_people_are_two_keys() -> None:
    assert first().call_id != first(user_id=2).call_id


def test_refusals_are_kept_and_server_errors_are_not() -> None:
    finish(first().call_id, status=400, body={"code": 400})
    assert first().replay is not None
    finish(first(key="other").call_id, status=500, body={})
    assert first(key="other").replay is None


def test_a_first_call_that_died() -> None:
    first()
    with time_machine.travel(clock.now() + timedelta(minutes=3), tick=False):
        with pytest.raises(OutcomeUnknown):
            first()
        assert first(resumable=True).replay is None
        with pytest.raises(KeyInFlight):
            first(resumable=True)


def test_keys_are_bounded_and_forgotten() -> None:
    with pytest.raises(InvalidInput):
        first(key="x" * 201)
    first()
    assert purge_old() == 0
    with time_machine.travel(clock.now() + timedelta(days=3), tick=False):
        assert purge_old() == 1
    assert not IdempotentCall.objects.exists()
