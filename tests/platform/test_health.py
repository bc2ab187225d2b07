"""/healthz and /readyz, each part of readiness down on its own."""

from collections.abc import Iterator

import pytest
import redis
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from pytest_django import Settings

from komship.health import PULSE_LIFE_S, QUEUES, beat_pulse, database_state, pulse_key

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _workers_alive(redis_database: "redis.Redis") -> None:
    beat_pulse(list(QUEUES))


def test_the_process_is_healthy_whatever_else_is_down(client: Client, settings: Settings) -> None:
    settings.REDIS_URL = "unix:///nowhere/redis.sock?db=0"
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.json() == {"status": "ok"}
    assert "no-store" in answer["Cache-Control"]


def test_ready_when_every_part_is(client: Client) -> None:
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json()["status"] == "ok"
    assert set(answer.json()["parts"].values()) == {"ok"}


def test_one_silent_queue_is_named(client: Client, redis_database: "redis.Redis") -> None:
    redis_database.delete(pulse_key("carriers"))
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["parts"]["workers"] == f"no worker for {PULSE_LIFE_S} s on: carriers"
    assert answer.json()["parts"]["database"] == "ok"


def test_a_pulse_dies_by_itself(redis_database: "redis.Redis") -> None:
    assert 0 < redis_database.ttl(pulse_key("default")) <= PULSE_LIFE_S


def test_redis_down(client: Client, settings: Settings) -> None:
    settings.REDIS_URL = "unix:///nowhere/redis.sock?db=0"
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["parts"]["redis"] == "no Redis: ConnectionError"
    assert answer.json()["parts"]["workers"].startswith("unknown")


def test_a_worker_survives_a_lost_pulse(settings: Settings, caplog: pytest.LogCaptureFixture) -> None:
    settings.REDIS_URL = "unix:///nowhere/redis.sock?db=0"
    beat_pulse(["default"])
    assert "pulse" in caplog.text


def test_unapplied_migrations(client: Client) -> None:
    MigrationRecorder(connection).record_unapplied("sessions", "0001_initial")
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["parts"]["migrations"] == "1 migrations are not applied"


@pytest.fixture
def unreachable_database() -> Iterator[BaseDatabaseWrapper]:
    database = connection.copy(alias="unreachable")
    database.settings_dict["HOST"] = "/nowhere"
    yield database
    database.close()


def test_database_down(unreachable_database: BaseDatabaseWrapper) -> None:
    assert database_state(unreachable_database) == "no database: OperationalError"


def test_only_reading_methods(client: Client) -> None:
    assert client.post("/readyz").status_code == 405
