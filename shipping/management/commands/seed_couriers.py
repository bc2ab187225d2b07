from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from komship.lib.errors import InvalidInput
from shipping.services import load_destinations, read_destinations, seed_couriers, seed_sandbox_places


class Command(BaseCommand):
    help = "Load couriers, services, rates and destinations; safe to repeat."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--routes", type=Path, help="CSV of destinations instead of the demo list")

    def handle(self, *args: Any, **options: Any) -> None:
        couriers = seed_couriers()
        path: Path | None = options["routes"]
        try:
            places = load_destinations(read_destinations(path) if path else read_destinations())
            seed_sandbox_places()
        except (InvalidInput, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{couriers} couriers, {places} destinations")
