import pytest

from komship.core import drain as draining
from komship.core import housekeeping, outbox
from komship.core.drain import DoesNotSettle, drain
from komship.core.sweeps import all_sweeps, run_sweep, sweep
from komship.core.tasks import run_sweep as run_sweep_task

pytestmark = pytest.mark.django_db


def test_drain_sweeps_until_nothing_is_due() -> None:
    left = [3, 2, 0]
    sweep(name="test.sweep", every_s=60)(lambda: left.pop(0) if left else 0)
    assert drain() == 5
    assert drain(with_sweeps=False) == 0


def test_work_that_never_ends_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(draining, "MOST_ROUNDS", 3)
    sweep(name="test.circle", every_s=60)(lambda: 1)
    with pytest.raises(DoesNotSettle):
        drain()


def test_sweeps_have_names_of_their_own() -> None:
    sweep(name="test.one", every_s=5)(lambda: 7)
    assert [found.name for found in all_sweeps()] == ["test.one"]
    assert run_sweep("test.one") == 7
    run_sweep_task("test.one")
    with pytest.raises(ValueError, match="two sweeps"):
        sweep(name="test.one", every_s=5)(lambda: 0)


def test_the_delivery_sweep_works_with_and_without_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    nudged: list[str] = []
    monkeypatch.setattr(outbox, "queues_with_due_work", lambda: ["default"])
    monkeypatch.setattr(outbox, "deliver_due", lambda queue: 4)
    monkeypatch.setattr(outbox, "_nudge", None)
    assert housekeeping.deliver_what_nudges_lost() == 4
    monkeypatch.setattr(outbox, "_nudge", nudged.append)
    assert housekeeping.deliver_what_nudges_lost() == 0
    assert nudged == ["default"]


def test_a_drain_leaves_out_what_only_beat_runs() -> None:
    due = ["house"]
    sweep(name="test.house", every_s=60, in_drain=False)(lambda: len(due))
    assert drain() == 0
    assert run_sweep("test.house") == 1
