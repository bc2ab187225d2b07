"""Makes .venv with the interpreter named in PYTHON, else the system's own, else the one that runs this.

Debian builds its interpreter with profile-guided optimization; what pyenv and the like compile by default is
a third slower, in tests as in `make run`.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from scripts.debian import install

SYSTEM = "/usr/bin/python3"
FOLDER = ".venv"
IS_NEW_ENOUGH = "import sys; sys.exit(sys.version_info < (3, 11))"


def interpreter(chosen: str | None) -> str | None:
    """The first that is there and new enough; nothing but the chosen one, if one is chosen."""
    return next(filter(_is_new_enough, [chosen] if chosen else [SYSTEM, sys.executable]), None)


def _is_new_enough(python: str) -> bool:
    try:
        return subprocess.run([python, "-c", IS_NEW_ENOUGH], check=False).returncode == 0
    except OSError:
        return False


def make(python: str, folder: str) -> bool:
    """Debian keeps what a virtual environment begins with in a package of its own."""
    argv = [python, "-m", "venv", "--clear", folder]
    if subprocess.run(argv, check=False, stdout=subprocess.DEVNULL).returncode == 0:
        return True
    if python != SYSTEM:
        return False
    sys.stderr.write("Installing python3-venv ...\n")
    try:
        install("python3-venv")
    except (OSError, subprocess.CalledProcessError) as error:
        sys.stderr.write(f"python3-venv could not be installed: {error}\n")
        return False
    return subprocess.run(argv, check=False).returncode == 0


def main() -> int:
    if Path(FOLDER, "bin", "python").exists():
        return 0
    python = interpreter(os.environ.get("PYTHON"))
    if python is None:
        sys.stderr.write("Python 3.11 or newer is needed (PYTHON=...)\n")
        return 1
    return 0 if make(python, FOLDER) else 1


if __name__ == "__main__":
    raise SystemExit(main())
