import json
import os
from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from finance.services import approve_withdrawal, complete_withdrawal
from komship.core.audit import Actor
from komship.demo.cast import raise_the_curtain
from komship.demo.checks import Check, all_checks
from komship.demo.day import ORDERS, Day
from komship.demo.load import already_loaded
from komship.demo.stage import Killer, Stage, running
from komship.settings.environment import ROOT, current

WATI = Actor(user_id=None, label="wati", channel="ops")
KILLS = 5


class Command(BaseCommand):
    help = "Play a seller's whole day over HTTP and prove at the end that everything adds up."

    def add_arguments(self, parser: ArgumentParser) -> None:
        chaos = os.environ.get("CHAOS", "") not in ("", "0")
        parser.add_argument("--chaos", action="store_true", default=chaos, help="kill workers meanwhile")

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("migrate", verbosity=0)
        if already_loaded():
            raise CommandError("the day is played against an empty database: choose another DATA_DIR")
        raise_the_curtain()
        with running(ROOT, current().data_dir) as stage:
            killer = Killer(stage.pids, times=KILLS, every_s=5.0)
            if options["chaos"]:
                killer.start()
            day = self._play(stage)
            if options["chaos"]:
                killer.finish()
            checks = [*all_checks(), *_checks_at_the_courier(stage, day)]
        self._print(day, checks, killer)

    def _play(self, stage: Stage) -> Day:
        day = Day(stage)
        day.sign_in()
        day.type_orders()
        day.break_the_courier()
        day.ask_pickup()
        day.wait_for_airway_bills()
        day.print_labels()
        day.carry()
        day.wait_for_news(lambda: stage.manage("refresh_tracking", "--all"))
        balance_rp = day.look_at_the_money()
        withdrawal_id = day.withdraw(balance_rp // 2 // 10_000 * 10_000)
        with day.act("ops approves and pays") as say:
            approve_withdrawal(withdrawal_id, actor=WATI)
            complete_withdrawal(withdrawal_id, actor=WATI)
            say("completed")
        day.look_at_the_money()
        return day

    def _print(self, day: Day, checks: list[Check], killer: Killer) -> None:
        for line in day.lines:
            self.stdout.write(f"{line.seconds:7.1f} s  {line.what:<52} {line.result}")
        if killer.killed:
            self.stdout.write(f"workers killed: {len(killer.killed)} ({', '.join(killer.killed)})")
        for check in checks:
            self.stdout.write(f"{'ok' if check.holds else 'BROKEN':>9}  {check.text}")
        broken = [check for check in checks if not check.holds]
        if broken:
            raise CommandError("; ".join(f"{check.text} ({check.detail})" for check in broken))
        self.stdout.write(f"all {len(checks)} checks true")


def _checks_at_the_courier(stage: Stage, day: Day) -> list[Check]:
    """The courier's own books: how many airway bills it made for which of our orders."""
    made = json.loads(stage.courier.get("/sandbox/stats").body)["cnotes_per_order"]
    ours = {order["number"]: order["awb"] for order in day.orders}
    many = {number: count for number, count in made.items() if count != 1}
    return [
        Check("the courier made one airway bill per order", not many, str(many)),
        Check(f"the courier knows exactly our {ORDERS} orders", set(made) == set(ours), str(made)),
    ]
