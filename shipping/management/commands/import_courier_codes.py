from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from komship.lib.errors import InvalidInput
from shipping.services import import_courier_codes, import_place_codes


class Command(BaseCommand):
    help = "Import a courier's list of zips and codes of places (CSV or XLSX); safe to repeat."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--carrier",
            default="",
            help="a carrier with place codes of its own, e.g. shipper; else JNE's list",
        )
        parser.add_argument("--dry-run", action="store_true", help="say what would happen and change nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        path, carrier, dry_run = options["file"], options["carrier"], options["dry_run"]
        try:
            if carrier:
                done = import_place_codes(path, carrier=carrier, dry_run=dry_run)
            else:
                done = import_courier_codes(path, dry_run=dry_run)
        except (InvalidInput, OSError) as error:
            raise CommandError(str(error)) from error
        for refused in done.errors:
            self.stderr.write(f"{refused.line}: {refused.text}")
        self.stdout.write(
            f"{done.lines} lines: {done.changed} places changed, {done.added} added,"
            f" {len(done.errors)} refused"
        )
        if done.errors:
            raise CommandError("Some lines were refused; the others are sound.", returncode=2)
