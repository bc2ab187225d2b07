"""Makes sure the browser tests find a Chromium; only Debian's own packages are ever installed."""

import os
import shutil
import subprocess
import sys

from scripts.debian import install

# The shell has no windows, menus and services around the page: the tests cost half as much with it.
SHELL = "chromium-headless-shell"
NAMES = (SHELL, "chromium", "chromium-browser", "google-chrome")


def find_browser() -> str | None:
    """The browser the tests drive: CHROMIUM, or the first known name on the path."""
    chosen = os.environ.get("CHROMIUM")
    if chosen:
        return shutil.which(chosen)
    return next((found for name in NAMES if (found := shutil.which(name))), None)


def main() -> int:
    if os.environ.get("CHROMIUM") or shutil.which(SHELL):
        return 0 if find_browser() else 1
    for package in (SHELL, "chromium"):
        try:
            install(package)
        except (OSError, subprocess.CalledProcessError) as error:
            sys.stderr.write(f"{package} could not be installed: {error}\n")
        if find_browser():
            return 0
    return 1


if __name__ == "__main__":
    raise SystemExit(main())
