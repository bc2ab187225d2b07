"""Kinds of jobs that exist for one test only."""

from typing import Any

import pytest
from django.db import transaction

from komship.core.audit import Actor
from komship.core.jobs import Job, JobKind, NewItem, NewJob, kinds, private_files, running, start_job
from komship.core.jobs.events import JobContinues
from komship.core.subscriptions import handles_outside

KIND = JobKind("test.count", label="Hitung", right=401)
SITI = Actor(user_id=7, label="siti", channel="web")


@pytest.fixture(autouse=True)
def _own_kinds(monkeypatch: pytest.MonkeyPatch, _own_registries: None) -> None:
    monkeypatch.setattr(kinds, "_kinds", {})
    # Every item ends its slice: tests need not wait for a second to pass.
    monkeypatch.setattr(running, "SLICE_S", 0)
    handles_outside(JobContinues, name="core.continue_job", queue="bulk")(running.continue_job)


def new_job(count: int | None = None, **changes: Any) -> Job:
    items = None if count is None else [NewItem(str(n), f"Baris {n}") for n in range(1, count + 1)]
    wanted = {"kind": KIND.name, "title": "Tes", "actor": SITI, "partner_id": 1, "items": items, **changes}
    with transaction.atomic():
        return start_job(NewJob(**wanted))


def kept_files(job: Job) -> list[str]:
    """What lies in storage for a job."""
    try:
        return private_files().listdir(f"jobs/{job.pk}")[1]
    except FileNotFoundError:
        return []
