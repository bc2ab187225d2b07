"""Celery's door to the outbox and the sweeps: no logic here."""

import time

from celery import shared_task
from django.conf import settings

from komship.core import outbox, sweeps

# Large, because a batch ends with idle threads; leases are renewed as each delivery begins.
BATCH = 400
# A file may take minutes: what waits behind it is left to the other workers.
BATCHES = {"bulk": 1}
# Well below the time limit of tasks; what is left is found by the next nudge or sweep.
LONGEST_RUN_S = 120


@shared_task(name="komship.core.tasks.relay", ignore_result=True)
def relay(queue: str) -> None:
    """Deliver what is due on a queue until a claim comes back empty."""
    threads: int = settings.OUTBOX_THREADS.get(queue, 1)
    stop_at = time.monotonic() + LONGEST_RUN_S
    while time.monotonic() < stop_at:
        if not outbox.deliver_due(queue, limit=BATCHES.get(queue, BATCH), threads=threads):
            return
    outbox.nudge(queue)


@shared_task(name="komship.core.tasks.run_sweep", ignore_result=True)
def run_sweep(name: str) -> None:
    """Run one sweep."""
    sweeps.run_sweep(name)
