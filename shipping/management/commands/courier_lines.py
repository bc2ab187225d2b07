"""Which lines to couriers are interrupted, and a way to close them by hand."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from komship.core.audit import Actor
from shipping.selectors.carrier_lines import interrupted_lines
from shipping.services import resume_carrier

SHELL = Actor(user_id=None, label="courier_lines", channel="shell")


class Command(BaseCommand):
    help = "List the lines on which couriers are not called at the moment; --resume CODE calls them again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--resume", metavar="CODE", help="carrier to call again at once, e.g. jne")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["resume"]:
            resume_carrier(options["resume"], actor=SHELL)
        lines = interrupted_lines()
        for state in lines:
            self.stdout.write(f"{state.carrier:12} {state.line:9} {state.wait_s:4} s  {state.reason}")
        if not lines:
            self.stdout.write("Every line works.")
