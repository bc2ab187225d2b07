"""Beat's timetable, the outbox's nudge through the real broker, and a worker's pulse."""

import json
import os
import signal
import subprocess
import sys
import time

import pytest
import redis
from django.conf import settings

from komship.celery import app, send_nudge, timetable
from komship.core import sweeps
from komship.embedded.run import worker_command
from komship.health import QUEUES, pulse_key
from komship.settings.environment import ROOT

# What a worker does before it takes its first task.
STARTING = """
import sys
from celery.signals import worker_init
from komship.celery import app
app.loader.init_worker()
worker_init.send(sender=None)
app.finalize()
print(sorted({"komship.core.tasks", "komship.urls"} & set(sys.modules)))
"""


def test_beat_runs_every_registered_sweep() -> None:
    entries = timetable()
    assert set(entries) == {sweep.name for sweep in sweeps.all_sweeps()}
    assert "core.deliver_due" in entries
    for name, entry in entries.items():
        assert entry["task"] in app.tasks
        assert entry["args"] == [name]
        assert entry["schedule"] == entry["options"]["expires"] > 0
        assert entry["options"]["queue"] in QUEUES


def test_every_queue_of_the_outbox_has_workers() -> None:
    assert set(settings.OUTBOX_THREADS) == set(QUEUES)


@pytest.mark.redis
def test_a_nudge_becomes_one_message_on_its_queue(redis_database: "redis.Redis") -> None:
    send_nudge("carriers")
    raw = redis_database.lrange("carriers", 0, -1)
    assert len(raw) == 1
    assert json.loads(raw[0])["headers"]["task"] == "komship.core.tasks.relay"
    assert json.loads(raw[0])["headers"]["expires"]


@pytest.mark.redis
def test_no_second_message_is_written_while_one_waits_to_be_read(redis_database: "redis.Redis") -> None:
    for queue in ("carriers", "carriers", "notify"):
        send_nudge(queue)
    assert (redis_database.llen("carriers"), redis_database.llen("notify")) == (1, 1)
    redis_database.lpop("carriers")
    send_nudge("carriers")
    assert redis_database.llen("carriers") == 1


def test_a_worker_starts_without_the_pages() -> None:
    shown = subprocess.run([sys.executable, "-c", STARTING], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "['komship.core.tasks']"


def test_messages_survive_a_killed_worker() -> None:
    assert app.conf.task_acks_late
    assert app.conf.task_reject_on_worker_lost
    assert app.conf.worker_prefetch_multiplier == 1
    assert app.conf.task_ignore_result


@pytest.mark.redis
@pytest.mark.servers
def test_a_worker_shows_which_queues_it_serves(redis_database: "redis.Redis") -> None:
    worker = subprocess.Popen(
        worker_command("pulse", "carriers,bulk", "threads", 1),
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "komship.settings.test"},
    )
    try:
        end = time.monotonic() + 60
        while not redis_database.exists(pulse_key("carriers")):
            assert time.monotonic() < end, "the worker never showed up"
            assert worker.poll() is None
            time.sleep(0.1)
        assert redis_database.exists(pulse_key("bulk"))
        assert not redis_database.exists(pulse_key("default"))
    finally:
        worker.send_signal(signal.SIGTERM)
        worker.wait(timeout=60)


def test_the_worker_is_started_by_this_python() -> None:
    assert worker_command("general", "default", "prefork", 2)[0] == sys.executable
