"""`make run`: servers, tables, demo data on first use, then web, workers, beat and courier sandbox."""

import hashlib
import os
import socket
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import psycopg

from komship.embedded.servers import EmbeddedServers
from komship.embedded.supervisor import Child, Supervisor
from komship.settings.environment import ROOT, Environment, current

PYTHON = sys.executable
SANDBOX_COMMAND = ROOT / "shipping" / "management" / "commands" / "run_sandbox.py"
DEMO_COMMAND = ROOT / "komship" / "demo" / "management" / "commands" / "load_demo.py"
# One connection for each thread that may need one: tasks and the outbox's own threads.
CARRIER_CONNECTIONS = "32"
# For glibc: buffers from 64 KiB on go back to the system at once, instead of staying as holes in the heap.
GIVE_BACK_BUFFERS = {"MALLOC_MMAP_THRESHOLD_": "65536"}


def wants_sandbox(environment: Environment) -> bool:
    """Real credentials, or an address of somebody else's, mean that nothing may go to the sandbox."""
    return not environment.has_courier_credentials and not environment.jne_base_url


def child_environment(environment: Environment) -> dict[str, str]:
    values = {"PYTHONUNBUFFERED": "1"}
    if wants_sandbox(environment):
        values["JNE_BASE_URL"] = values["JNE_BOOKING_BASE_URL"] = environment.sandbox_url
    return values


def processes(environment: Environment) -> list[Child]:
    """What runs side by side; every child finds the servers through the same settings."""
    shared = child_environment(environment)
    children = [
        Child("web", web_command(environment.port), {**shared, **GIVE_BACK_BUFFERS}),
        Child("worker", worker_command("general", "default,notify", "prefork", 2), shared),
        # Apart, so that a long export never keeps news of parcels waiting.
        Child("bulk", worker_command("bulk", "bulk", "threads", 4), shared),
        Child(
            "carriers",
            worker_command("carriers", "carriers,webhooks", "threads", 6),
            {**shared, "DATABASE_POOL_SIZE": CARRIER_CONNECTIONS},
        ),
        Child(
            "beat",
            celery("beat", "--scheduler=celery.beat:Scheduler", "--loglevel=WARNING", "--pidfile="),
            shared,
        ),
    ]
    if wants_sandbox(environment) and SANDBOX_COMMAND.exists():
        # A parcel the courier forgot would get a second airway bill when its booking is asked about.
        memory = f"--state={environment.data_dir / 'sandbox.jsonl'}"
        port = f"--port={environment.sandbox_port}"
        children.append(Child("sandbox", manage("run_sandbox", port, memory), shared))
    return children


def web_command(port: int) -> list[str]:
    return [
        PYTHON, "-m", "gunicorn", "komship.wsgi:application",
        f"--bind=0.0.0.0:{port}", "--preload", "--worker-class=gthread", "--workers=2", "--threads=4",
        "--timeout=60", "--graceful-timeout=10", "--keep-alive=5", "--log-level=warning",
    ]  # fmt: skip


def worker_command(name: str, queues: str, pool: str, concurrency: int) -> list[str]:
    return celery(
        "worker", f"--hostname={name}@%h", f"--queues={queues}", f"--pool={pool}",
        f"--concurrency={concurrency}", "--loglevel=WARNING",
        "--without-gossip", "--without-mingle", "--without-heartbeat",
    )  # fmt: skip


def celery(*arguments: str) -> list[str]:
    return [PYTHON, "-m", "celery", "--app=komship.celery", "--quiet", *arguments]


def manage(*arguments: str) -> list[str]:
    return [PYTHON, str(ROOT / "manage.py"), *arguments]


def ports_in_use(environment: Environment) -> list[int]:
    wanted = [environment.port] + ([environment.sandbox_port] if wants_sandbox(environment) else [])
    return [port for port in wanted if _in_use(port)]


def _in_use(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("0.0.0.0", port))  # noqa: S104 - the address the web server binds
        except OSError:
            return True
    return False


def prepare(environment: Environment, database_url: str) -> None:
    """Bring the tables up to date; fill an empty database with demo data."""
    values = {**os.environ, **child_environment(environment)}
    note = environment.data_dir / "migrated"
    tables = fingerprint()
    # Asking Django takes seconds. Only this folder's own server is sure to be the one noted down.
    known = not environment.database_url and note.exists() and note.read_text() == tables
    if not known:
        subprocess.run(manage("migrate", "--verbosity=0"), cwd=ROOT, env=values, check=True)
        note.parent.mkdir(parents=True, exist_ok=True)
        note.write_text(tables)
    if values.get("KOMSHIP_DEMO", "1") != "0" and DEMO_COMMAND.exists() and has_no_users(database_url):
        _say("Empty database: loading demo data (KOMSHIP_DEMO=0 leaves it empty) ...")
        subprocess.run(manage("load_demo"), cwd=ROOT, env=values, check=True)


def fingerprint() -> str:
    """Changes whenever a migration may have come: one of ours, or with another version of a package."""
    files = [ROOT / "requirements" / "base.txt", *ROOT.glob("*/migrations/*.py")]
    files += ROOT.glob("komship/*/migrations/*.py")
    total = hashlib.sha256()
    for file in sorted(files):
        total.update(file.name.encode() + b"\0" + file.read_bytes())
    return total.hexdigest()


def has_no_users(database_url: str) -> bool:
    with psycopg.connect(database_url) as connection:
        row = connection.execute("SELECT EXISTS (SELECT 1 FROM accounts_user)").fetchone()
    return row is not None and not row[0]


def servers_for(environment: Environment) -> EmbeddedServers:
    return EmbeddedServers(
        environment.data_dir, postgres=not environment.database_url, redis=not environment.redis_url
    )


def main(values: Mapping[str, str] | None = None) -> int:
    environment = current()
    os.chdir(ROOT)
    taken = ports_in_use(environment)
    if taken:
        _say(f"Port {taken[0]} is in use. Choose another with PORT= or SANDBOX_PORT=.")
        return 1
    servers = servers_for(environment)
    servers.ensure()
    try:
        prepare(environment, servers.postgres.url if servers.postgres else environment.database_url)
        children = processes(environment)
        _say(f"Komship: http://localhost:{environment.port}/   (Ctrl-C stops everything)")
        if wants_sandbox(environment):
            _say(f"Courier sandbox: {environment.sandbox_url}/   (no courier credentials are set)")
        Supervisor(children, pid_folder=pid_folder(environment)).run()
    except subprocess.CalledProcessError as error:
        _say(f"Could not start: {' '.join(error.cmd[1:])} failed with code {error.returncode}.")
        return 1
    except KeyboardInterrupt:
        return 130
    finally:
        servers.leave()
    _say("Stopped.")
    return 0


def pid_folder(environment: Environment) -> Path:
    return environment.data_dir / "pids"


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main())
