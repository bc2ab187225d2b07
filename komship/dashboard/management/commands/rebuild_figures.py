"""Add the operators' figures up anew, e.g. after a change of their definition."""

from argparse import ArgumentTypeError
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from komship.dashboard.rules import Period
from komship.dashboard.services import rebuild_figures


def a_day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as wrong:
        raise ArgumentTypeError("a day like 2026-07-31") from wrong


class Command(BaseCommand):
    help = "Rebuild the stored figures of these days (Jakarta, both included); without days, of all."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--from", dest="first", type=a_day, metavar="YYYY-MM-DD")
        parser.add_argument("--to", dest="last", type=a_day, metavar="YYYY-MM-DD")

    def handle(self, *args: Any, **options: Any) -> None:
        total = rebuild_figures(options["first"], options["last"], tell=self._tell)
        self.stdout.write(f"{total} rows")

    def _tell(self, piece: Period, rows: int) -> None:
        self.stdout.write(f"{piece.first} .. {piece.last}: {rows}")
