import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from shipping.selectors.shipments import ids_to_refresh
from shipping.services import poll_now

PAUSE_S = 0.05


class Command(BaseCommand):
    help = "Ask couriers for news now: of the parcels named, else of all that are under way."

    def add_arguments(self, parser: ArgumentParser) -> None:
        chosen = parser.add_mutually_exclusive_group(required=True)
        chosen.add_argument("--awb", nargs="+", default=[], help="airway bill numbers")
        chosen.add_argument("--all", action="store_true", help="every parcel that is under way")

    def handle(self, *args: Any, **options: Any) -> None:
        ids = ids_to_refresh(options["awb"])
        if options["awb"] and not ids:
            raise CommandError("no parcel has such an airway bill")
        failed = 0
        for result in poll_now(ids):
            failed += bool(result.problem)
            news = result.problem or f"{result.new_scans} new"
            self.stdout.write(f"{result.awb}  {result.status}  {news}")
            # One caller alone cannot exceed a courier's limit, but it can be polite.
            time.sleep(PAUSE_S)
        self.stdout.write(f"{len(ids)} asked, {failed} without an answer")
