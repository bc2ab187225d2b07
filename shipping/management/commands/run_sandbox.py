"""Run the courier sandbox in the foreground."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from shipping.sandbox.server import SandboxServer


def _default_port() -> int:
    environment = getattr(settings, "ENVIRONMENT", None)
    return environment.sandbox_port if environment else 8765


def _komship() -> str:
    environment = getattr(settings, "ENVIRONMENT", None)
    return f"http://127.0.0.1:{environment.port if environment else 8000}"


class Command(BaseCommand):
    help = "Run the courier sandbox: JNE, Shipper, KiriminAja's tracking, a page and an API."
    # It is a server of its own: no database, hence no checks and no migrations.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=_default_port())
        parser.add_argument("--state", type=Path, help="file that keeps the parcels over a restart")
        parser.add_argument("--latency-ms", type=int, default=0, help="delay of every courier answer")
        parser.add_argument("--autoplay", type=float, default=0.0, help="speed of parcels moving alone")
        parser.add_argument("--push-to", default=_komship(), help="Komship that pushes are sent to")

    def handle(self, *args: Any, **options: Any) -> None:
        if str(settings.SETTINGS_MODULE).endswith(".prod"):
            raise CommandError("The sandbox never runs with production settings.")
        try:
            server = SandboxServer(
                host=options["host"],
                port=options["port"],
                state=options["state"],
                push_to=options["push_to"],
            )
        except OSError as error:
            raise CommandError(f"Port {options['port']} cannot be used: {error.strerror}") from error
        server.web.set_latency({"ms": options["latency_ms"]})
        server.world.autoplay_speed = options["autoplay"]
        self.stdout.write(f"Courier sandbox: {server.url}")
        try:
            server.serve_forever(poll_interval=0.2)
        except KeyboardInterrupt:
            self.stdout.write("Courier sandbox stopped.")
        finally:
            server.stop()
