"""Packages of Debian's own, for what pip and npm cannot bring."""

import os
import subprocess


def install(package: str) -> None:
    """As root, or with a sudo that asks nothing. Raises OSError or CalledProcessError."""
    sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    for argv in (
        ["apt-get", "update", "-q"],
        ["apt-get", "install", "-y", "-q", "--no-install-recommends", package],
    ):
        subprocess.run(
            [*sudo, *argv], env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=True
        )
