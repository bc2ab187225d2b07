import sys
from typing import Any

from django.core.management.base import BaseCommand

from benchmarks.suite import run
from komship.settings.environment import current


class Command(BaseCommand):
    help = "Measure the operations with a budget against an empty database of their own."

    def handle(self, *args: Any, **options: Any) -> None:
        sys.exit(run(current().data_dir))
