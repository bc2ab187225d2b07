"""`python -m komship.embedded start|stop|status [data-dir]` for the Makefile and for people."""

import argparse
import sys
from pathlib import Path

from komship.embedded.servers import EmbeddedServers


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m komship.embedded")
    parser.add_argument("action", choices=["stop", "status"])
    parser.add_argument("data_dir", nargs="?", default=".data", type=Path)
    chosen = parser.parse_args()
    servers = EmbeddedServers(chosen.data_dir, postgres=True, redis=True)
    if chosen.action == "stop":
        servers.stop()
        return 0
    running = servers.is_running()
    sys.stdout.write("running\n" if running else "stopped\n")
    return 0 if running else 1


if __name__ == "__main__":
    raise SystemExit(main())
