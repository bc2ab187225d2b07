from typing import Any

from django.core.management.base import BaseCommand

from komship.core.drain import drain


class Command(BaseCommand):
    help = "Run all due events and sweeps in this process until nothing is due."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{drain()} handled")
