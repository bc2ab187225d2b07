"""The environment's reading, the addresses made from it, and what production refuses."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from komship.settings.base import courier_settings
from komship.settings.databases import database_from_url
from komship.settings.environment import ROOT, Environment, read_environment
from komship.settings.messages import mail_settings, message_settings
from komship.settings.queues import (
    TASK_SOFT_TIME_LIMIT_S,
    TASK_TIME_LIMIT_S,
    VISIBILITY_TIMEOUT_S,
    broker_url,
)
from komship.settings.safety import refusals

SAFE = {
    "SECRET_KEY": "x" * 60,
    "ALLOWED_HOSTS": "komship.example",
    "CORS_ALLOWED_ORIGINS": "https://app.komship.example",
    "DATABASE_URL": "postgresql://komship:secret@db.example:5432/komship",
    "REDIS_URL": "redis://redis.example:6379/0",
    "JNE_USERNAME": "TESTAPI",
    "JNE_API_KEY": "25c898a9faea1a100859ecd9ef674548",
    "JNE_CUST_NO": "10950700",
    "EMAIL_URL": "smtp://komship:s%40fe@mail.example:587",
    "PUBLIC_URL": "https://app.komship.example/",
}


def environment(**changes: str) -> Environment:
    return read_environment(SAFE | changes)


def test_production_accepts_a_complete_environment() -> None:
    assert refusals(environment()) == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", ""),
        ("SECRET_KEY", "short"),
        ("SECRET_KEY", "development-only-key-that-production-refuses-however-long-it-gets"),
        ("ALLOWED_HOSTS", ""),
        ("ALLOWED_HOSTS", "komship.example,*"),
        ("CORS_ALLOWED_ORIGINS", "*"),
        ("DATABASE_URL", ""),
        ("REDIS_URL", ""),
        ("JNE_USERNAME", ""),
        ("JNE_API_KEY", ""),
        ("JNE_CUST_NO", ""),
        ("DEBUG", "1"),
        ("EMAIL_URL", ""),
        ("PUBLIC_URL", ""),
        ("PUBLIC_URL", "http://app.komship.example"),
    ],
)
def test_production_refuses_each_unsafe_value_alone(name: str, value: str) -> None:
    reasons = refusals(environment(**{name: value}))
    assert len(reasons) == 1
    assert name in reasons[0]


def run_check(values: dict[str, str]) -> "subprocess.CompletedProcess[str]":
    kept = ("PATH", "HOME", "LANG", "COVERAGE_")
    clean = {name: value for name, value in os.environ.items() if name.startswith(kept)}
    return subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=ROOT,
        env=clean | values | {"DJANGO_SETTINGS_MODULE": "komship.settings.prod"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_production_settings_stop_the_start_and_say_why() -> None:
    done = run_check(SAFE | {"SECRET_KEY": "short", "REDIS_URL": ""})
    assert done.returncode != 0
    assert "Refusing to start" in done.stderr
    assert "SECRET_KEY" in done.stderr
    assert "REDIS_URL" in done.stderr


def test_production_settings_load_when_everything_is_safe() -> None:
    done = run_check(SAFE)
    assert done.returncode == 0, done.stderr


def test_database_url_is_taken_apart() -> None:
    entry = database_from_url("postgresql://a%40b:p%2Fw@db.example:6543/shop?sslmode=require", pool_size=7)
    assert (entry["USER"], entry["PASSWORD"]) == ("a@b", "p/w")
    assert (entry["HOST"], entry["PORT"], entry["NAME"]) == ("db.example", "6543", "shop")
    assert entry["OPTIONS"]["sslmode"] == "require"
    assert entry["OPTIONS"]["pool"]["max_size"] == 7
    assert entry["CONN_HEALTH_CHECKS"], "after a restart every pooled connection is dead"


def test_database_url_may_name_a_socket_folder() -> None:
    entry = database_from_url("postgresql://komship@/komship?host=/run/pg", pool_size=0)
    assert entry["HOST"] == "/run/pg"
    assert "pool" not in entry["OPTIONS"]


def test_behind_a_pooler_nothing_is_prepared() -> None:
    url = "postgresql://komship@db.example/komship"
    assert database_from_url(url, pool_size=0)["OPTIONS"]["prepare_threshold"]
    off = database_from_url(f"{url}?prepared=off", pool_size=0)["OPTIONS"]
    assert off["prepare_threshold"] is None
    assert "prepared" not in off, "the server would refuse it"


def test_other_databases_are_refused() -> None:
    with pytest.raises(ValueError, match="postgresql://"):
        database_from_url("sqlite:///x.db", pool_size=0)


def test_broker_url_in_celerys_spelling() -> None:
    assert broker_url("unix:///run/redis.sock?db=3") == "redis+socket:///run/redis.sock?virtual_host=3"
    assert broker_url("rediss://r.example:6379/1") == "rediss://r.example:6379/1"


def test_a_task_is_never_handed_out_twice_while_it_runs() -> None:
    assert TASK_SOFT_TIME_LIMIT_S < TASK_TIME_LIMIT_S < VISIBILITY_TIMEOUT_S


def test_without_credentials_the_sandbox_is_the_courier() -> None:
    bare = read_environment({"SANDBOX_PORT": "9001"})
    assert courier_settings(bare)["JNE_BASE_URL"] == "http://127.0.0.1:9001"
    assert courier_settings(bare)["JNE_BOOKING_BASE_URL"] == "http://127.0.0.1:9001"
    assert courier_settings(bare)["KIRIMINAJA_BASE_URL"] == "http://127.0.0.1:9001"


def test_with_credentials_nothing_points_at_the_sandbox() -> None:
    urls = courier_settings(environment())
    assert urls["JNE_BASE_URL"] == ""
    assert not any("127.0.0.1" in str(value) for value in urls.values())


def test_a_token_of_kiriminajas_never_goes_to_the_sandbox() -> None:
    live = read_environment({"KIRIMINAJA_TOKEN": "live"})
    assert courier_settings(live)["KIRIMINAJA_BASE_URL"] == ""
    named = read_environment({"KIRIMINAJA_TOKEN": "live", "KIRIMINAJA_BASE_URL": "http://k.example/"})
    assert courier_settings(named)["KIRIMINAJA_BASE_URL"] == "http://k.example"


def test_the_booking_host_follows_the_base_url_unless_it_has_its_own() -> None:
    one = courier_settings(environment(JNE_BASE_URL="http://j.example:10205/"))
    assert one["JNE_BOOKING_BASE_URL"] == one["JNE_BASE_URL"] == "http://j.example:10205"
    two = courier_settings(
        environment(JNE_BASE_URL="http://j.example", JNE_BOOKING_BASE_URL="http://b.example")
    )
    assert two["JNE_BOOKING_BASE_URL"] == "http://b.example"


@pytest.mark.parametrize(
    ("given", "url"),
    [
        ({}, "http://127.0.0.1:9001"),
        ({"JNE_BASE_URL": "http://127.0.0.1:9001"}, "http://127.0.0.1:9001"),
        ({"JNE_BASE_URL": "http://j.example"}, ""),
        ({"JNE_USERNAME": "a", "JNE_API_KEY": "b"}, ""),
        ({"SHIPPER_API_KEY": "k"}, ""),
        ({"SHIPPER_API_KEY": "k", "SHIPPER_BASE_URL": "http://s.example/"}, "http://s.example"),
        ({"SHIPPER_BASE_URL": "http://s.example"}, "http://s.example"),
    ],
)
def test_the_sandbox_is_shipper_only_where_it_is_jne(given: dict[str, str], url: str) -> None:
    read = read_environment({"SANDBOX_PORT": "9001", **given})
    assert courier_settings(read)["SHIPPER_BASE_URL"] == url


def test_blank_values_count_as_unset() -> None:
    read = read_environment({"DATABASE_URL": "  ", "PORT": "", "DATA_DIR": "", "ALLOWED_HOSTS": " a , b ,"})
    assert read.database_url == ""
    assert read.port == 8000
    assert read.data_dir == ROOT / ".data"
    assert read.allowed_hosts == ("a", "b")


def test_the_environment_cannot_be_changed() -> None:
    read = environment()
    assert replace(read, port=1).port == 1
    with pytest.raises(AttributeError):
        read.port = 1  # type: ignore[misc]


def test_data_dir_may_be_absolute(tmp_path: Path) -> None:
    assert read_environment({"DATA_DIR": str(tmp_path)}).data_dir == tmp_path


def test_mail_server_is_taken_apart() -> None:
    plain, wrapped = mail_settings("smtp://me:s%40fe@mail.example"), mail_settings("smtps://mail.example")
    assert (plain["EMAIL_HOST_PASSWORD"], plain["EMAIL_PORT"], plain["EMAIL_USE_TLS"]) == ("s@fe", 587, True)
    assert (wrapped["EMAIL_PORT"], wrapped["EMAIL_USE_SSL"], wrapped["EMAIL_USE_TLS"]) == (465, True, False)
    with pytest.raises(ValueError, match="EMAIL_URL"):
        mail_settings("http://mail.example")


def test_phone_messages_are_offered_only_where_they_arrive() -> None:
    whatsapp = {"WHATSAPP_BASE_URL": "https://wa.example", "WHATSAPP_TOKEN": "x", "WHATSAPP_SENDER": "5"}
    silent = message_settings(environment(), sandbox=False)
    assert (silent["PHONE_MESSAGES"], silent["LIVE_CHANNELS"]["sms"]) == (False, False)
    live = message_settings(environment(**whatsapp), sandbox=False)
    assert (live["PHONE_MESSAGES"], live["LIVE_CHANNELS"]["whatsapp"]) == (True, True)
    assert message_settings(environment(), sandbox=True)["PHONE_MESSAGES"]


def test_without_a_mail_server_mails_are_printed() -> None:
    made = message_settings(environment(EMAIL_URL="", PUBLIC_URL="", PORT="9000"), sandbox=True)
    assert made["EMAIL_BACKEND"].endswith("console.EmailBackend")
    assert made["PUBLIC_URL"] == "http://localhost:9000"
