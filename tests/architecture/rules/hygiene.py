"""What must not be committed: machines, registries, third-party assets."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from tests.architecture.project import Finding

# Spelt in pieces, so that this file does not accuse itself.
HOSTS = (
    "pypi" + ".org",
    "files.python" + "hosted.org",
    "registry.npm" + "js.org",
    "registry.yarn" + "pkg.com",
)
MACHINE_PATH = re.compile(r"(?<![\w.$}/-])/" + r"(?:work|tmp|root|home/\w+)/(?!\*)\w")
ASSET = re.compile(r"\.(?:min\.(?:js|css)|woff2?|ttf|eot|otf)$")
BINARY = {".png", ".jpg", ".ico", ".mo", ".xlsx", ".pdf", ".zip", ".gz"}


def check(path: PurePosixPath, source: str) -> Iterator[Finding]:
    for number, line in enumerate(source.splitlines(), start=1):
        for host in HOSTS:
            if host in line:
                yield Finding(f"{path}:{number}", f"names a package registry: {host}")
        found = MACHINE_PATH.search(line)
        if found:
            yield Finding(f"{path}:{number}", f"names a place on one machine: {found.group()}")


def check_name(path: PurePosixPath) -> Iterator[Finding]:
    if ASSET.search(path.name) or "node_modules" in path.parts:
        yield Finding(str(path), "third-party assets are installed at set-up, not committed")


def is_text(path: PurePosixPath) -> bool:
    return path.suffix not in BINARY and not ASSET.search(path.name)
