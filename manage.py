#!/usr/bin/env python
"""Django's command line, with the embedded servers started first when a command needs them."""

import os
import sys

from django.conf import settings
from django.core.management import execute_from_command_line

# These read files only.
WITHOUT_SERVERS = {
    "collectstatic",
    "makemessages",
    "compilemessages",
    "run_sandbox",
    "help",
    "version",
    "--help",
    "--version",
}


def needs_servers(argv: list[str]) -> bool:
    command = argv[1] if len(argv) > 1 else "help"
    if command == "check":
        return "--database" in argv
    return command not in WITHOUT_SERVERS


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "komship.settings.dev")
    embedded = getattr(settings, "EMBEDDED", None)
    if embedded is not None and needs_servers(sys.argv):
        embedded.ensure()
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
