import logging
import os
import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from komship.demo.cast import raise_the_curtain
from komship.demo.checks import Check
from komship.demo.load import already_loaded
from komship.demo.rush import Rush
from komship.demo.stage import running
from komship.demo.storm import Mishap, Storm, plan_mishaps
from komship.demo.verdict import every_check, figures
from komship.settings.environment import ROOT, current

# Typing takes 20 s, and all mishaps of its storm shall fall into them.
TYPING_MISHAP_EVERY_S = 3.0
BOOKING_MISHAP_EVERY_S = 7.0


class Command(BaseCommand):
    help = "Store, book and follow orders while everything fails, then count every order and rupiah."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--orders", type=int, default=int(os.environ.get("CHAOS_ORDERS", "300")))
        parser.add_argument("--seed", type=int, default=int(os.environ.get("CHAOS_SEED", "20261121")))

    def handle(self, *args: Any, **options: Any) -> None:
        environment, started = current(), time.monotonic()
        if environment.database_url or environment.redis_url or environment.jne_base_url:
            raise CommandError("only its own servers break: unset DATABASE_URL, REDIS_URL and JNE_BASE_URL")
        # Connections of this process break as well, which is no news.
        logging.getLogger("psycopg.pool").setLevel(logging.ERROR)
        call_command("migrate", verbosity=0)
        if already_loaded():
            raise CommandError("the rush needs an empty database: choose another DATA_DIR")
        raise_the_curtain()
        self.stdout.write(f"seed {options['seed']}, {options['orders']} orders")
        with running(ROOT, environment.data_dir) as stage:
            rush = Rush(stage, wanted=options["orders"], seed=options["seed"])
            happened = self._play(rush)
            connection.close()
            checks, rows = every_check(rush, happened), figures(rush, happened)
        self._print(rush, rows, checks, time.monotonic() - started)

    def _play(self, rush: Rush) -> list[Mishap]:
        """The storm comes while orders are typed, and twice as long while they are booked and followed."""
        rush.sign_in()
        first = self._storm(rush, rounds=1, every_s=TYPING_MISHAP_EVERY_S)
        rush.type_orders()
        first.finish()
        rush.break_the_courier()
        second = self._storm(rush, rounds=2, every_s=BOOKING_MISHAP_EVERY_S)
        rush.ask_pickup()
        rush.wait_for_airway_bills()
        rush.carry()
        rush.wait_for_tracking()
        second.finish()
        rush.wait_until_quiet()
        return [*first.happened, *second.happened]

    def _storm(self, rush: Rush, *, rounds: int, every_s: float) -> Storm:
        seed = rush.seed + rounds
        storm = Storm(
            plan_mishaps(seed, rounds=rounds),
            pids=rush.stage.pids,
            servers=settings.EMBEDDED,
            seed=seed,
            every_s=every_s,
        )
        storm.start()
        return storm

    def _print(self, rush: Rush, rows: list[tuple[str, str]], checks: list[Check], seconds: float) -> None:
        for line in rush.lines:
            self.stdout.write(f"{line.seconds:7.1f} s  {line.what:<52} {line.result}")
        for what, figure in rows:
            self.stdout.write(f"{'':9}  {what:<52} {figure}")
        for check in checks:
            self.stdout.write(f"{'ok' if check.holds else 'BROKEN':>9}  {check.text}")
        self.stdout.write(f"seed {rush.seed}: {rush.wanted} orders in {seconds:.0f} s")
        broken = [check for check in checks if not check.holds]
        if broken:
            raise CommandError("; ".join(f"{check.text} ({check.detail})" for check in broken))
        self.stdout.write(f"all {len(checks)} checks true")
