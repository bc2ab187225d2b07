from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from komship.lib.errors import InvalidInput
from shipping.services import load_regions


class Command(BaseCommand):
    help = "Load all villages of Indonesia from the npm package idn-area-data; safe to repeat."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--folder", type=Path, default=settings.AREA_DATA_DIR, help="where its CSV files lie"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            done = load_regions(options["folder"])
        except (InvalidInput, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"{done.added} places added, {done.recognised} known already, {done.renamed} renamed, "
            f"{done.skipped} that share a neighbour's name left out"
        )
