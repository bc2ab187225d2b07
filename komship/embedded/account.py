"""Which account runs PostgreSQL: ours, or `nobody` when we are root, because PostgreSQL refuses root."""

import os
import pwd
import shutil
import stat
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Account:
    """`uid` is None when the server simply runs as whoever we are."""

    uid: int | None

    def own(self, folder: Path) -> None:
        """Make a private folder that the server may write to."""
        folder.mkdir(parents=True, exist_ok=True)
        if self.uid is not None:
            os.chown(folder, self.uid, -1)
        folder.chmod(stat.S_IRWXU)

    def command(self, argv: list[str], *, reaches: list[Path]) -> list[str]:
        """`argv` as this account. `reaches` are the folders the server has to get into."""
        if self.uid is None:
            return argv
        setpriv = shutil.which("setpriv")
        if setpriv is None:
            raise RuntimeError(
                "PostgreSQL refuses to run as root and setpriv (util-linux) is missing: "
                "install it, run as another user, or set DATABASE_URL."
            )
        drop = [setpriv, f"--reuid={self.uid}", "--clear-groups"]
        if not all(_others_may_enter(folder) for folder in reaches):
            # The project lies below a private folder such as root's home. The server gets the right
            # to pass through it, instead of everybody else on the machine.
            drop += ["--inh-caps=+dac_override", "--ambient-caps=+dac_override"]
        return [*drop, *argv]


def server_account() -> Account:
    if os.geteuid() != 0:
        return Account(uid=None)
    return Account(uid=pwd.getpwnam("nobody").pw_uid)


def _others_may_enter(folder: Path) -> bool:
    return all(part.stat().st_mode & stat.S_IXOTH for part in folder.resolve().parents)
