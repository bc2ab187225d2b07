"""The Celery application: the outbox's nudge, beat's timetable, and a pulse per queue for `/readyz`."""

import os
import warnings
from typing import Any

import django
from celery import Celery, bootsteps
from celery.exceptions import SecurityWarning
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "komship.settings.dev")
# Every start of a worker would load all pages to check them; `migrate` and `make check` have done so.
os.environ.setdefault("CELERY_SKIP_CHECKS", "1")
_embedded = getattr(settings, "EMBEDDED", None)
if _embedded is not None:
    _embedded.ensure()
# Tasks and sweeps need the models; a worker imports this module before anything else.
django.setup()

from komship.core import outbox, sweeps  # noqa: E402
from komship.core.tasks import relay, run_sweep  # noqa: E402
from komship.health import PULSE_EVERY_S, beat_pulse  # noqa: E402

# Messages are JSON and never pickled, which is the danger the warning is about; containers run as root.
warnings.filterwarnings("ignore", category=SecurityWarning)

app = Celery("komship")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


def send_nudge(queue: str) -> None:
    """One message saying "look": it is worth nothing once another look has happened.

    One that nobody has taken yet says it already, and to see that is far cheaper than to write another.
    """
    with app.producer_or_acquire() as producer:
        if not producer.channel.client.llen(queue):
            relay.apply_async(args=(queue,), queue=queue, expires=60, retry=False, producer=producer)


def timetable() -> dict[str, dict[str, Any]]:
    """Every registered sweep. A run that waited a whole period is dropped: the next one does its work."""
    return {
        sweep.name: {
            "task": run_sweep.name,
            "schedule": sweep.every_s,
            "args": [sweep.name],
            "options": {"queue": sweep.queue, "expires": sweep.every_s},
        }
        for sweep in sweeps.all_sweeps()
    }


class Pulse(bootsteps.StartStopStep):
    """Tells Redis every few seconds which queues this worker serves."""

    requires = ("celery.worker.components:Timer",)

    def __init__(self, worker: Any, **options: Any) -> None:
        super().__init__(worker, **options)
        self.timer: Any = None

    def start(self, worker: Any) -> None:
        queues = sorted(worker.app.amqp.queues.consume_from)
        beat_pulse(queues)
        self.timer = worker.timer.call_repeatedly(PULSE_EVERY_S, beat_pulse, (queues,))

    def stop(self, worker: Any) -> None:
        if self.timer is not None:
            self.timer.cancel()
            self.timer = None


app.conf.beat_schedule = timetable()
app.steps["worker"].add(Pulse)
outbox.use_nudge(send_nudge)
