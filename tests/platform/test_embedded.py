"""The embedded servers: started once, shared, and gone when the last process is."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
import redis

from komship.embedded import EmbeddedServers
from komship.embedded import redis as embedded_redis
from komship.settings.environment import ROOT

pytestmark = pytest.mark.servers

POSTMASTER_PID = "SELECT split_part(pg_read_file('postmaster.pid'), E'\\n', 1)::int"
# Says "ready" when it has the servers, leaves when its input closes.
HOLDER = """
import sys
from pathlib import Path
from komship.embedded import EmbeddedServers
servers = EmbeddedServers(Path(sys.argv[1]), postgres=True, redis=True, durable=False)
servers.ensure()
print("ready", flush=True)
sys.stdin.read()
"""


def make(folder: Path, *, durable: bool = False) -> EmbeddedServers:
    return EmbeddedServers(folder, postgres=True, redis=True, durable=durable)


def hold(folder: Path) -> "subprocess.Popen[str]":
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(folder)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "ready\n"
    return holder


def let_go(holder: "subprocess.Popen[str]") -> None:
    holder.communicate(timeout=60)
    assert holder.returncode == 0


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    data = tmp_path / "data"
    yield data
    make(data).stop()


def redis_of(servers: EmbeddedServers) -> "redis.Redis":
    assert servers.redis is not None
    return redis.Redis.from_url(servers.redis.url)


def postgres_url(servers: EmbeddedServers) -> str:
    assert servers.postgres is not None
    return servers.postgres.url


def server_pids(servers: EmbeddedServers) -> tuple[int, int]:
    with psycopg.connect(postgres_url(servers)) as connection, redis_of(servers) as client:
        row = connection.execute(POSTMASTER_PID).fetchone()
        assert row is not None
        return int(row[0]), int(client.info()["process_id"])


def test_started_used_and_stopped_by_the_only_user(folder: Path) -> None:
    servers = make(folder)
    servers.ensure()
    with psycopg.connect(postgres_url(servers)) as connection:
        assert connection.execute("SELECT current_setting('fsync')").fetchone() == ("off",)
        assert connection.info.server_version >= 180000
    with redis_of(servers) as client:
        assert client.config_get("maxmemory-policy") == {"maxmemory-policy": "noeviction"}
    servers.leave()
    assert not servers.is_running()


def test_processes_share_one_server_and_the_last_one_stops_it(folder: Path) -> None:
    servers = make(folder)
    servers.ensure()
    before = server_pids(servers)
    other = hold(folder)
    assert server_pids(servers) == before
    servers.leave()
    assert servers.is_running()
    let_go(other)
    assert not servers.is_running()


def test_a_killed_user_does_not_keep_the_servers_alive(folder: Path) -> None:
    other = hold(folder)
    other.send_signal(signal.SIGKILL)
    other.communicate(timeout=60)
    servers = make(folder)
    assert servers.is_running()
    servers.ensure()
    servers.leave()
    assert not servers.is_running()


def test_the_rows_are_there_after_a_crash_of_the_server(folder: Path) -> None:
    servers = make(folder, durable=True)
    servers.ensure()
    with psycopg.connect(postgres_url(servers)) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS seven")
    postgres, other = server_pids(servers)
    os.kill(other, signal.SIGKILL)
    os.kill(postgres, signal.SIGKILL)
    while servers.postgres and servers.postgres.is_running():
        time.sleep(0.05)
    servers.leave()
    again = make(folder, durable=True)
    again.ensure()
    with psycopg.connect(postgres_url(again)) as connection:
        assert connection.execute("SELECT seven FROM kept").fetchone() == (7,)
    again.leave()


def test_a_crashed_database_is_revived_beside_a_living_redis(folder: Path) -> None:
    servers = make(folder, durable=True)
    servers.ensure()
    with psycopg.connect(postgres_url(servers)) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS seven")
    before = server_pids(servers)
    assert servers.postgres is not None
    servers.postgres.crash()
    assert not servers.postgres.is_running()
    servers.postgres.crash()
    servers.revive()
    after = server_pids(servers)
    assert (after[0] != before[0], after[1] == before[1]) == (True, True)
    with psycopg.connect(postgres_url(servers)) as connection:
        assert connection.execute("SELECT seven FROM kept").fetchone() == (7,)
    servers.leave()


def test_an_address_too_long_for_a_socket_moves_the_sockets_only(tmp_path: Path) -> None:
    servers = make(tmp_path / ("long" * 25))
    assert len(postgres_url(servers).partition("host=")[2]) < 90
    servers.ensure()
    assert servers.is_running()
    assert (tmp_path / ("long" * 25) / "postgres" / "PG_VERSION").exists()
    servers.leave()


@pytest.mark.parametrize(("postgres", "redis_too"), [(True, False), (False, True)])
def test_each_server_stands_alone(tmp_path: Path, postgres: bool, redis_too: bool) -> None:
    servers = EmbeddedServers(tmp_path / "data", postgres=postgres, redis=redis_too, durable=False)
    servers.ensure()
    assert servers.is_running()
    servers.leave()
    assert not servers.is_running()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root's servers run under another account")
def test_root_may_keep_the_project_in_a_private_folder(tmp_path: Path) -> None:
    private = tmp_path / "private"
    private.mkdir(mode=0o700)
    servers = EmbeddedServers(private / "data", postgres=True, redis=False, durable=False)
    servers.ensure()
    assert servers.is_running()
    servers.leave()
    assert private.stat().st_mode & 0o077 == 0


def test_nothing_starts_when_both_addresses_are_given(tmp_path: Path) -> None:
    servers = EmbeddedServers(tmp_path / "data", postgres=False, redis=False)
    servers.ensure()
    servers.leave()
    assert not (tmp_path / "data").exists()


def test_a_failed_start_says_what_the_server_said(folder: Path) -> None:
    (folder / "postgres").mkdir(parents=True)
    (folder / "postgres" / "PG_VERSION").write_text("9.6\n")
    servers = make(folder)
    with pytest.raises(RuntimeError, match="pg_ctl failed"):
        servers.ensure()
    servers.leave()


def test_the_command_line_tells_and_stops(folder: Path) -> None:
    command = [sys.executable, "-m", "komship.embedded"]

    def say(action: str) -> tuple[int, str]:
        done = subprocess.run(
            [*command, action, str(folder)], cwd=ROOT, capture_output=True, text=True, check=False
        )
        return done.returncode, done.stdout

    assert say("status") == (1, "stopped\n")
    holder = hold(folder)
    assert say("status") == (0, "running\n")
    assert say("stop") == (0, "")
    assert say("status") == (1, "stopped\n")
    let_go(holder)


def test_a_redis_that_hangs_is_ended(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded_redis, "END_WITHIN_S", 0.3)
    servers = make(folder)
    servers.ensure()
    _, redis_pid = server_pids(servers)
    os.kill(redis_pid, signal.SIGSTOP)
    servers.leave()
    assert not servers.is_running()
