import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from benchmarks.suite import PARTS, run
from komship.settings.environment import current


class Command(BaseCommand):
    help = "Measure the operations with a budget against an empty database of their own."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--orders", type=int, default=1_000_000, help="at least 10000")
        parser.add_argument(
            "--only", nargs="+", choices=PARTS, default=(), metavar="PART", help=", ".join(PARTS)
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["orders"] < 10_000:
            raise CommandError("With fewer than 10,000 orders there is nothing to tell.")
        sys.exit(run(current().data_dir, orders=options["orders"], only=options["only"]))
