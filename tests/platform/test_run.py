"""What `make run` starts, and when it refuses to."""

import socket
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.db import connection

import manage
from komship.embedded import run
from komship.settings.environment import Environment, read_environment

CREDENTIALS = {"JNE_USERNAME": "TESTAPI", "JNE_API_KEY": "25c898a9faea1a100859ecd9ef674548"}


def names(environment: Environment) -> list[str]:
    return [child.name for child in run.processes(environment)]


def test_without_credentials_the_sandbox_runs_and_everybody_is_sent_there() -> None:
    environment = read_environment({"SANDBOX_PORT": "9123"})
    assert names(environment) == ["web", "worker", "bulk", "carriers", "beat", "sandbox"]
    for child in run.processes(environment):
        assert child.environment["JNE_BASE_URL"] == "http://127.0.0.1:9123"
        assert child.environment["JNE_BOOKING_BASE_URL"] == "http://127.0.0.1:9123"


@pytest.mark.parametrize("given", [CREDENTIALS, {"JNE_BASE_URL": "http://j.example:10205"}])
def test_with_a_courier_of_our_own_there_is_no_sandbox(given: dict[str, str]) -> None:
    environment = read_environment(given)
    assert "sandbox" not in names(environment)
    for child in run.processes(environment):
        assert "JNE_BASE_URL" not in child.environment


def test_every_queue_is_served_and_carriers_by_threads() -> None:
    argv = {child.name: " ".join(child.argv) for child in run.processes(read_environment({}))}
    assert "--queues=default,notify --pool=prefork" in argv["worker"]
    assert "--queues=bulk --pool=threads" in argv["bulk"]
    assert "--queues=carriers,webhooks --pool=threads" in argv["carriers"]


def test_the_web_server_listens_on_port() -> None:
    web = run.processes(read_environment({"PORT": "8099"}))[0]
    assert "--bind=0.0.0.0:8099" in web.argv


def test_a_taken_port_is_reported_before_anything_starts() -> None:
    with socket.socket() as taken, socket.socket() as free:
        taken.bind(("0.0.0.0", 0))
        taken.listen()
        free.bind(("0.0.0.0", 0))
        port, other = taken.getsockname()[1], free.getsockname()[1]
        free.close()
        environment = read_environment({"PORT": str(port), "SANDBOX_PORT": str(other)})
        assert run.ports_in_use(environment) == [port]


@pytest.mark.django_db(transaction=True)
def test_demo_data_is_for_empty_databases_only() -> None:
    entry = connection.settings_dict
    url = f"postgresql://{entry['USER']}@/{entry['NAME']}?host={entry['HOST']}"
    assert run.has_no_users(url)
    get_user_model().objects.create(username="siti", email="siti@example.test")
    assert not run.has_no_users(url)


def test_another_migration_changes_the_fingerprint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "ROOT", tmp_path)
    (tmp_path / "requirements").mkdir()
    (tmp_path / "requirements" / "base.txt").write_text("django==5.2.1")
    (tmp_path / "komship" / "core" / "migrations").mkdir(parents=True)
    seen = {run.fingerprint()}
    (tmp_path / "komship" / "core" / "migrations" / "0001_initial.py").write_text("one")
    seen.add(run.fingerprint())
    (tmp_path / "komship" / "core" / "migrations" / "0001_initial.py").write_text("two")
    seen.add(run.fingerprint())
    (tmp_path / "requirements" / "base.txt").write_text("django==5.2.2")
    assert len(seen | {run.fingerprint()}) == 4


@pytest.mark.parametrize(
    ("argv", "needed"),
    [
        (["manage.py"], False),
        (["manage.py", "collectstatic", "--noinput"], False),
        (["manage.py", "check"], False),
        (["manage.py", "check", "--database", "default"], True),
        (["manage.py", "migrate"], True),
        (["manage.py", "drain"], True),
    ],
)
def test_commands_that_only_read_files_start_no_servers(argv: list[str], needed: bool) -> None:
    assert manage.needs_servers(argv) is needed
