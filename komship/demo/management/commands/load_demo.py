from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from komship.demo.load import already_loaded, load_demo


class Command(BaseCommand):
    help = "Fill an empty database with the demo shops and ninety days of orders."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--orders", type=int, default=2_000)
        parser.add_argument("--if-empty", action="store_true", help="do nothing when there are partners")

    def handle(self, *args: Any, **options: Any) -> None:
        if already_loaded():
            if options["if_empty"]:
                return
            raise CommandError("the database is not empty")
        for line in load_demo(orders=options["orders"]):
            self.stdout.write(line)
